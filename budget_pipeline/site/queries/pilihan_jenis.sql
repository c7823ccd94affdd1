SELECT jenis_pengadaan FROM ringkas_pilihan_jenis WHERE kode_wilayah = :wilayah ORDER BY jumlah DESC, jenis_pengadaan
