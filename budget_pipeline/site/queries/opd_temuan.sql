SELECT h.kode, i.judul, i.judul_en, h.subjek_jenis, count(*) AS jumlah
FROM hasil_indikator AS h
LEFT JOIN indikator AS i ON i.kode = h.kode
WHERE h.kode_skpd = :skpd AND h.status = 'terpicu' AND (h.kode_wilayah = :wilayah OR h.kode_wilayah IS NULL)
GROUP BY h.kode
ORDER BY jumlah DESC, h.kode
