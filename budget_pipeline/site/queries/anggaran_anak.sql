-- The children of one code along one classification, their stages side by side.
SELECT
    kode,
    max(nama) AS nama,
    sum(CASE WHEN tahapan = :awal THEN rp END) AS awal_rp,
    sum(CASE WHEN tahapan = :awal THEN sen END) AS awal_sen,
    sum(CASE WHEN tahapan = :akhir THEN rp END) AS akhir_rp,
    sum(CASE WHEN tahapan = :akhir THEN sen END) AS akhir_sen,
    sum(CASE WHEN tahapan = 'realisasi' THEN rp END) AS realisasi_rp,
    sum(CASE WHEN tahapan = 'realisasi' THEN sen END) AS realisasi_sen
FROM ringkas_anggaran
WHERE
    kode_wilayah = :wilayah AND tahun = :tahun AND kode_skpd = :skpd
    AND dimensi = :dimensi AND induk = :induk AND jenis = :jenis
GROUP BY kode
ORDER BY coalesce(akhir_rp, awal_rp, realisasi_rp) DESC, kode
