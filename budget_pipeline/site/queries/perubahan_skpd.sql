SELECT
    r.kode_skpd, s.nama_skpd, sum(r.jumlah) AS jumlah, sum(r.sebelum_rp) AS sebelum_rp, sum(r.sebelum_sen) AS sebelum_sen,
    sum(r.sesudah_rp) AS sesudah_rp, sum(r.sesudah_sen) AS sesudah_sen,
    sum(r.selisih_rp) AS selisih_rp, sum(r.selisih_sen) AS selisih_sen
FROM ringkas_perubahan AS r
LEFT JOIN ringkas_skpd AS s ON s.kode_wilayah = r.kode_wilayah AND s.kode_skpd = r.kode_skpd
WHERE r.kode_wilayah = :wilayah AND r.tahun = :tahun AND r.dari_tahapan = :dari AND r.ke_tahapan = :ke AND r.jenis = :jenis
GROUP BY r.kode_skpd
ORDER BY abs(sum(r.selisih_rp)) DESC, r.kode_skpd
