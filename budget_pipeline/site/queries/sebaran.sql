SELECT urutan, dari, sampai, jumlah, terpicu FROM ringkas_sebaran
WHERE kode = :kode AND kode_wilayah = :wilayah ORDER BY urutan
