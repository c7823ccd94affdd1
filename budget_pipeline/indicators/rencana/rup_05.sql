/* ---
kode: RUP-05
versi: "2"
judul: {id: Metode tidak sesuai nilai, en: Method not allowed at this value}
pertanyaan: {id: "Apakah paket dibeli langsung padahal nilainya di atas batas pengadaan langsung?", en: Was the package bought directly although its value exceeds the limit of direct procurement?}
deskripsi:
  id: Paket dengan metode pengadaan langsung bernilai di atas batas yang berlaku pada tanggal dan jenis pengadaannya.
  en: A package by direct procurement has a value above the limit in force for its date and category.
alasan:
  id: Di atas batas itu peraturan meminta tender atau seleksi; pengadaan langsung meniadakan persaingan.
  en: Above that limit the rules ask for a tender or selection; direct procurement removes competition.
penjelasan_wajar:
  id: Nilai salah ketik, jenis pengadaan salah catat, aturan sendiri BLUD, aturan khusus daerah (misalnya Papua), keadaan darurat, masa peralihan Perpres 46/2025.
  en: A mistyped value, a wrong category, own rules of a public service agency (BLUD), a regional regime (such as Papua), an emergency, the transition of Perpres 46/2025.
yang_diperiksa:
  id: Dokumen paket, nilai HPS dan kontrak, jenis pengadaan sebenarnya, dasar hukum khusus bila ada.
  en: The package's documents, estimate and contract value, its true category, a special legal ground if any.
subjek: paket
populasi:
  id: Semua paket; berlaku untuk pengadaan langsung dan penunjukan langsung yang tidak batal.
  en: All packages; applies to direct procurement and direct appointment not cancelled.
tingkat: 1
komponen_skor: true
rujukan:
  ocp: [R010, R012]
  lain: ["Perpres 16/2018 jo. 12/2021 jo. 46/2025, Pasal 38 dan 41"]
  catatan:
    id: OCP menilai alasan prosedur; di sini yang dinilai batas nilainya.
    en: OCP looks at the rationale of the procedure; here its money limit.
kolom_wajib: [paket.metode, paket.jenis_pengadaan, paket.hps, paket.tgl_pengumuman]
dimensi: [jenis_pengadaan, tanggal]
parameter:
  batas:
    judul: {id: Batas nilai pengadaan langsung, en: Limit of direct procurement}
    satuan: rupiah
    utama: true
    transisi: {sejak: 2025-04-01, sampai: 2025-06-30, longgar: tertinggi}
    nilai:
      - {jenis_pengadaan: Barang, berlaku_sejak: 2010-08-06, berlaku_sampai: 2012-07-31, nilai: 100000000, dasar: Perpres 54/2010 Pasal 39, asal_dasar: kebiasaan, status: belum dikonfirmasi}
      - {jenis_pengadaan: Jasa Lainnya, berlaku_sejak: 2010-08-06, berlaku_sampai: 2012-07-31, nilai: 100000000, dasar: Perpres 54/2010 Pasal 39, asal_dasar: kebiasaan, status: belum dikonfirmasi}
      - {jenis_pengadaan: Konstruksi, berlaku_sejak: 2010-08-06, berlaku_sampai: 2012-07-31, nilai: 100000000, dasar: Perpres 54/2010 Pasal 39, asal_dasar: kebiasaan, status: belum dikonfirmasi}
      - {jenis_pengadaan: Konsultansi, berlaku_sejak: 2010-08-06, berlaku_sampai: 2018-03-21, nilai: 50000000, dasar: Perpres 54/2010 Pasal 45, asal_dasar: kebiasaan, status: belum dikonfirmasi}
      - {jenis_pengadaan: Barang, berlaku_sejak: 2012-08-01, berlaku_sampai: 2018-03-21, nilai: 200000000, dasar: Perpres 54/2010 jo. 70/2012 Pasal 39, asal_dasar: kebiasaan, status: belum dikonfirmasi}
      - {jenis_pengadaan: Jasa Lainnya, berlaku_sejak: 2012-08-01, berlaku_sampai: 2018-03-21, nilai: 200000000, dasar: Perpres 54/2010 jo. 70/2012 Pasal 39, asal_dasar: kebiasaan, status: belum dikonfirmasi}
      - {jenis_pengadaan: Konstruksi, berlaku_sejak: 2012-08-01, berlaku_sampai: 2018-03-21, nilai: 200000000, dasar: Perpres 54/2010 jo. 70/2012 Pasal 39, asal_dasar: kebiasaan, status: belum dikonfirmasi}
      - {jenis_pengadaan: Barang, berlaku_sejak: 2018-03-22, berlaku_sampai: 2021-02-01, nilai: 200000000, dasar: Perpres 16/2018 Pasal 38, asal_dasar: kebiasaan, status: belum dikonfirmasi}
      - {jenis_pengadaan: Jasa Lainnya, berlaku_sejak: 2018-03-22, berlaku_sampai: 2021-02-01, nilai: 200000000, dasar: Perpres 16/2018 Pasal 38, asal_dasar: kebiasaan, status: belum dikonfirmasi}
      - {jenis_pengadaan: Konstruksi, berlaku_sejak: 2018-03-22, berlaku_sampai: 2021-02-01, nilai: 200000000, dasar: Perpres 16/2018 Pasal 38, asal_dasar: kebiasaan, status: belum dikonfirmasi}
      - {jenis_pengadaan: Konsultansi, berlaku_sejak: 2018-03-22, berlaku_sampai: 2025-04-29, nilai: 100000000, dasar: Perpres 16/2018 Pasal 41, asal_dasar: kebiasaan, status: belum dikonfirmasi}
      - {jenis_pengadaan: Barang, berlaku_sejak: 2021-02-02, berlaku_sampai: 2025-04-29, nilai: 200000000, dasar: Perpres 16/2018 jo. 12/2021 Pasal 38, asal_dasar: hukum, status: terkonfirmasi}
      - {jenis_pengadaan: Jasa Lainnya, berlaku_sejak: 2021-02-02, berlaku_sampai: 2025-04-29, nilai: 200000000, dasar: Perpres 16/2018 jo. 12/2021 Pasal 38, asal_dasar: hukum, status: terkonfirmasi}
      - {jenis_pengadaan: Konstruksi, berlaku_sejak: 2021-02-02, berlaku_sampai: 2025-03-31, nilai: 200000000, dasar: Perpres 16/2018 jo. 12/2021 Pasal 38, asal_dasar: hukum, status: terkonfirmasi}
      # Which day Perpres 46/2025 came into force is not confirmed; it matters from April to June 2025 only.
      - {jenis_pengadaan: Konstruksi, berlaku_sejak: 2025-04-01, berlaku_sampai: 2025-04-29, nilai: 200000000, dasar: Perpres 16/2018 jo. 12/2021 Pasal 38, asal_dasar: kebiasaan, status: belum dikonfirmasi}
      - {jenis_pengadaan: Konstruksi, berlaku_sejak: 2025-04-30, berlaku_sampai: 2025-06-30, nilai: 400000000, dasar: "Perpres 16/2018 jo. 12/2021 jo. 46/2025 Pasal 1 angka 40a dan Pasal 38; SE LKPP 9/2025", asal_dasar: kebiasaan, status: belum dikonfirmasi}
      - {jenis_pengadaan: Barang, berlaku_sejak: 2025-04-30, nilai: 200000000, dasar: Perpres 16/2018 jo. 12/2021 jo. 46/2025 Pasal 38, asal_dasar: hukum, status: terkonfirmasi}
      - {jenis_pengadaan: Jasa Lainnya, berlaku_sejak: 2025-04-30, nilai: 200000000, dasar: Perpres 16/2018 jo. 12/2021 jo. 46/2025 Pasal 38, asal_dasar: hukum, status: terkonfirmasi}
      - {jenis_pengadaan: Konstruksi, berlaku_sejak: 2025-07-01, nilai: 400000000, dasar: "Perpres 16/2018 jo. 12/2021 jo. 46/2025 Pasal 1 angka 40a dan Pasal 38; SE LKPP 9/2025", asal_dasar: hukum, status: terkonfirmasi}
      - {jenis_pengadaan: Konsultansi, berlaku_sejak: 2025-04-30, nilai: 100000000, dasar: Perpres 16/2018 jo. 12/2021 jo. 46/2025 Pasal 41, asal_dasar: kebiasaan, status: belum dikonfirmasi}
pengecualian:
  - {id: "E-purchasing, tender, seleksi, swakelola, darurat, dan pengadaan yang dikecualikan", en: "E-purchasing, tender, selection, self-management, emergency and exempted procurement"}
  - {id: Paket gagal atau batal, en: Failed or cancelled packages}
riwayat:
  - "2: paket dengan beberapa penyedia dinilai hanya bila nilai setiap penyedia diketahui"
putusan: nilai_paket > batas
--- */
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    CASE
        WHEN p.gagal = 1 THEN 'paket gagal atau batal'
        WHEN p.metode NOT IN ('Pengadaan Langsung', 'Penunjukan Langsung')
            OR (p.metode IS NULL AND p.jenis_paket NOT IN ('nontender', 'pencatatan'))
            THEN 'bukan pengadaan langsung'
    END AS tidak_berlaku,
    CASE
        WHEN p.metode IS NULL THEN 'metode kosong'
        WHEN p.metode = 'Penunjukan Langsung' THEN 'dasar penunjukan langsung tidak dimuat'
        WHEN p.jenis_pengadaan IS NULL THEN 'jenis_pengadaan kosong'
        WHEN p.tanggal_hari IS NULL THEN 'tanggal pengumuman dan kontrak kosong'
        WHEN p.nilai_paket IS NULL THEN 'hps, nilai_kontrak, dan pagu kosong'
        WHEN p.nilai_paket <= 0 THEN 'nilai paket nol atau negatif'
        WHEN a.batas IS NULL THEN 'tidak ada ambang pada tanggal ini'
    END AS tidak_dapat_dihitung,
    CASE WHEN p.nilai_paket > a.batas THEN 1 ELSE 0 END AS terpicu,
    p.nilai_paket AS nilai,
    a.batas AS ambang,
    a.dasar AS dasar_ambang,
    a.catatan,
    p.jenis_pengadaan,
    p.tanggal_hari,
    p.nilai_paket,
    p.asal_nilai_paket AS asal_nilai,
    p.tanggal_dari,
    p.tanggal,
    p.metode
FROM b_paket AS p
LEFT JOIN aturan AS a
    ON a.wilayah = p.wilayah AND a.jenis = p.jenis AND p.tanggal_hari BETWEEN a.sejak AND a.sampai
-- bukti
WITH
-- sisipkan: asal_nilai
,
-- sisipkan: asal_tanggal
SELECT subjek_id, 'masukan' AS peran, 'nilai_paket' AS nama, nilai_paket AS nilai, asal_nilai AS teks,
    tabel, id_baris
FROM nilai_asal
UNION ALL
SELECT subjek_id, 'masukan', 'metode', NULL, metode, 'paket', subjek_id FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'jenis_pengadaan', NULL, jenis_pengadaan, 'paket', subjek_id FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'tanggal', NULL, tanggal, tabel, id_baris FROM tanggal_asal
