SELECT
    h.kode, i.judul, i.judul_en, i.kelompok, h.status, h.nilai, h.ambang, h.dasar_ambang, h.alasan, h.subjek_id, h.tahun
FROM hasil_indikator AS h
LEFT JOIN indikator AS i ON i.kode = h.kode
WHERE h.subjek_jenis = :jenis AND h.subjek_id = :id
ORDER BY
    CASE h.status WHEN 'terpicu' THEN 1 WHEN 'tidak_dapat_dihitung' THEN 2 WHEN 'tidak_terpicu' THEN 3 ELSE 4 END,
    h.kode
