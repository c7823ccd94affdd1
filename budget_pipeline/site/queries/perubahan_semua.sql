-- Every line of one comparison behind the one with this id; lines that stayed the same only where they are asked for.
SELECT
    p.id, p.golongan, p.kode_skpd, p.nama_skpd, p.kode_skpd_lama, p.kode_sub_kegiatan, p.nama_sub_kegiatan,
    p.kode_rekening, p.nama_rekening, p.sebelum_rp, p.sebelum_sen, p.sesudah_rp, p.sesudah_sen, p.selisih_rp,
    p.selisih_sen, p.asal_sebelum, p.asal_sesudah, p.aturan
FROM perubahan_anggaran AS p
WHERE
    p.id > :setelah AND p.tahun = :tahun AND p.dari_tahapan = :dari AND p.ke_tahapan = :ke
    AND coalesce(p.kode_wilayah, '') = :wilayah
    AND CASE substr(p.kode_rekening, 1, 1) WHEN '4' THEN 'pendapatan' WHEN '6' THEN 'pembiayaan' ELSE 'belanja' END = :jenis
    AND (:opd = '' OR p.kode_skpd = :opd)
    AND CASE :golongan WHEN '' THEN p.golongan <> 'tetap' ELSE p.golongan = :golongan END
ORDER BY p.id
LIMIT :batas
