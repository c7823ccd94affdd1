SELECT p.*, r.nilai_rp, r.nilai_sen, r.dasar_nilai, r.kontrak_rp, r.kontrak_sen, r.terpicu, r.nama_skpd AS nama_opd
FROM paket AS p
INNER JOIN ringkas_paket AS r ON r.id_paket = p.id_paket
WHERE p.id_paket = :id
