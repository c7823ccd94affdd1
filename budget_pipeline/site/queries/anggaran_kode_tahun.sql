SELECT DISTINCT tahun FROM ringkas_anggaran
WHERE kode_wilayah = :wilayah AND dimensi = :dimensi AND kode = :kode AND kode_skpd = '*'
