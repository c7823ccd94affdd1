/* ---
kode: ANG-02
versi: "1"
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
  id: Setiap baris terbawah laporan realisasi pada tanggal laporan terakhir; berlaku untuk belanja.
  en: Each leaf line of the realisation reports at the latest report date; applies to expenditure.
tingkat: 1
rujukan:
  ocp: tidak ada padanan
  lain: ["PP 12/2019 tentang pengelolaan keuangan daerah", "UU 17/2003", "dekat dengan OCP R068 (transaksi melebihi kontrak)"]
kolom_wajib: [realisasi.anggaran, realisasi.realisasi]
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
    NULL AS catatan
FROM b_realisasi AS r
JOIN aturan AS a ON a.wilayah = r.wilayah
-- bukti
SELECT h.subjek_id, 'masukan' AS peran, 'anggaran' AS nama, b.anggaran AS nilai, b.uraian AS teks,
    'realisasi' AS tabel, CAST(b.id AS TEXT) AS id_baris
FROM terpicu AS h
JOIN b_realisasi_baris AS b ON b.kunci = h.subjek_id AND b.terakhir = 1
UNION ALL
SELECT h.subjek_id, 'masukan', 'realisasi', b.realisasi, b.uraian, 'realisasi', CAST(b.id AS TEXT)
FROM terpicu AS h
JOIN b_realisasi_baris AS b ON b.kunci = h.subjek_id AND b.terakhir = 1
