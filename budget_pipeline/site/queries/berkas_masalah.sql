SELECT lembar, baris, sel, kode, tingkat, kolom, nilai, pesan FROM masalah
WHERE id_berkas = :berkas
ORDER BY CASE tingkat WHEN 'tolak' THEN 0 WHEN 'karantina' THEN 1 WHEN 'peringatan' THEN 2 ELSE 3 END, lembar, baris, id
LIMIT :batas
