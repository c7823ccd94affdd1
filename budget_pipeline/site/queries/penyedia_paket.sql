SELECT
    r.id_paket, r.nama_paket, r.tahun, r.kode_skpd, r.nama_skpd, r.metode, r.jenis_pengadaan, r.status,
    r.nilai_rp, r.nilai_sen, r.dasar_nilai, r.jumlah_penawar, r.terpicu, r.indikator
FROM ringkas_paket_penyedia AS s
INNER JOIN ringkas_paket AS r ON r.id_paket = s.id_paket
WHERE s.id_penyedia = :id
ORDER BY s.urutan
LIMIT :batas
