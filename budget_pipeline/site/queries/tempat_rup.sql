SELECT r.kd_rup, r.nama_paket, r.tahun, r.nama_skpd, r.pagu_rp, r.pagu_sen
FROM ringkas_tempat_isi AS i INNER JOIN rup AS r ON r.id = CAST(i.id AS INTEGER)
WHERE i.kode_wilayah = :wilayah AND i.jenis = :jenis AND i.nama = :nama AND i.tabel = 'rup'
ORDER BY r.pagu_rp DESC, r.id LIMIT :batas
