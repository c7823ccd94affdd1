/* ---
nama: b_realisasi_baris
keterangan: >
  Each leaf line of the realisation reports with the key of its budget line, and whether it belongs to the
  latest report of its agency on its side of the budget (an undated report counts as the earliest). Reports
  are cumulative: a line that only an older report has was dropped or recoded, and is not carried on.
indeks: [[kunci]]
--- */
SELECT
    t.*,
    CASE
        WHEN t.sampai_hari
            = MAX(t.sampai_hari) OVER (PARTITION BY t.wilayah, t.tahun, t.skpd, t.belanja) THEN 1
        ELSE 0
    END AS terakhir
FROM (
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
        uraian,
        anggaran,
        realisasi,
        COALESCE(sampai_tanggal_hari, -1000000) AS sampai_hari,
        sampai_tanggal,
        CASE
            WHEN jenis = 'belanja' THEN 1
            WHEN jenis IS NULL AND kode_rekening LIKE '5%' THEN 1
            ELSE 0
        END AS belanja,
        COALESCE(kode_wilayah, '') || ':' || COALESCE(CAST(tahun AS TEXT), '-') || ':'
            || COALESCE(kode_skpd, nama_skpd, '-') || ':' || COALESCE(kode_sub_kegiatan, kode_kegiatan, '-')
            || ':' || COALESCE(kode_rekening, uraian, '-') AS kunci
    FROM realisasi
) AS t
