SELECT kode_skpd, nama_skpd, paket FROM ringkas_skpd WHERE kode_wilayah = :wilayah AND paket > 0 AND kode_skpd <> ''
ORDER BY nama_skpd, kode_skpd
