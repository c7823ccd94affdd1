SELECT * FROM lembar WHERE id_berkas = :berkas AND lembar = :lembar
