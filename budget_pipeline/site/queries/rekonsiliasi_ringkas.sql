SELECT count(*) AS jumlah, coalesce(sum(cocok), 0) AS cocok, sum(abs(selisih_rp)) AS selisih_rp, 0 AS selisih_sen
FROM rekonsiliasi
