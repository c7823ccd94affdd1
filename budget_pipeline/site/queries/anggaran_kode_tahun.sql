SELECT DISTINCT tahun FROM ringkas_anggaran
WHERE kode_wilayah = :wilayah AND dimensi = 'rekening' AND kode = :kode AND kode_skpd = '*'
