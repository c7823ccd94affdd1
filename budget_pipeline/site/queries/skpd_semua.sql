SELECT kode_skpd, nama_skpd, paket FROM ringkas_skpd WHERE kode_wilayah = :wilayah ORDER BY nama_skpd, kode_skpd
