SELECT id_paket, nama_paket, tahun, nilai_rp, nilai_sen, dasar_nilai, nama_penyedia, id_penyedia, terpicu
FROM ringkas_paket INDEXED BY ringkas_paket_rekening
WHERE kode_wilayah = :wilayah AND kode_rekening = :rekening AND kode_skpd = :skpd AND id_paket <> :id
ORDER BY nilai_rp DESC
LIMIT :batas
