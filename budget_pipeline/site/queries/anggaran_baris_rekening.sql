SELECT
    id, tahapan, kode_skpd, nama_skpd, kode_sub_kegiatan, nama_sub_kegiatan, kode_rekening, nama_rekening, nama_paket,
    nama_sumber_dana, pagu_rp, pagu_sen, id_berkas, lembar, baris
FROM anggaran
WHERE kode_rekening = :kode AND kode_wilayah = :wilayah AND tahun = :tahun AND tahapan = :tahapan
ORDER BY pagu_rp DESC, id
LIMIT :batas
