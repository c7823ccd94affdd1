SELECT sel, kode, tingkat, kolom, nilai, pesan FROM masalah
WHERE id_berkas = :berkas AND lembar = :lembar AND baris = :baris ORDER BY id
