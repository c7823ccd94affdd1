/* ---
nama: icw
keterangan: >
  Rows of table skor_icw: ICW's Potential Fraud Analysis (opentender.net) part by part, in the bands it publishes.
  Percent bands are half-open, [4, 8), because the published ones leave holes; parts whose bands are not
  published are yes or no.
--- */
WITH uraian AS (
    SELECT k.id_paket, MAX(LENGTH(TRIM(r.uraian))) AS panjang
    FROM paket_rup AS k
    JOIN rup AS r ON r.id = k.id_rup
    GROUP BY k.id_paket
),
dasar AS (
    SELECT
        p.id_paket,
        CASE WHEN p.penetapan_hari >= p.pengumuman_hari THEN p.penetapan_hari - p.pengumuman_hari END
            AS durasi,
        CASE
            WHEN p.tanpa_hps IS NULL AND p.tanpa_nilai IS NULL
                THEN 100 * (CAST(p.hps AS DOUBLE) - p.nilai_menang) / p.hps
        END AS selisih,
        CASE WHEN p.nilai_menang > 0 THEN p.nilai_menang END AS nilai,
        LENGTH(TRIM(p.label)) AS judul,
        u.panjang AS uraian,
        CASE
            WHEN p.tanggal IS NULL OR p.tahun IS NULL THEN NULL
            WHEN SUBSTR(p.tanggal, 6, 2) >= '10' AND SUBSTR(p.tanggal, 1, 4) = CAST(p.tahun AS TEXT)
                THEN 1
            ELSE 0
        END AS triwulan_4,
        CASE WHEN s.n_tender > 1 THEN 1 WHEN s.n_tender = 1 THEN 0 END AS berulang
    FROM b_paket AS p
    LEFT JOIN uraian AS u ON u.id_paket = p.id_paket
    LEFT JOIN b_penyedia_skpd AS s
        ON s.wilayah = p.wilayah AND s.tahun = p.tahun AND s.skpd = p.skpd AND s.penyedia = p.penyedia
        AND p.penyedia <> ''
    WHERE p.bukan_tender IS NULL
),
bagian AS (
    SELECT
        dasar.*,
        CASE
            WHEN durasi IS NULL THEN NULL
            WHEN durasi <= 25 THEN 1
            WHEN durasi <= 35 THEN 2
            WHEN durasi <= 45 THEN 3
            WHEN durasi <= 70 THEN 4
            ELSE 5
        END AS skor_durasi,
        CASE
            WHEN selisih IS NULL THEN NULL
            WHEN selisih < 1 THEN 5
            WHEN selisih < 2 THEN 4
            WHEN selisih < 3 THEN 3
            WHEN selisih < 4 THEN 2
            WHEN selisih < 8 THEN 1
            WHEN selisih < 12 THEN 2
            WHEN selisih < 16 THEN 3
            WHEN selisih < 20 THEN 4
            ELSE 5
        END AS skor_selisih,
        CASE
            WHEN nilai IS NULL THEN NULL
            WHEN nilai <= 500000000 THEN 1
            WHEN nilai <= 1000000000 THEN 2
            WHEN nilai <= 5000000000 THEN 3
            WHEN nilai <= 10000000000 THEN 4
            ELSE 5
        END AS skor_nilai,
        CASE WHEN judul <= 20 THEN 5 END AS skor_judul,
        CASE WHEN uraian IS NULL THEN NULL WHEN uraian < 60 THEN 1 ELSE 0 END AS uraian_pendek
    FROM dasar
)
SELECT
    id_paket,
    durasi AS durasi_hari,
    skor_durasi,
    selisih AS selisih_persen,
    skor_selisih,
    nilai,
    skor_nilai,
    judul AS panjang_judul,
    skor_judul,
    uraian_pendek,
    triwulan_4,
    berulang AS pemenang_berulang,
    CASE WHEN skor_durasi IS NULL THEN 0 ELSE 1 END + CASE WHEN skor_selisih IS NULL THEN 0 ELSE 1 END
        + CASE WHEN skor_nilai IS NULL THEN 0 ELSE 1 END + CASE WHEN skor_judul IS NULL THEN 0 ELSE 1 END
        + CASE WHEN uraian_pendek IS NULL THEN 0 ELSE 1 END
        + CASE WHEN triwulan_4 IS NULL THEN 0 ELSE 1 END
        + CASE WHEN berulang IS NULL THEN 0 ELSE 1 END AS bagian_diketahui,
    SUBSTR(
        CASE WHEN skor_durasi IS NULL THEN '' ELSE ',1' END
        || CASE WHEN skor_selisih IS NULL THEN '' ELSE ',2' END
        || CASE WHEN skor_nilai IS NULL THEN '' ELSE ',3' END
        || CASE WHEN skor_judul IS NULL THEN '' ELSE ',4' END
        || CASE WHEN uraian_pendek IS NULL THEN '' ELSE ',5' END
        || CASE WHEN triwulan_4 IS NULL THEN '' ELSE ',6' END
        || CASE WHEN berulang IS NULL THEN '' ELSE ',7' END, 2
    ) AS daftar
FROM bagian
