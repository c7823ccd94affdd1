SELECT * FROM hasil_indikator WHERE kode = :kode AND subjek_id = :subjek
