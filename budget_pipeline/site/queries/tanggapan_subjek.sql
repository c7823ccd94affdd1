SELECT kode, tanggal, pejabat, isi FROM tanggapan WHERE subjek_id = :id ORDER BY tanggal, id
