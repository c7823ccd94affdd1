SELECT kd_rup AS id, nama_paket AS label, tahun FROM rup WHERE kd_rup >= :awal AND kd_rup < :akhir ORDER BY kd_rup LIMIT :batas
