SELECT tahun, jenis, tahapan, rp AS nilai_rp, sen AS nilai_sen FROM ringkas_anggaran
WHERE kode_wilayah = :wilayah AND dimensi = 'total' AND kode = '' AND kode_skpd = :skpd
ORDER BY tahun DESC
