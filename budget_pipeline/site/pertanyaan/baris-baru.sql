/* ---
urutan: 8
judul: {id: "Baris anggaran apa yang baru muncul di perubahan?", en: "Which budget lines are new in the amended budget?"}
penjelasan: {id: "Baris yang tidak ada pada tahapan sebelumnya, terbesar lebih dahulu.", en: "Lines that were not in the stage before, largest first."}
parameter: [tahun, opd]
kolom: {pagu: rupiah, kode_skpd: skpd}
--- */
SELECT
    p.nama_skpd, p.nama_sub_kegiatan, p.nama_rekening, p.sesudah_rp AS pagu_rp, p.sesudah_sen AS pagu_sen,
    p.ke_tahapan, p.kode_skpd
FROM ringkas_perubahan_baris AS b
INNER JOIN perubahan_anggaran AS p ON p.id = b.id
WHERE
    b.kode_wilayah = :wilayah AND b.tahun = :tahun AND b.golongan = 'baru' AND b.jenis = 'belanja'
    AND (:opd = '' OR b.kode_skpd = :opd)
ORDER BY b.selisih_rp DESC, b.id
