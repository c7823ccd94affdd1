SELECT coalesce(sum(jumlah), 0) AS jumlah FROM ringkas_pengadaan WHERE kode_wilayah = :wilayah AND tahun = :tahun AND kode_skpd = :skpd
