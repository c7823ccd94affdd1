-- Who an agency of one year is, from `per_skpd AS s`.
s.wilayah || ':' || COALESCE(CAST(s.tahun AS TEXT), '-') || ':' || COALESCE(s.skpd, '-') AS subjek_id,
COALESCE(s.nama_skpd, s.skpd) AS subjek_label,
s.kode_wilayah,
s.tahun,
s.kode_skpd,
