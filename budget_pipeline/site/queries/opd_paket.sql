SELECT id_paket, nama_paket, tahun, metode, nilai_rp, nilai_sen, dasar_nilai, nama_penyedia, terpicu, indikator
FROM ringkas_paket WHERE kode_wilayah = :wilayah AND kode_skpd = :skpd
ORDER BY nilai_rp DESC, id_paket LIMIT :batas
