SELECT baris, nasib, isi FROM baris
WHERE id_berkas = :berkas AND lembar = :lembar AND baris BETWEEN :dari AND :sampai
ORDER BY baris
