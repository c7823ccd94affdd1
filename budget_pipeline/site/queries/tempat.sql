SELECT jenis, nama, paket, nilai_rp, nilai_sen, rup, skpd, penduduk FROM ringkas_tempat
WHERE kode_wilayah = :wilayah AND jenis = :jenis AND nama = :nama
