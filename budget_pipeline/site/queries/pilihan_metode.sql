SELECT metode FROM ringkas_pilihan_metode WHERE kode_wilayah = :wilayah ORDER BY jumlah DESC, metode
