SELECT * FROM ambang WHERE kode = :kode
ORDER BY parameter, coalesce(jenis_pengadaan, ''), coalesce(berlaku_sejak, '')
