SELECT * FROM rekonsiliasi WHERE id_berkas = :berkas ORDER BY cocok, lembar, baris, id LIMIT :batas
