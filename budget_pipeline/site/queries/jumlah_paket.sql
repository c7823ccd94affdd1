SELECT
    count(*) AS jumlah, count(kontrak_rp) AS berkontrak, sum(nilai_rp) AS nilai_rp, sum(nilai_sen) AS nilai_sen,
    sum(kontrak_rp) AS kontrak_rp, sum(kontrak_sen) AS kontrak_sen
