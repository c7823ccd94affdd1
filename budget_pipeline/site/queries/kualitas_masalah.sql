SELECT m.kode, m.tingkat, count(*) AS jumlah, min(m.pesan) AS contoh, min(m.id_berkas) AS id_berkas
FROM masalah AS m GROUP BY m.tingkat, m.kode
ORDER BY CASE m.tingkat WHEN 'tolak' THEN 0 WHEN 'karantina' THEN 1 WHEN 'peringatan' THEN 2 ELSE 3 END, jumlah DESC LIMIT :batas
