SELECT h.kode, i.judul, i.judul_en, h.status, h.nilai, h.ambang, h.alasan, h.subjek_id, h.subjek_label, h.tahun
FROM ringkas_putusan_skpd AS r
INNER JOIN hasil_indikator AS h ON h.kode = r.kode AND h.subjek_id = r.subjek_id
LEFT JOIN indikator AS i ON i.kode = h.kode
WHERE r.kode_skpd = :skpd AND r.kode_wilayah IN (:wilayah, '')
ORDER BY
    CASE h.status WHEN 'terpicu' THEN 1 WHEN 'tidak_dapat_dihitung' THEN 2 WHEN 'tidak_terpicu' THEN 3 ELSE 4 END,
    h.kode, h.tahun
LIMIT :batas
