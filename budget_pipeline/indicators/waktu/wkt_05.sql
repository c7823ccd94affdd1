/* ---
kode: WKT-05
versi: "1"
judul: {id: Pengadaan triwulan IV, en: Fourth-quarter procurement}
pertanyaan: {id: "Apakah paket ini diumumkan pada Oktober sampai Desember tahun anggarannya?", en: Was this package announced in October to December of its budget year?}
deskripsi: {id: Pengumuman (atau kontrak bila pengumuman tidak ada) jatuh pada triwulan IV tahun anggaran yang sama., en: "The announcement (or the contract, where there is none) falls in the fourth quarter of its own budget year."}
alasan: {id: "Pengadaan yang dikejar pada akhir tahun berisiko pada mutu, pengawasan, dan keterlambatan.", en: "Procurement rushed at year end risks quality, control and delay."}
penjelasan_wajar: {id: "Anggaran perubahan baru disahkan, keadaan darurat, barang yang dipakai awal tahun berikutnya.", en: "The amended budget was just passed, an emergency, goods needed early next year."}
yang_diperiksa: {id: "Kapan RUP diumumkan, masa pelaksanaan, tanggal serah terima dan pembayaran.", en: "When the plan was published, time to perform, hand-over and payment dates."}
subjek: paket
populasi: {id: "Semua paket; berlaku untuk tender dan nontender yang tidak gagal.", en: All packages; applies to tenders and direct methods that did not fail.}
tingkat: 2
rujukan: {ocp: tidak ada padanan, lain: ["ICW Potential Fraud Analysis, indikator 6", "ICW Potential Risk Analysis 2013 (triwulan IV = 1)"]}
kolom_wajib: [paket.tgl_pengumuman, paket.tahun]
parameter:
  bulan:
    judul: {id: Mulai bulan, en: From month}
    satuan: bulan
    nilai: 10
    utama: true
    dasar: ICW Potential Fraud Analysis, indikator 6 (nama indikator)
    asal_dasar: pustaka
    status: terkonfirmasi
pengecualian:
  - {id: E-purchasing dan swakelola, en: E-purchasing and self-management}
  - {id: Paket gagal atau batal, en: Failed or cancelled packages}
  - {id: Tender dini untuk tahun anggaran berikutnya, en: Early tenders for the next budget year}
putusan: bulan_pengadaan >= bulan dan tahun_pengadaan = tahun_anggaran
--- */
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    CASE
        WHEN p.jenis_paket IN ('epurchasing', 'swakelola') THEN 'bukan tender atau nontender'
        WHEN p.gagal = 1 THEN 'paket gagal atau batal'
        WHEN p.tahun_pengadaan < p.tahun THEN 'tender dini untuk tahun anggaran berikutnya'
    END AS tidak_berlaku,
    CASE
        WHEN p.tanggal IS NULL THEN 'tanggal pengumuman dan kontrak kosong'
        WHEN p.tahun IS NULL THEN 'tahun kosong'
    END AS tidak_dapat_dihitung,
    CASE WHEN p.bulan >= a.bulan AND p.tahun_pengadaan = p.tahun THEN 1 ELSE 0 END AS terpicu,
    p.bulan AS nilai,
    a.bulan AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan,
    p.tanggal,
    p.tanggal_hari,
    p.tanggal_dari,
    p.tahun_pengadaan
FROM (
    SELECT
        b_paket.*,
        CAST(SUBSTR(tanggal, 1, 4) AS INTEGER) AS tahun_pengadaan,
        CAST(SUBSTR(tanggal, 6, 2) AS INTEGER) AS bulan
    FROM b_paket
) AS p
JOIN aturan AS a ON a.wilayah = p.wilayah
-- bukti
WITH
-- sisipkan: asal_tanggal
SELECT subjek_id, 'masukan' AS peran, 'bulan_pengadaan' AS nama,
    CAST(SUBSTR(tanggal, 6, 2) AS INTEGER) AS nilai, tanggal AS teks, tabel, id_baris
FROM tanggal_asal
UNION ALL
SELECT subjek_id, 'masukan', 'tahun_pengadaan', CAST(SUBSTR(tanggal, 1, 4) AS INTEGER), tanggal, tabel,
    id_baris
FROM tanggal_asal
UNION ALL
SELECT subjek_id, 'masukan', 'tahun_anggaran', tahun, NULL, 'paket', subjek_id FROM terpicu
