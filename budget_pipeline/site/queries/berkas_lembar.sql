SELECT * FROM lembar WHERE id_berkas = :berkas ORDER BY lembar
