SELECT r.id_paket, r.nama_paket, r.tahun, r.metode, r.nilai_rp, r.nilai_sen, r.dasar_nilai, r.nama_penyedia, r.terpicu, r.indikator, l.aturan
FROM paket_rup AS l INNER JOIN ringkas_paket AS r ON r.id_paket = l.id_paket
WHERE l.kd_rup = :kode ORDER BY r.nilai_rp DESC LIMIT :batas
