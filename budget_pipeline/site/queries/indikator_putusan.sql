SELECT tahun, status, sum(jumlah) AS jumlah FROM ringkas_putusan
WHERE kode = :kode AND (kode_wilayah = :wilayah OR kode_wilayah = '')
GROUP BY tahun, status ORDER BY tahun DESC
