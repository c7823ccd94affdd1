SELECT tahun, count(*) AS jumlah, sum(pagu_rp) AS pagu_rp, sum(pagu_sen) AS pagu_sen FROM rup
WHERE tahun IN (SELECT tahun FROM ringkas_tahun WHERE kode_wilayah = :wilayah) AND kode_skpd = :skpd AND kode_wilayah = :wilayah
GROUP BY tahun ORDER BY tahun DESC
