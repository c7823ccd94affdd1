-- Agencies beside the fence of their municipality and year.
FROM per_skpd AS s
JOIN aturan AS a ON a.wilayah = s.wilayah
LEFT JOIN pagar AS g ON g.kelompok = s.wilayah || ':' || COALESCE(CAST(s.tahun AS TEXT), '-')
