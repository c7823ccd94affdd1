/* ---
nama: skor_paket
keterangan: Composite score of one package, the mean of its computable components; none below half coverage.
sesudah: [skor_isi]
indeks: [[id_paket]]
--- */
SELECT
    id_paket,
    SUM(bobot) AS pembilang,
    COUNT(bobot) AS penyebut,
    COUNT(*) AS komponen,
    CASE WHEN 2 * COUNT(bobot) >= COUNT(*) THEN SUM(bobot) / COUNT(bobot) END AS skor,
    {daftar_paket} AS daftar
FROM skor_isi
GROUP BY id_paket
