SELECT subjek_jenis, subjek_id, subjek_label, tahun, kode_skpd, nilai, ambang, alasan
FROM hasil_indikator
WHERE kode = :kode AND status = 'terpicu' AND (kode_wilayah = :wilayah OR kode_wilayah IS NULL)
ORDER BY nilai DESC, subjek_id
LIMIT :batas OFFSET :lewati
