SELECT h.kode, i.judul, i.judul_en, h.status, h.nilai, h.ambang, h.alasan, h.subjek_id, h.subjek_label, h.tahun
FROM hasil_indikator AS h
LEFT JOIN indikator AS i ON i.kode = h.kode
WHERE h.kode_skpd = :skpd AND h.subjek_jenis = 'skpd' AND (h.kode_wilayah = :wilayah OR h.kode_wilayah IS NULL)
ORDER BY CASE h.status WHEN 'terpicu' THEN 1 WHEN 'tidak_dapat_dihitung' THEN 2 WHEN 'tidak_terpicu' THEN 3 ELSE 4 END, h.kode, h.tahun
LIMIT 200
