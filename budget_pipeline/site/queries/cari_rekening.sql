SELECT DISTINCT kode AS id, nama AS label, tahun FROM ringkas_anggaran
WHERE kode_wilayah = :wilayah AND dimensi = :dimensi AND kode >= :awal AND kode < :akhir AND kode_skpd = '*'
ORDER BY kode, tahun DESC LIMIT :batas
