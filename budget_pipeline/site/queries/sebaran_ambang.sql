SELECT ambang FROM ringkas_ambang WHERE kode = :kode ORDER BY jumlah DESC, ambang LIMIT 4
