/* ---
nama: skor_isi
keterangan: >
  The components of the composite score that apply to one package: its own, those of the agency that buys and of
  the pair of supplier and agency. Only packages with a computable component of their own have a score.
sesudah: [skor_pasangan]
indeks: [[id_paket]]
--- */
WITH semua AS (
    SELECT p.id_paket, k.kode, k.bobot
    FROM skor_subjek AS p
    JOIN komponen AS k ON k.jenis = 'paket' AND k.subjek_id = p.id_paket
    UNION ALL
    SELECT p.id_paket, k.kode, k.bobot
    FROM skor_subjek AS p
    JOIN komponen AS k ON k.jenis = 'skpd' AND k.subjek_id = p.subjek_skpd
    UNION ALL
    SELECT p.id_paket, k.kode, k.bobot
    FROM skor_pasangan AS p
    JOIN komponen AS k ON k.jenis = 'penyedia_skpd' AND k.subjek_id = p.subjek
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
