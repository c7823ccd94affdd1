/* ---
kode: STA-03
versi: "2"
judul: {id: Penumpukan di bawah ambang, en: Bunching under a threshold}
pertanyaan: {id: "Apakah paket menumpuk tepat di bawah batas pengadaan langsung?", en: Do packages pile up just under the limit of direct procurement?}
deskripsi:
  id: Paket dalam 10 persen di bawah batas jauh lebih banyak daripada dalam 10 persen di atasnya (bagian 0,7 atau lebih, z 3 atau lebih, minimal 30 paket), sedangkan uji plasebo pada 0,5 dan 1,5 kali batas tidak terpicu.
  en: Packages within 10 percent below the limit far outnumber those within 10 percent above (share 0.7 or more, z 3 or more, at least 30 packages), while placebo tests at 0.5 and 1.5 times the limit do not fire.
alasan: {id: Penumpukan yang hanya terjadi di batas hukum menandakan nilai disesuaikan untuk menghindari tender., en: Bunching that occurs at the legal limit only is a sign of values fitted to avoid a tender.}
penjelasan_wajar:
  id: Batas memang sasaran perencanaan dan angka bulat; paket kecil selalu lebih banyak daripada paket besar, karena itu dibandingkan dengan plasebo.
  en: The limit is a planning target and a round number; small packages always outnumber large ones, hence the placebo.
yang_diperiksa: {id: "Daftar paket pada pita di bawah batas (RUP-04), SKPD penyumbang terbesar.", en: "The packages in the band under the limit (RUP-04), the agencies behind them."}
subjek: kategori
populasi: {id: "Setiap jenis pengadaan di satu daerah dan tahun menurut batas yang berlaku (di luar e-purchasing).", en: Each category of a municipality and year by the limit in force (e-purchasing left out).}
tingkat: 1
rujukan: {ocp: [R002], lain: ["McCrary (bentuk lengkap uji kepadatan)"]}
kolom_wajib: [paket.hps, paket.jenis_pengadaan, paket.tgl_pengumuman]
dimensi: [jenis_pengadaan, tanggal]
parameter:
  batas:
    judul: {id: Batas nilai pengadaan langsung, en: Limit of direct procurement}
    satuan: rupiah
    sama_dengan: RUP-05.batas
  bagian:
    judul: {id: Bagian di bawah batas, en: Share below the limit}
    satuan: rasio
    nilai: 0.7
    utama: true
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  z:
    judul: {id: Nilai z, en: z value}
    satuan: rasio
    nilai: 3
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  lebar:
    judul: {id: Lebar pita, en: Width of the band}
    satuan: rasio
    nilai: 0.1
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  paket_minimal:
    judul: {id: Paket minimal di kedua pita, en: Fewest packages in both bands}
    satuan: jumlah
    nilai: 30
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: Kurang dari 30 paket di sekitar batas, en: Fewer than 30 packages around the limit}
riwayat:
  - "2: paket dengan beberapa penyedia dinilai hanya bila nilai setiap penyedia diketahui"
putusan: (bawah + atas >= paket_minimal dan bawah >= bagian * (bawah + atas) dan bawah - atas >= z * akar(bawah + atas)) dan bukan (plasebo_bawah_05 + plasebo_atas_05 >= paket_minimal dan plasebo_bawah_05 >= bagian * (plasebo_bawah_05 + plasebo_atas_05) dan plasebo_bawah_05 - plasebo_atas_05 >= z * akar(plasebo_bawah_05 + plasebo_atas_05)) dan bukan (plasebo_bawah_15 + plasebo_atas_15 >= paket_minimal dan plasebo_bawah_15 >= bagian * (plasebo_bawah_15 + plasebo_atas_15) dan plasebo_bawah_15 - plasebo_atas_15 >= z * akar(plasebo_bawah_15 + plasebo_atas_15))
--- */
WITH paket_nilai AS (
    SELECT
        p.wilayah, p.kode_wilayah, p.tahun, p.jenis, p.jenis_pengadaan, p.tanggal_hari,
        CAST(p.nilai_paket AS DOUBLE) / a.batas AS x,
        CASE WHEN p.nilai_paket > 0 AND a.batas > 0 THEN 1 ELSE 0 END AS lengkap,
        CASE WHEN p.nilai_paket > 0 THEN a.batas END AS batas,
        a.bagian, a.z, a.lebar, a.paket_minimal, a.dasar
    FROM b_paket AS p
    LEFT JOIN aturan AS a
        ON a.wilayah = p.wilayah AND a.jenis = p.jenis AND p.tanggal_hari BETWEEN a.sejak AND a.sampai
    WHERE p.gagal = 0 AND p.jenis_paket NOT IN ('epurchasing', 'swakelola')
),
hitung AS (
    SELECT
        wilayah, tahun, jenis, batas,
        MAX(kode_wilayah) AS kode_wilayah,
        MAX(jenis_pengadaan) AS jenis_pengadaan,
        MAX(tanggal_hari) AS tanggal_hari,
        SUM(lengkap) AS n,
        SUM(CASE WHEN lengkap = 1 AND x >= 1 - lebar AND x <= 1 THEN 1 ELSE 0 END) AS bawah,
        SUM(CASE WHEN lengkap = 1 AND x > 1 AND x <= 1 + lebar THEN 1 ELSE 0 END) AS atas,
        SUM(CASE WHEN lengkap = 1 AND x = 1 THEN 1 ELSE 0 END) AS tepat,
        SUM(CASE WHEN lengkap = 1 AND x >= 0.5 * (1 - lebar) AND x <= 0.5 THEN 1 ELSE 0 END) AS bawah_05,
        SUM(CASE WHEN lengkap = 1 AND x > 0.5 AND x <= 0.5 * (1 + lebar) THEN 1 ELSE 0 END) AS atas_05,
        SUM(CASE WHEN lengkap = 1 AND x >= 1.5 * (1 - lebar) AND x <= 1.5 THEN 1 ELSE 0 END) AS bawah_15,
        SUM(CASE WHEN lengkap = 1 AND x > 1.5 AND x <= 1.5 * (1 + lebar) THEN 1 ELSE 0 END) AS atas_15,
        MAX(bagian) AS bagian, MAX(z) AS z, MAX(paket_minimal) AS paket_minimal, MAX(dasar) AS dasar
    FROM paket_nilai
    GROUP BY wilayah, tahun, jenis, batas
),
uji AS (
    SELECT
        hitung.*,
        CASE
            WHEN bawah + atas >= paket_minimal AND CAST(bawah AS DOUBLE) / (bawah + atas) >= bagian
                AND (bawah - atas) / sqrt(CAST(bawah + atas AS DOUBLE)) >= z THEN 1
            ELSE 0
        END AS menumpuk,
        CASE
            WHEN bawah_05 + atas_05 >= paket_minimal
                AND CAST(bawah_05 AS DOUBLE) / (bawah_05 + atas_05) >= bagian
                AND (bawah_05 - atas_05) / sqrt(CAST(bawah_05 + atas_05 AS DOUBLE)) >= z THEN 1
            WHEN bawah_15 + atas_15 >= paket_minimal
                AND CAST(bawah_15 AS DOUBLE) / (bawah_15 + atas_15) >= bagian
                AND (bawah_15 - atas_15) / sqrt(CAST(bawah_15 + atas_15 AS DOUBLE)) >= z THEN 1
            ELSE 0
        END AS plasebo
    FROM hitung
)
SELECT
    u.wilayah || ':' || COALESCE(CAST(u.tahun AS TEXT), '-') || ':'
        || CASE WHEN u.jenis = '' THEN '-' ELSE u.jenis END || ':'
        || COALESCE(CAST(CAST(u.batas / 1000000 AS INTEGER) AS TEXT), '-') AS subjek_id,
    COALESCE(u.jenis_pengadaan, '-') || ' ' || COALESCE(CAST(u.tahun AS TEXT), '-')
        || COALESCE(', batas Rp' || CAST(CAST(u.batas / 1000000 AS INTEGER) AS TEXT) || ' juta', '')
        AS subjek_label,
    u.kode_wilayah,
    u.tahun,
    NULL AS kode_skpd,
    CASE
        WHEN u.jenis <> '' AND u.n > 0 AND u.bawah + u.atas < u.paket_minimal
            THEN 'paket di sekitar batas kurang dari jumlah minimal'
    END AS tidak_berlaku,
    CASE
        WHEN u.jenis = '' THEN 'jenis_pengadaan kosong'
        WHEN u.n = 0 THEN 'nilai paket atau tanggal kosong'
    END AS tidak_dapat_dihitung,
    CASE WHEN u.menumpuk = 1 AND u.plasebo = 0 THEN 1 ELSE 0 END AS terpicu,
    CASE WHEN u.bawah + u.atas > 0 THEN CAST(u.bawah AS DOUBLE) / (u.bawah + u.atas) END AS nilai,
    u.bagian AS ambang,
    u.dasar AS dasar_ambang,
    CASE WHEN u.menumpuk = 1 AND u.plasebo = 1 THEN 'uji plasebo juga terpicu' END AS catatan,
    u.jenis_pengadaan,
    u.tanggal_hari,
    u.bawah,
    u.atas,
    u.tepat,
    u.bawah_05,
    u.atas_05,
    u.bawah_15,
    u.atas_15
FROM uji AS u
-- bukti
SELECT subjek_id, 'masukan' AS peran, 'bawah' AS nama, bawah AS nilai, 'paket 90-100 % batas' AS teks,
    NULL AS tabel, NULL AS id_baris
FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'atas', atas, 'paket di atas 100 sampai 110 % batas', NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'pembanding', 'tepat_di_batas', tepat, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'plasebo_bawah_05', bawah_05, 'di bawah 0,5 kali batas', NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'plasebo_atas_05', atas_05, 'di atas 0,5 kali batas', NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'plasebo_bawah_15', bawah_15, 'di bawah 1,5 kali batas', NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'plasebo_atas_15', atas_15, 'di atas 1,5 kali batas', NULL, NULL FROM terpicu
