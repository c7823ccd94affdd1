/* ---
kode: ANG-01
versi: "2"
judul: {id: Penyerapan anggaran di luar kewajaran, en: Budget execution out of range}
pertanyaan: {id: "Apakah SKPD ini membelanjakan jauh lebih sedikit atau lebih banyak daripada anggarannya?", en: Did this agency spend far less or far more than its budget?}
deskripsi:
  id: Realisasi belanja satu SKPD setahun kurang dari 85 persen atau lebih dari 115 persen anggarannya.
  en: "An agency's spending in a year is below 85 percent or above 115 percent of its budget."
alasan:
  id: Anggaran yang jauh dari kenyataan menyembunyikan perencanaan yang lemah atau pekerjaan yang tidak terlaksana.
  en: A budget far from reality hides weak planning or work that was not done.
penjelasan_wajar:
  id: Penghematan dari tender yang baik, keadaan kahar, dana transfer yang terlambat, penggabungan SKPD.
  en: Savings from good tenders, force majeure, transfers arriving late, merged agencies.
yang_diperiksa:
  id: Program yang tidak terlaksana, alasan di catatan laporan keuangan, pergeseran anggaran.
  en: Programmes not carried out, reasons in the notes to the accounts, budget shifts.
subjek: skpd
populasi: {id: Setiap SKPD dan tahun yang anggaran belanjanya dimuat., en: Each agency and year with a loaded expenditure budget.}
tingkat: 1
rujukan: {ocp: tidak ada padanan, lain: ["PEFA PI-1 (pita A 95-105, B 90-110, C 85-115 persen)"]}
kolom_wajib: [anggaran.pagu, transaksi.nilai, realisasi.realisasi]
parameter:
  rendah:
    judul: {id: Serapan terendah, en: Lowest execution}
    satuan: rasio
    nilai: 0.85
    utama: true
    dasar: "PEFA PI-1, pita D"
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  tinggi:
    judul: {id: Serapan tertinggi, en: Highest execution}
    satuan: rasio
    nilai: 1.15
    dasar: "PEFA PI-1, pita D"
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  pagu_minimal:
    judul: {id: Anggaran minimal, en: Smallest budget}
    satuan: rupiah
    nilai: 100000000
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: Tahun yang belum tutup buku, en: Years not yet closed}
  - {id: Anggaran di bawah Rp100 juta, en: Budgets below Rp100 million}
riwayat:
  - "2: hanya laporan terakhir setiap SKPD yang dibaca, bukan laporan terakhir setiap baris"
putusan: (rendah * total_anggaran - total_realisasi > 0.005 atau total_realisasi - tinggi * total_anggaran > 0.005) dan total_anggaran >= pagu_minimal
--- */
SELECT
    s.wilayah || ':' || COALESCE(CAST(s.tahun AS TEXT), '-') || ':' || s.skpd AS subjek_id,
    s.nama_skpd AS subjek_label,
    s.kode_wilayah,
    s.tahun,
    s.kode_skpd,
    CASE
        WHEN s.tutup = 0 THEN 'tahun belum tutup buku'
        WHEN s.kosong_anggaran = 0 AND s.anggaran < a.pagu_minimal THEN 'anggaran di bawah nilai minimal'
    END AS tidak_berlaku,
    CASE
        WHEN s.realisasi IS NULL THEN 'realisasi SKPD ini tidak dimuat'
        WHEN s.tutup IS NULL THEN 'sampai_tanggal kosong'
        WHEN s.kosong_anggaran > 0 THEN 'anggaran kosong'
        WHEN s.kosong_realisasi > 0 THEN 'realisasi kosong'
    END AS tidak_dapat_dihitung,
    CASE
        WHEN a.rendah * s.anggaran - s.realisasi > 0.005 THEN 1
        WHEN s.realisasi - a.tinggi * s.anggaran > 0.005 THEN 1
        ELSE 0
    END AS terpicu,
    CAST(s.realisasi AS DOUBLE) / s.anggaran AS nilai,
    CASE WHEN s.realisasi > s.anggaran THEN a.tinggi ELSE a.rendah END AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan,
    s.anggaran,
    s.realisasi,
    s.sumber
FROM b_serapan_skpd AS s
JOIN aturan AS a ON a.wilayah = s.wilayah
-- bukti
SELECT subjek_id, 'masukan' AS peran, 'total_anggaran' AS nama, anggaran AS nilai, sumber AS teks,
    NULL AS tabel, NULL AS id_baris
FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'total_realisasi', realisasi, sumber, NULL, NULL FROM terpicu
