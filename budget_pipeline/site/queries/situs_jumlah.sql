SELECT tabel, jumlah FROM ringkas_jumlah ORDER BY tabel
