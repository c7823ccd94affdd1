SELECT status, count(*) AS jumlah FROM berkas GROUP BY status ORDER BY status
