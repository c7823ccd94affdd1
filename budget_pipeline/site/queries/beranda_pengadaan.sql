SELECT
    sum(jumlah) AS jumlah, sum(terpicu) AS terpicu, sum(berkontrak) AS berkontrak,
    sum(kontrak_rp) AS kontrak_rp, sum(kontrak_sen) AS kontrak_sen
FROM ringkas_saringan
WHERE kode_wilayah = :wilayah AND tahun = :tahun AND kode_skpd = '*' AND metode = '*' AND jenis_pengadaan = '*'
