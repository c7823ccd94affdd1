SELECT t.kode, i.judul, i.judul_en, t.subjek_jenis, t.jumlah
FROM ringkas_temuan_skpd AS t
LEFT JOIN indikator AS i ON i.kode = t.kode
WHERE t.kode_skpd = :skpd AND t.kode_wilayah IN (:wilayah, '')
ORDER BY t.jumlah DESC, t.kode
