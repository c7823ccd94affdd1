SELECT
    kd_peserta, id_penyedia, nama_penyedia, nilai_penawaran_rp, nilai_penawaran_sen, nilai_terkoreksi_rp,
    nilai_terkoreksi_sen, pemenang, alasan, id_berkas, lembar, baris
FROM peserta WHERE id_paket = :id
ORDER BY pemenang DESC, nilai_penawaran_rp IS NULL, nilai_penawaran_rp, nama_penyedia
LIMIT :batas
