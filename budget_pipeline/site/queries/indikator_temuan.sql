SELECT subjek_jenis, subjek_id, subjek_label, tahun, kode_skpd, nilai, ambang, alasan
FROM hasil_indikator
WHERE kode = :kode AND status = 'terpicu' AND (kode_wilayah = :wilayah OR kode_wilayah IS NULL)
-- Among equals the index itself gives the order: a count of bidders is 1 for tens of thousands of packages.
ORDER BY nilai DESC, rowid DESC
LIMIT :batas OFFSET :lewati
