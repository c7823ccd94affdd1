SELECT
    golongan, sum(jumlah) AS jumlah, sum(sebelum_rp) AS sebelum_rp, sum(sebelum_sen) AS sebelum_sen,
    sum(sesudah_rp) AS sesudah_rp, sum(sesudah_sen) AS sesudah_sen, sum(selisih_rp) AS selisih_rp, sum(selisih_sen) AS selisih_sen
FROM ringkas_perubahan
WHERE
    kode_wilayah = :wilayah AND tahun = :tahun AND dari_tahapan = :dari AND ke_tahapan = :ke AND jenis = :jenis
    AND (:opd = '' OR kode_skpd = :opd)
GROUP BY golongan
ORDER BY
    CASE golongan
        WHEN 'naik' THEN 1 WHEN 'turun' THEN 2 WHEN 'baru' THEN 3 WHEN 'hapus' THEN 4
        WHEN 'pindah_opd' THEN 5 WHEN 'ganti_kode' THEN 6 WHEN 'ganti_nama' THEN 7 ELSE 8
    END
