SELECT DISTINCT
    r.id_paket, r.nama_paket, r.tahun, r.kode_skpd, r.nama_skpd, r.metode, r.jenis_pengadaan, r.status,
    r.nilai_rp, r.nilai_sen, r.dasar_nilai, r.jumlah_penawar, r.terpicu, r.indikator
FROM kontrak AS k
INNER JOIN ringkas_paket AS r ON r.id_paket = k.id_paket
WHERE k.id_penyedia = :id
ORDER BY r.tahun DESC, r.nilai_rp DESC
LIMIT :batas
