/* ---
nama: skor_gabungan
keterangan: >
  Rows of table skor: packages, and agencies and suppliers as the mean over their packages, at least five of
  them scored and half of them covered.
sesudah: [skor_paket]
--- */
WITH per_skpd AS (
    SELECT
        p.wilayah || ':' || CAST(p.tahun AS TEXT) || ':' || p.skpd AS subjek_id,
        SUM(s.skor) AS pembilang,
        COUNT(s.skor) AS penyebut,
        COUNT(*) AS komponen
    FROM skor_paket AS s
    JOIN b_paket AS p ON p.id_paket = s.id_paket
    WHERE p.skpd IS NOT NULL AND p.tahun IS NOT NULL
    GROUP BY p.wilayah, p.tahun, p.skpd
),
per_penyedia AS (
    SELECT
        b.id_penyedia AS subjek_id,
        SUM(s.skor) AS pembilang,
        COUNT(s.skor) AS penyebut,
        COUNT(*) AS komponen
    FROM skor_paket AS s
    JOIN b_belanja AS b ON b.id_paket = s.id_paket
    WHERE b.id_penyedia IS NOT NULL
    GROUP BY b.id_penyedia
),
isi_skpd AS (
    SELECT p.wilayah || ':' || CAST(p.tahun AS TEXT) || ':' || p.skpd AS subjek_id, i.kode,
        COUNT(i.bobot) AS n, SUM(i.bobot) AS bobot
    FROM skor_isi AS i
    JOIN b_paket AS p ON p.id_paket = i.id_paket
    WHERE p.skpd IS NOT NULL AND p.tahun IS NOT NULL
    GROUP BY p.wilayah, p.tahun, p.skpd, i.kode
),
isi_penyedia AS (
    SELECT b.id_penyedia AS subjek_id, i.kode, COUNT(i.bobot) AS n, SUM(i.bobot) AS bobot
    FROM skor_isi AS i
    JOIN b_belanja AS b ON b.id_paket = i.id_paket
    WHERE b.id_penyedia IS NOT NULL
    GROUP BY b.id_penyedia, i.kode
)
SELECT 'paket' AS subjek_jenis, id_paket AS subjek_id, pembilang, penyebut, komponen, skor, daftar
FROM skor_paket
UNION ALL
SELECT
    'skpd', s.subjek_id, s.pembilang, s.penyebut, s.komponen,
    CASE WHEN s.penyebut >= 5 AND 2 * s.penyebut >= s.komponen THEN s.pembilang / s.penyebut END,
    d.daftar
FROM per_skpd AS s
JOIN (
    SELECT subjek_id, {daftar_kelompok} AS daftar FROM isi_skpd GROUP BY subjek_id
) AS d ON d.subjek_id = s.subjek_id
UNION ALL
SELECT
    'penyedia', s.subjek_id, s.pembilang, s.penyebut, s.komponen,
    CASE WHEN s.penyebut >= 5 AND 2 * s.penyebut >= s.komponen THEN s.pembilang / s.penyebut END,
    d.daftar
FROM per_penyedia AS s
JOIN (
    SELECT subjek_id, {daftar_kelompok} AS daftar FROM isi_penyedia GROUP BY subjek_id
) AS d ON d.subjek_id = s.subjek_id
