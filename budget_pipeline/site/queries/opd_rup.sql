SELECT tahun, jumlah, pagu_rp, pagu_sen FROM ringkas_rup
WHERE kode_wilayah = :wilayah AND kode_skpd = :skpd ORDER BY tahun DESC
