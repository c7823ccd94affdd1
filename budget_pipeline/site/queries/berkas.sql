SELECT * FROM berkas WHERE id_berkas = :berkas
