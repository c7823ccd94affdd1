SELECT * FROM bukti_indikator WHERE kode = :kode AND subjek_id = :subjek ORDER BY urutan
