SELECT r.id_paket, r.nama_paket, r.tahun, r.kode_skpd, r.nama_skpd, r.metode, r.nilai_rp, r.nilai_sen, r.dasar_nilai, r.nama_penyedia, r.terpicu, r.indikator
FROM ringkas_tempat_isi AS i INNER JOIN ringkas_paket AS r ON r.id_paket = i.id
WHERE i.kode_wilayah = :wilayah AND i.jenis = :jenis AND i.nama = :nama AND i.tabel = 'paket'
ORDER BY r.nilai_rp DESC, r.id_paket LIMIT :batas
