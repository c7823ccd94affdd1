/* ---
nama: b_bayar
keterangan: >
  Payment document lines for expenditure with the key of their budget line and the month of the disbursement.
indeks: [[kunci], [wilayah, tahun, skpd]]
--- */
SELECT
    id,
    kode_wilayah,
    COALESCE(kode_wilayah, '') AS wilayah,
    tahun,
    kode_skpd,
    nama_skpd,
    COALESCE(kode_skpd, nama_skpd, '-') AS skpd,
    kode_program,
    nama_program,
    kode_rekening,
    versi_bagan,
    nama_rekening,
    jenis_transaksi,
    nilai,
    nilai_rp,
    tanggal,
    SUBSTR(COALESCE(tanggal_sp2d, tanggal), 6, 2) AS bulan,
    COALESCE(kode_wilayah, '') || ':' || COALESCE(CAST(tahun AS TEXT), '-') || ':'
        || COALESCE(kode_skpd, nama_skpd, '-') || ':' || COALESCE(kode_sub_kegiatan, '-') || ':'
        || COALESCE(kode_rekening, '-') AS kunci
FROM transaksi
WHERE kode_rekening IS NULL OR kode_rekening LIKE '5%'
