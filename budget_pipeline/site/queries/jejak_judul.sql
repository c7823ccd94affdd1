SELECT baris, nasib, isi FROM baris
WHERE id_berkas = :berkas AND lembar = :lembar AND baris IN (SELECT value FROM json_each(:nomor))
ORDER BY baris
