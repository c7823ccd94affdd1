-- `ukuran (kelompok, x)`: the share `bagian / seluruh` of each agency among those of its municipality and year.
-- The condition that makes an agency a peer follows.
SELECT
    s.wilayah || ':' || COALESCE(CAST(s.tahun AS TEXT), '-') AS kelompok,
    CAST(s.bagian AS DOUBLE) / s.seluruh AS x
FROM per_skpd AS s
JOIN aturan AS a ON a.wilayah = s.wilayah
