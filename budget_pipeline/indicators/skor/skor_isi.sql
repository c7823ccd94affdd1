/* ---
nama: skor_isi
keterangan: >
  The components of the composite score that apply to one package: its own, those of the agency that buys and of
  the pair of supplier and agency. Only packages with a computable component of their own have a score.
indeks: [[id_paket]]
--- */
WITH sendiri AS (
    SELECT k.subjek_id AS id_paket, k.kode, k.bobot
    FROM komponen AS k
    WHERE k.jenis = 'paket'
),
paket_berskor AS (
    SELECT p.id_paket, p.wilayah || ':' || CAST(p.tahun AS TEXT) || ':' || p.skpd AS subjek_skpd
    FROM b_paket AS p
    JOIN (SELECT DISTINCT id_paket FROM sendiri WHERE bobot IS NOT NULL) AS s ON s.id_paket = p.id_paket
),
semua AS (
    SELECT s.id_paket, s.kode, s.bobot
    FROM sendiri AS s
    JOIN paket_berskor AS p ON p.id_paket = s.id_paket
    UNION ALL
    SELECT p.id_paket, k.kode, k.bobot
    FROM paket_berskor AS p
    JOIN komponen AS k ON k.jenis = 'skpd' AND k.subjek_id = p.subjek_skpd
    UNION ALL
    SELECT p.id_paket, k.kode, k.bobot
    FROM paket_berskor AS p
    JOIN b_belanja AS b ON b.id_paket = p.id_paket
    JOIN komponen AS k
        ON k.jenis = 'penyedia_skpd' AND k.subjek_id = p.subjek_skpd || ':' || b.penyedia
)
-- A package with two suppliers counts the stronger of the two.
SELECT
    id_paket,
    kode,
    CASE
        WHEN MAX(bobot) = 1 THEN 'terpicu'
        WHEN MAX(bobot) IS NOT NULL THEN 'tidak_terpicu'
        ELSE 'tidak_dapat_dihitung'
    END AS status,
    MAX(bobot) AS bobot
FROM semua
GROUP BY id_paket, kode
