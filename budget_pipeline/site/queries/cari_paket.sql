SELECT id_paket AS id, nama_paket AS label, tahun FROM paket WHERE id_paket = :kode
UNION ALL
SELECT p.id_paket, p.nama_paket, p.tahun FROM paket_rup AS l INNER JOIN paket AS p ON p.id_paket = l.id_paket WHERE l.kd_rup = :kode
LIMIT :batas
