SELECT id_paket, nama_paket, tahun, kode_skpd, nama_skpd, metode, nilai_rp, nilai_sen, dasar_nilai, nama_penyedia, terpicu, indikator
FROM ringkas_paket INDEXED BY ringkas_paket_rekening
WHERE kode_wilayah = :wilayah AND kode_rekening = :rekening
ORDER BY nilai_rp DESC
LIMIT :batas
