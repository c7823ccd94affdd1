/* ---
kode: ANG-02
versi: "2"
judul: {id: Realisasi melebihi pagu, en: Spending above budget}
pertanyaan: {id: "Apakah belanja pada satu rekening melebihi anggarannya?", en: Was more spent on an account than its budget?}
deskripsi:
  id: Realisasi satu baris belanja (SKPD, sub kegiatan, rekening) lebih besar dari anggarannya pada laporan terakhir.
  en: The realisation of one expenditure line (agency, sub-activity, account) exceeds its budget in the latest report.
alasan:
  id: Belanja tanpa anggaran yang cukup dilarang; angka ini dapat menandakan pengeluaran di luar persetujuan DPRD.
  en: Spending without enough appropriation is forbidden; it can be a sign of spending outside what the council approved.
penjelasan_wajar:
  id: Laporan memakai anggaran sebelum pergeseran, pengembalian dicatat negatif, belanja tidak terduga, salah rekening yang kemudian dikoreksi.
  en: The report uses the budget before a shift, refunds booked negative, contingency spending, a wrong account corrected later.
yang_diperiksa:
  id: Anggaran setelah pergeseran atau perubahan terakhir, jurnal koreksi, dokumen SP2D pada rekening ini.
  en: The budget after the last shift or amendment, correcting entries, payment documents on this account.
subjek: anggaran
populasi:
  id: Setiap baris terbawah laporan realisasi terakhir, dan baris anggaran yang dibayar menurut dokumen SP2D; berlaku untuk belanja.
  en: Each leaf line of the latest realisation reports, and budget lines paid from according to payment documents; applies to expenditure.
tingkat: 1
rujukan:
  ocp: tidak ada padanan
  lain: ["PP 12/2019 tentang pengelolaan keuangan daerah", "UU 17/2003", "dekat dengan OCP R068 (transaksi melebihi kontrak)"]
kolom_wajib: [realisasi.anggaran, realisasi.realisasi, transaksi.nilai, anggaran.pagu]
parameter:
  toleransi:
    judul: {id: Toleransi pembulatan, en: Tolerance for rounding}
    satuan: rupiah
    nilai: 1
    utama: true
    dasar: toleransi pembulatan program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: Pendapatan dan pembiayaan, en: Revenue and financing}
riwayat:
  - "2: hanya laporan terakhir setiap SKPD yang dibaca, bukan laporan terakhir setiap baris"
putusan: jumlah(realisasi) - jumlah(anggaran) > toleransi
--- */
SELECT
    r.kunci AS subjek_id,
    r.label AS subjek_label,
    r.kode_wilayah,
    r.tahun,
    r.kode_skpd,
    CASE WHEN r.belanja = 0 THEN 'bukan belanja' END AS tidak_berlaku,
    CASE
        WHEN r.n_anggaran < r.n THEN 'anggaran kosong'
        WHEN r.n_realisasi < r.n THEN 'realisasi kosong'
    END AS tidak_dapat_dihitung,
    CASE WHEN r.realisasi - r.anggaran > a.toleransi THEN 1 ELSE 0 END AS terpicu,
    r.realisasi - r.anggaran AS nilai,
    a.toleransi AS ambang,
    a.dasar AS dasar_ambang,
    CASE WHEN r.sumber = 'transaksi' THEN 'realisasi menurut dokumen pembayaran' END AS catatan,
    r.sumber
FROM b_serapan AS r
JOIN aturan AS a ON a.wilayah = r.wilayah
-- bukti
SELECT h.subjek_id, 'masukan' AS peran, 'anggaran' AS nama, b.anggaran AS nilai, b.uraian AS teks,
    'realisasi' AS tabel, CAST(b.id AS TEXT) AS id_baris
FROM terpicu AS h
JOIN b_realisasi_baris AS b ON b.kunci = h.subjek_id AND b.terakhir = 1
WHERE h.sumber = 'realisasi'
UNION ALL
SELECT h.subjek_id, 'masukan', 'realisasi', b.realisasi, b.uraian, 'realisasi', CAST(b.id AS TEXT)
FROM terpicu AS h
JOIN b_realisasi_baris AS b ON b.kunci = h.subjek_id AND b.terakhir = 1
WHERE h.sumber = 'realisasi'
UNION ALL
SELECT h.subjek_id, 'masukan', 'realisasi', b.nilai, b.tanggal, 'transaksi', CAST(b.id AS TEXT)
FROM terpicu AS h
JOIN b_bayar AS b ON b.kunci = h.subjek_id
WHERE h.sumber = 'transaksi'
UNION ALL
SELECT h.subjek_id, 'masukan', 'anggaran', a.pagu, a.tahapan, 'anggaran', CAST(a.id AS TEXT)
FROM terpicu AS h
JOIN b_pagu AS p ON p.kunci = h.subjek_id
JOIN anggaran AS a
    ON a.kode_rekening = p.kode_rekening AND a.tahun = p.tahun AND a.tahapan = p.tahapan
    AND COALESCE(a.kode_wilayah, '') = p.wilayah AND COALESCE(a.kode_skpd, a.nama_skpd, '-') = p.skpd
    AND COALESCE(a.kode_sub_kegiatan, '-') = COALESCE(p.kode_sub_kegiatan, '-')
WHERE h.sumber = 'transaksi'
