SELECT * FROM rup WHERE kd_rup = :kode ORDER BY tahun DESC, id LIMIT :batas
