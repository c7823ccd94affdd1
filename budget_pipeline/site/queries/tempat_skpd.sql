SELECT s.kode_skpd, s.nama_skpd FROM ringkas_tempat_isi AS i
INNER JOIN ringkas_skpd AS s ON s.kode_wilayah = i.kode_wilayah AND s.kode_skpd = i.id
WHERE i.kode_wilayah = :wilayah AND i.jenis = :jenis AND i.nama = :nama AND i.tabel = 'skpd' ORDER BY s.nama_skpd
