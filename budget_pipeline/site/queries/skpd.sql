SELECT kode_skpd, nama_skpd, paket FROM ringkas_skpd WHERE kode_wilayah = :wilayah AND kode_skpd = :kode
