-- Which agencies have a part in one account.
SELECT
    r.kode_skpd AS kode,
    s.nama_skpd AS nama,
    sum(CASE WHEN r.tahapan = :awal THEN r.rp END) AS awal_rp,
    sum(CASE WHEN r.tahapan = :awal THEN r.sen END) AS awal_sen,
    sum(CASE WHEN r.tahapan = :akhir THEN r.rp END) AS akhir_rp,
    sum(CASE WHEN r.tahapan = :akhir THEN r.sen END) AS akhir_sen,
    sum(CASE WHEN r.tahapan = 'realisasi' THEN r.rp END) AS realisasi_rp,
    sum(CASE WHEN r.tahapan = 'realisasi' THEN r.sen END) AS realisasi_sen
FROM ringkas_anggaran AS r
LEFT JOIN ringkas_skpd AS s ON s.kode_wilayah = r.kode_wilayah AND s.kode_skpd = r.kode_skpd
WHERE r.kode_wilayah = :wilayah AND r.dimensi = :dimensi AND r.kode = :kode AND r.kode_skpd <> '*' AND r.tahun = :tahun
GROUP BY r.kode_skpd
ORDER BY coalesce(akhir_rp, awal_rp, realisasi_rp) DESC, r.kode_skpd
