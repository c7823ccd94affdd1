SELECT
    coalesce(sum(jumlah), 0) AS jumlah, coalesce(sum(berkontrak), 0) AS berkontrak,
    sum(nilai_rp) AS nilai_rp, sum(nilai_sen) AS nilai_sen, sum(kontrak_rp) AS kontrak_rp, sum(kontrak_sen) AS kontrak_sen
FROM ringkas_pengadaan
