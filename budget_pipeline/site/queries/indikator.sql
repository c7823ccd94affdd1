SELECT * FROM indikator WHERE kode = :kode
