SELECT
    n.id_berkas, b.jalur, n.lembar, l.baris_dibaca,
    sum(CASE n.nasib WHEN 'dimuat' THEN n.jumlah END) AS dimuat,
    sum(CASE n.nasib WHEN 'subtotal' THEN n.jumlah END) AS subtotal,
    sum(CASE n.nasib WHEN 'judul' THEN n.jumlah END) AS judul,
    sum(CASE n.nasib WHEN 'catatan' THEN n.jumlah END) AS catatan,
    sum(CASE n.nasib WHEN 'kosong' THEN n.jumlah END) AS kosong,
    sum(CASE n.nasib WHEN 'duplikat' THEN n.jumlah END) AS duplikat,
    sum(CASE n.nasib WHEN 'karantina' THEN n.jumlah END) AS karantina,
    sum(n.jumlah) AS semua
FROM nasib_baris AS n
LEFT JOIN berkas AS b ON b.id_berkas = n.id_berkas
LEFT JOIN lembar AS l ON l.id_berkas = n.id_berkas AND l.lembar = n.lembar
GROUP BY n.id_berkas, n.lembar
ORDER BY b.jalur, n.lembar
LIMIT :batas
