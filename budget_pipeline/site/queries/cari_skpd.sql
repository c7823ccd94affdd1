SELECT kode_skpd AS id, nama_skpd AS label FROM ringkas_skpd
WHERE kode_wilayah = :wilayah AND kode_skpd >= :awal AND kode_skpd < :akhir ORDER BY kode_skpd LIMIT :batas
