SELECT
    coalesce(sum(jumlah), 0) AS jumlah, coalesce(sum(berkontrak), 0) AS berkontrak, coalesce(sum(terpicu), 0) AS terpicu,
    sum(nilai_rp) AS nilai_rp, sum(nilai_sen) AS nilai_sen, sum(kontrak_rp) AS kontrak_rp, sum(kontrak_sen) AS kontrak_sen
FROM ringkas_saringan
WHERE
    kode_wilayah = :wilayah AND tahun = :tahun AND kode_skpd = :opd AND metode = :metode AND jenis_pengadaan = :jenis
    AND pita >= :dari_pita AND pita < :sampai_pita
