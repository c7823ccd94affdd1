SELECT
    p.id, p.golongan, p.kode_skpd, p.nama_skpd, p.kode_skpd_lama, p.kode_sub_kegiatan, p.nama_sub_kegiatan,
    p.kode_rekening, p.nama_rekening, p.sebelum_rp, p.sebelum_sen, p.sesudah_rp, p.sesudah_sen, p.selisih_rp,
    p.selisih_sen, p.asal_sebelum, p.asal_sesudah, p.aturan
FROM ringkas_perubahan_baris AS b
INNER JOIN perubahan_anggaran AS p ON p.id = b.id
WHERE
    b.kode_wilayah = :wilayah AND b.tahun = :tahun AND b.ke_tahapan = :ke AND b.jenis = :jenis AND b.dari_tahapan = :dari
    AND b.selisih_rp = 0 AND p.selisih_sen = 0 /*SARING*/
ORDER BY b.selisih_rp ASC, b.id
LIMIT :batas
