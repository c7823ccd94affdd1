/* ---
nama: b_sebaran
keterangan: >
  Screens on the bids of one package, computed once: coefficient of variation (n - 1), spread,
  first gap, relative distance (Imhof), and who won at what rank. Losing bids are all but the lowest.
sesudah: [b_tawaran]
indeks: [[id_paket]]
--- */
WITH ringkas AS (
    SELECT
        id_paket,
        COUNT(*) AS n,
        MIN(nilai) AS terendah,
        MAX(nilai) AS tertinggi,
        AVG(CAST(nilai AS DOUBLE)) AS rata,
        SUM(menang) AS n_menang,
        SUM(gugur) AS n_gugur,
        MIN(CASE WHEN menang = 1 THEN harga END) AS harga_menang,
        MIN(CASE WHEN menang = 0 AND gugur = 0 THEN harga END) AS harga_lawan,
        MIN(harga) AS harga_terendah,
        MAX(CASE WHEN urutan = 1 THEN gugur END) AS terendah_gugur,
        COUNT(DISTINCT CASE WHEN gugur = 0 THEN penawar END) AS n_sah
    FROM b_tawaran
    GROUP BY id_paket
),
kalah AS (
    SELECT id_paket, COUNT(*) AS n_kalah, AVG(CAST(nilai AS DOUBLE)) AS rata_kalah,
        MIN(nilai) AS kedua
    FROM b_tawaran
    WHERE urutan > 1
    GROUP BY id_paket
),
kuadrat AS (
    SELECT
        p.id_paket,
        SUM((p.nilai - r.rata) * (p.nilai - r.rata)) AS semua,
        SUM(CASE WHEN p.urutan > 1 THEN (p.nilai - k.rata_kalah) * (p.nilai - k.rata_kalah) END) AS kalah
    FROM b_tawaran AS p
    JOIN ringkas AS r ON r.id_paket = p.id_paket
    LEFT JOIN kalah AS k ON k.id_paket = p.id_paket
    GROUP BY p.id_paket
)
SELECT
    r.id_paket,
    r.n,
    r.terendah,
    k.kedua,
    r.tertinggi,
    r.rata,
    r.n_menang,
    r.n_gugur,
    r.harga_menang,
    r.harga_lawan,
    r.harga_terendah,
    r.terendah_gugur,
    r.n_sah,
    k.n_kalah,
    k.rata_kalah,
    -- A deviation below 1e-9 of the mean is floating-point residue, hence zero.
    CASE
        WHEN r.n < 2 THEN NULL
        WHEN sqrt(q.semua / (r.n - 1)) < 1e-9 * r.rata THEN 0.0
        ELSE sqrt(q.semua / (r.n - 1))
    END AS simpangan,
    CASE
        WHEN k.n_kalah IS NULL OR k.n_kalah < 2 THEN NULL
        WHEN sqrt(q.kalah / (k.n_kalah - 1)) < 1e-9 * k.rata_kalah THEN 0.0
        ELSE sqrt(q.kalah / (k.n_kalah - 1))
    END AS simpangan_kalah
FROM ringkas AS r
LEFT JOIN kalah AS k ON k.id_paket = r.id_paket
JOIN kuadrat AS q ON q.id_paket = r.id_paket
