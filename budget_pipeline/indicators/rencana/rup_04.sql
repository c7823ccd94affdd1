/* ---
kode: RUP-04
versi: "2"
judul: {id: Nilai tepat di bawah ambang, en: Value just under a threshold}
pertanyaan: {id: "Apakah nilai pengadaan langsung ini menempel di bawah batasnya?", en: Is the value of this direct purchase just under its limit?}
deskripsi: {id: Nilai paket pengadaan langsung 95 sampai 100 persen batas yang berlaku., en: The value of a direct purchase is 95 to 100 percent of the limit in force.}
alasan: {id: Nilai yang dipaskan di bawah batas dapat menandakan upaya menghindari tender., en: A value fitted under the limit can be a sign of avoiding a tender.}
penjelasan_wajar: {id: Batas itu sendiri wajar menjadi sasaran perencanaan. Baca bersama uji penumpukan (STA-03); satu paket saja tidak berarti apa-apa., en: The limit is a natural planning target. Read with the bunching test (STA-03); one package alone means nothing.}
yang_diperiksa: {id: "Hasil STA-03 untuk jenis ini, paket lain yang sejenis, rincian volume dan harga.", en: "The result of STA-03 for this category, like packages, volumes and prices."}
subjek: paket
populasi: {id: "Semua paket; berlaku untuk pengadaan langsung yang tidak batal.", en: All packages; applies to direct procurement not cancelled.}
tingkat: 1
rujukan: {ocp: [R002, R049], lain: ["praktik pemeriksaan; satu pemantau publik memakai 0,92"]}
kolom_wajib: [paket.metode, paket.jenis_pengadaan, paket.hps, paket.tgl_pengumuman]
dimensi: [jenis_pengadaan, tanggal]
parameter:
  pita:
    judul: {id: Lebar pita di bawah batas, en: Width of the band under the limit}
    satuan: rasio
    nilai: 0.05
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  batas:
    judul: {id: Batas nilai pengadaan langsung, en: Limit of direct procurement}
    satuan: rupiah
    sama_dengan: RUP-05.batas
    utama: true
pengecualian:
  - {id: Metode selain pengadaan langsung, en: Methods other than direct procurement}
  - {id: Paket gagal atau batal, en: Failed or cancelled packages}
  - {id: "Nilai di atas batas (lihat RUP-05)", en: Values above the limit (see RUP-05)}
riwayat:
  - "2: paket dengan beberapa penyedia dinilai hanya bila nilai setiap penyedia diketahui"
putusan: nilai_paket - (1 - pita) * batas >= -0.005 dan nilai_paket <= batas
--- */
-- Beside each flag stands how packages of its category lie around the limit (STA-03): alone it means nothing.
WITH sekitar AS (
    SELECT
        p.wilayah,
        p.tahun,
        p.jenis,
        a.batas,
        SUM(CASE WHEN p.nilai_paket >= 0.9 * a.batas AND p.nilai_paket <= a.batas THEN 1 ELSE 0 END) AS bawah,
        SUM(CASE WHEN p.nilai_paket > a.batas AND p.nilai_paket <= 1.1 * a.batas THEN 1 ELSE 0 END) AS atas
    FROM b_paket AS p
    JOIN aturan AS a
        ON a.wilayah = p.wilayah AND a.jenis = p.jenis AND p.tanggal_hari BETWEEN a.sejak AND a.sampai
    WHERE p.gagal = 0 AND p.jenis_paket NOT IN ('epurchasing', 'swakelola') AND p.nilai_paket > 0
    GROUP BY p.wilayah, p.tahun, p.jenis, a.batas
)
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    CASE
        WHEN p.gagal = 1 THEN 'paket gagal atau batal'
        WHEN p.metode <> 'Pengadaan Langsung' OR (p.metode IS NULL
            AND p.jenis_paket NOT IN ('nontender', 'pencatatan')) THEN 'bukan pengadaan langsung'
        WHEN p.nilai_paket > a.batas THEN 'nilai di atas batas'
    END AS tidak_berlaku,
    CASE
        WHEN p.metode IS NULL THEN 'metode kosong'
        WHEN p.jenis_pengadaan IS NULL THEN 'jenis_pengadaan kosong'
        WHEN p.tanggal_hari IS NULL THEN 'tanggal pengumuman dan kontrak kosong'
        WHEN p.nilai_paket IS NULL THEN 'hps, nilai_kontrak, dan pagu kosong'
        WHEN p.nilai_paket <= 0 THEN 'nilai paket nol atau negatif'
        WHEN a.batas IS NULL THEN 'tidak ada ambang pada tanggal ini'
    END AS tidak_dapat_dihitung,
    CASE WHEN p.nilai_paket - (1 - a.pita) * a.batas >= -0.005 THEN 1 ELSE 0 END AS terpicu,
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
    s.bawah,
    s.atas
FROM b_paket AS p
LEFT JOIN aturan AS a
    ON a.wilayah = p.wilayah AND a.jenis = p.jenis AND p.tanggal_hari BETWEEN a.sejak AND a.sampai
LEFT JOIN sekitar AS s
    ON s.wilayah = p.wilayah AND COALESCE(s.tahun, 0) = COALESCE(p.tahun, 0) AND s.jenis = p.jenis
    AND s.batas = a.batas
-- bukti
WITH
-- sisipkan: asal_nilai
,
-- sisipkan: asal_tanggal
SELECT subjek_id, 'masukan' AS peran, 'nilai_paket' AS nama, nilai_paket AS nilai, asal_nilai AS teks,
    tabel, id_baris
FROM nilai_asal
UNION ALL
SELECT subjek_id, 'masukan', 'jenis_pengadaan', NULL, jenis_pengadaan, 'paket', subjek_id FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'tanggal', NULL, tanggal, tabel, id_baris FROM tanggal_asal
UNION ALL
SELECT subjek_id, 'pembanding', 'sejenis_90_sampai_100_persen', bawah, 'paket sejenis sampai 10 % di bawah batas', NULL, NULL
FROM terpicu
UNION ALL
SELECT subjek_id, 'pembanding', 'sejenis_100_sampai_110_persen', atas, 'paket sejenis sampai 10 % di atas batas', NULL, NULL
FROM terpicu
