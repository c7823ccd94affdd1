SELECT tabel, sum(baris) AS baris FROM cakupan GROUP BY tabel HAVING sum(baris) > 0 ORDER BY tabel
