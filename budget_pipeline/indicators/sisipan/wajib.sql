-- The verdict on one share of mandatory spending from `hitung`: b_wajib with `bagian`, `dasar_hitung` and their
-- names, `tanpa_kode` (lines that lack the code), `porsi` in force with its `dasar`, and `selisih` in rupiah.
SELECT
    h.wilayah || ':' || CAST(h.tahun AS TEXT) AS subjek_id,
    COALESCE(d.nama, h.wilayah) AS subjek_label,
    h.kode_wilayah,
    h.tahun,
    NULL AS kode_skpd,
    CASE WHEN h.porsi IS NULL THEN 'kewajiban tidak berlaku pada tahun ini' END AS tidak_berlaku,
    CASE
        WHEN h.bagan_lama = 1 THEN 'bagan akun lama belum dipetakan'
        WHEN h.kosong > 0 THEN 'pagu kosong'
        WHEN h.tanpa_kode > 0 THEN 'kode_sub_kegiatan kosong'
        WHEN h.dasar_hitung <= 0 THEN 'anggaran belanja nol'
    END AS tidak_dapat_dihitung,
    CASE WHEN h.dasar_hitung > 0 AND h.selisih > 0.005 THEN 1 ELSE 0 END AS terpicu,
    CASE WHEN h.dasar_hitung > 0 THEN CAST(h.bagian AS DOUBLE) / h.dasar_hitung END AS nilai,
    h.porsi AS ambang,
    h.dasar AS dasar_ambang,
    'dihitung dari kode, bukan angka resmi' AS catatan,
    h.tanggal_hari,
    h.bagian,
    h.nama_bagian,
    h.dasar_hitung,
    h.nama_dasar
FROM hitung AS h
LEFT JOIN wilayah AS d ON d.kode_wilayah = h.wilayah
