SELECT
    b.*,
    (SELECT count(*) FROM lembar AS l WHERE l.id_berkas = b.id_berkas) AS jumlah_lembar,
    (SELECT sum(n.jumlah) FROM nasib_baris AS n WHERE n.id_berkas = b.id_berkas AND n.nasib = 'dimuat') AS dimuat,
    (SELECT sum(n.jumlah) FROM nasib_baris AS n WHERE n.id_berkas = b.id_berkas AND n.nasib = 'karantina') AS karantina
FROM berkas AS b
ORDER BY b.jalur, b.id_berkas
