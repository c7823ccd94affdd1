-- Quartiles by Hyndman-Fan type 8 and Tukey's fences of `ukuran (kelompok, x)`: position
-- h = (n + 1/3) p + 1/3 = ((3 n + 1) p + 1) / 3, linear between neighbours; NULL x are left out.
SELECT
    kelompok,
    n,
    q1,
    median,
    q3,
    p10,
    p90,
    -- Inclusive: a value on the fence must not miss it by the last bit of a sum.
    q1 - 1.5 * (q3 - q1) + 1e-9 AS bawah,
    q3 + 1.5 * (q3 - q1) - 1e-9 AS atas
FROM (
    SELECT
        kelompok,
        MAX(n) AS n,
        MAX(CASE WHEN i <= h25 OR i = 1 THEN x END)
            + (MAX(h25) - MAX(CASE WHEN i <= h25 OR i = 1 THEN i END))
            * (MIN(CASE WHEN i > h25 OR i = n THEN x END) - MAX(CASE WHEN i <= h25 OR i = 1 THEN x END))
            AS q1,
        MAX(CASE WHEN i <= h50 OR i = 1 THEN x END)
            + (MAX(h50) - MAX(CASE WHEN i <= h50 OR i = 1 THEN i END))
            * (MIN(CASE WHEN i > h50 OR i = n THEN x END) - MAX(CASE WHEN i <= h50 OR i = 1 THEN x END))
            AS median,
        MAX(CASE WHEN i <= h75 OR i = 1 THEN x END)
            + (MAX(h75) - MAX(CASE WHEN i <= h75 OR i = 1 THEN i END))
            * (MIN(CASE WHEN i > h75 OR i = n THEN x END) - MAX(CASE WHEN i <= h75 OR i = 1 THEN x END))
            AS q3,
        MAX(CASE WHEN i <= h10 OR i = 1 THEN x END)
            + (MAX(h10) - MAX(CASE WHEN i <= h10 OR i = 1 THEN i END))
            * (MIN(CASE WHEN i > h10 OR i = n THEN x END) - MAX(CASE WHEN i <= h10 OR i = 1 THEN x END))
            AS p10,
        MAX(CASE WHEN i <= h90 OR i = 1 THEN x END)
            + (MAX(h90) - MAX(CASE WHEN i <= h90 OR i = 1 THEN i END))
            * (MIN(CASE WHEN i > h90 OR i = n THEN x END) - MAX(CASE WHEN i <= h90 OR i = 1 THEN x END))
            AS p90
    FROM (
        SELECT
            kelompok,
            x,
            i,
            n,
            (CAST(3 * n + 1 AS DOUBLE) * 0.10 + 1) / 3 AS h10,
            (CAST(3 * n + 1 AS DOUBLE) * 0.25 + 1) / 3 AS h25,
            (CAST(3 * n + 1 AS DOUBLE) * 0.50 + 1) / 3 AS h50,
            (CAST(3 * n + 1 AS DOUBLE) * 0.75 + 1) / 3 AS h75,
            (CAST(3 * n + 1 AS DOUBLE) * 0.90 + 1) / 3 AS h90
        FROM (
            SELECT
                kelompok,
                CAST(x AS DOUBLE) AS x,
                ROW_NUMBER() OVER (PARTITION BY kelompok ORDER BY x) AS i,
                COUNT(*) OVER (PARTITION BY kelompok) AS n
            FROM ukuran
            WHERE x IS NOT NULL
        ) AS urut
    ) AS posisi
    GROUP BY kelompok
) AS kuartil
