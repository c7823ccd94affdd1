SELECT jenis, id, label, tahun, snippet(cari, -1, char(2), char(3), '…', 12) AS cuplikan
FROM cari WHERE cari MATCH :kata /*JENIS*/ ORDER BY rank LIMIT :batas
