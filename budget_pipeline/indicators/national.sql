-- Each municipality and year beside the others, indicator by indicator. `cakupan` says of how many of the subjects
-- that the rule applies to it could be computed at all; only rows of one `golongan_cakupan` may be compared, and
-- nothing here ranks.
CREATE VIEW perbandingan AS
SELECT
    t.*,
    CASE WHEN berlaku > 0 THEN 1.0 * dihitung / berlaku END AS cakupan,
    CASE WHEN dihitung > 0 THEN 1.0 * terpicu / dihitung END AS bagian_terpicu,
    CASE
        WHEN berlaku = 0 THEN 'tidak berlaku'
        WHEN dihitung >= 0.9 * berlaku THEN 'cakupan 90 % atau lebih'
        WHEN dihitung >= 0.5 * berlaku THEN 'cakupan 50 sampai 90 %'
        ELSE 'cakupan di bawah 50 %'
    END AS golongan_cakupan
FROM (
    SELECT
        c.kode,
        i.judul,
        c.kode_wilayah,
        w.nama AS nama_wilayah,
        c.tahun,
        SUM(c.jumlah) AS populasi,
        SUM(CASE WHEN c.status <> 'tidak_berlaku' THEN c.jumlah ELSE 0 END) AS berlaku,
        SUM(CASE WHEN c.status IN ('terpicu', 'tidak_terpicu') THEN c.jumlah ELSE 0 END) AS dihitung,
        SUM(CASE WHEN c.status = 'tidak_dapat_dihitung' THEN c.jumlah ELSE 0 END) AS tidak_dapat_dihitung,
        SUM(CASE WHEN c.status = 'terpicu' THEN c.jumlah ELSE 0 END) AS terpicu
    FROM cakupan_wilayah AS c
    JOIN indikator AS i ON i.kode = c.kode
    LEFT JOIN wilayah AS w ON w.kode_wilayah = c.kode_wilayah
    GROUP BY c.kode, i.judul, c.kode_wilayah, w.nama, c.tahun
) AS t
ORDER BY kode, tahun, golongan_cakupan, kode_wilayah;
