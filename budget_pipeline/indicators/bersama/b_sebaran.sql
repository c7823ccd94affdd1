/* ---
nama: b_sebaran
keterangan: >
  Bids of one package in figures, computed once: who won at what price, and over the valid bids the mean, the
  sample deviation (n - 1), the second lowest and the deviation of all but the lowest (Imhof's losing bids).
sesudah: [b_tawaran]
indeks: [[id_paket]]
--- */
WITH ringkas AS (
    SELECT
        id_paket,
        MIN(nilai) AS terendah,
        SUM(menang) AS n_menang,
        SUM(CASE WHEN menang = 1 AND gugur = 0 THEN 1 ELSE 0 END) AS n_menang_sah,
        SUM(gugur) AS n_gugur,
        COUNT(DISTINCT CASE WHEN gugur = 0 THEN penawar END) AS n_sah,
        MIN(harga) AS harga_terendah,
        MIN(CASE WHEN menang = 1 THEN harga END) AS harga_menang,
        MIN(CASE WHEN menang = 0 AND gugur = 0 THEN harga END) AS harga_lawan,
        MAX(CASE WHEN urutan = 1 THEN gugur END) AS terendah_gugur,
        SUM(CASE WHEN gugur = 0 THEN 1 ELSE 0 END) AS n_tawaran_sah,
        MIN(CASE WHEN gugur = 0 THEN nilai END) AS sah_terendah,
        MIN(CASE WHEN gugur = 0 AND urutan_sah > 1 THEN nilai END) AS sah_kedua,
        MAX(CASE WHEN gugur = 0 THEN nilai END) AS sah_tertinggi,
        AVG(CASE WHEN gugur = 0 THEN CAST(nilai AS DOUBLE) END) AS rata,
        AVG(CASE WHEN gugur = 0 AND urutan_sah > 1 THEN CAST(nilai AS DOUBLE) END) AS rata_kalah
    FROM b_tawaran
    GROUP BY id_paket
),
kuadrat AS (
    SELECT
        t.id_paket,
        SUM((t.nilai - r.rata) * (t.nilai - r.rata)) AS semua,
        SUM(CASE WHEN t.urutan_sah > 1 THEN (t.nilai - r.rata_kalah) * (t.nilai - r.rata_kalah) END)
            AS kalah
    FROM b_tawaran AS t
    JOIN ringkas AS r ON r.id_paket = t.id_paket
    WHERE t.gugur = 0
    GROUP BY t.id_paket
)
SELECT
    r.*,
    -- A deviation below 1e-9 of the mean is floating-point residue, hence zero.
    CASE
        WHEN r.n_tawaran_sah < 2 THEN NULL
        WHEN sqrt(q.semua / (r.n_tawaran_sah - 1)) < 1e-9 * r.rata THEN 0.0
        ELSE sqrt(q.semua / (r.n_tawaran_sah - 1))
    END AS simpangan,
    CASE
        WHEN r.n_tawaran_sah < 3 THEN NULL
        WHEN sqrt(q.kalah / (r.n_tawaran_sah - 2)) < 1e-9 * r.rata_kalah THEN 0.0
        ELSE sqrt(q.kalah / (r.n_tawaran_sah - 2))
    END AS simpangan_kalah
FROM ringkas AS r
LEFT JOIN kuadrat AS q ON q.id_paket = r.id_paket
