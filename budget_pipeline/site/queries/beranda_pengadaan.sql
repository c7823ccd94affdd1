SELECT
    sum(jumlah) AS jumlah, sum(terpicu) AS terpicu, sum(berkontrak) AS berkontrak,
    sum(kontrak_rp) AS kontrak_rp, sum(kontrak_sen) AS kontrak_sen
FROM ringkas_pengadaan WHERE kode_wilayah = :wilayah AND tahun = :tahun
