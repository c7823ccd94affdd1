SELECT lembar, nasib, jumlah FROM nasib_baris WHERE id_berkas = :berkas
