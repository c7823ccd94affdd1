SELECT nasib, sum(jumlah) AS jumlah, count(DISTINCT id_berkas || '/' || lembar) AS lembar FROM nasib_baris GROUP BY nasib
