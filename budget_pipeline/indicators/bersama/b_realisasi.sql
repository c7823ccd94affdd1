/* ---
nama: b_realisasi
keterangan: One budget line of the latest realisation report; lines with the same key are added up.
sesudah: [b_realisasi_baris]
indeks: [[wilayah, tahun, skpd]]
--- */
SELECT
    kunci,
    MAX(uraian) AS label,
    MAX(kode_wilayah) AS kode_wilayah,
    MAX(wilayah) AS wilayah,
    -- A number by its type: SQLite finds what has none through no index of numbers.
    CAST(MAX(tahun) AS INTEGER) AS tahun,
    MAX(kode_skpd) AS kode_skpd,
    MAX(nama_skpd) AS nama_skpd,
    MAX(skpd) AS skpd,
    MAX(kode_program) AS kode_program,
    MAX(nama_program) AS nama_program,
    MAX(kode_rekening) AS kode_rekening,
    MAX(versi_bagan) AS versi_bagan,
    MAX(belanja) AS belanja,
    MAX(sampai_hari) AS sampai_hari,
    MAX(sampai_tanggal) AS sampai_tanggal,
    COUNT(*) AS n,
    COUNT(anggaran) AS n_anggaran,
    COUNT(realisasi) AS n_realisasi,
    SUM(anggaran) AS anggaran,
    SUM(realisasi) AS realisasi
FROM b_realisasi_baris
WHERE terakhir = 1
GROUP BY kunci
