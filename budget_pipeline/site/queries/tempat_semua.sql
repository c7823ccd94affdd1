SELECT jenis, nama, paket, nilai_rp, nilai_sen, rup, skpd, penduduk FROM ringkas_tempat
WHERE kode_wilayah = :wilayah ORDER BY jenis, nilai_rp DESC, nama
