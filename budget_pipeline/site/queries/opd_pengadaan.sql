SELECT
    tahun, metode, sum(jumlah) AS jumlah, sum(nilai_rp) AS nilai_rp, sum(nilai_sen) AS nilai_sen,
    sum(kontrak_rp) AS kontrak_rp, sum(kontrak_sen) AS kontrak_sen, sum(terpicu) AS terpicu
FROM ringkas_pengadaan
WHERE kode_wilayah = :wilayah AND tahun IN (SELECT tahun FROM ringkas_tahun WHERE kode_wilayah = :wilayah)
    AND kode_skpd = :skpd
GROUP BY tahun, metode
ORDER BY tahun DESC, nilai_rp DESC
