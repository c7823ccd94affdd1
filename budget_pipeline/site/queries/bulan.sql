SELECT bulan, rencana_rp, rencana_sen, realisasi_rp, realisasi_sen, dokumen
FROM ringkas_bulan
WHERE kode_wilayah = :wilayah AND tahun = :tahun AND kode_skpd = :skpd
ORDER BY bulan
