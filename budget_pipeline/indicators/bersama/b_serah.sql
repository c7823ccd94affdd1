/* ---
nama: b_serah
keterangan: >
  Hand-over and payments of one package, and up to which day the hand-over records of its municipality reach
  (the date given, else the day their file was received, else their latest date). A record of payment alone
  (numbered or dated as such, without a hand-over number) is no hand-over.
indeks: [[id_paket]]
--- */
WITH sampai AS (
    SELECT
        t.wilayah,
        COALESCE(MAX(r.data_sampai_hari), MAX(b.diterima_hari), MAX(t.hari)) AS hari
    FROM (
        SELECT COALESCE(kode_wilayah, '') AS wilayah, id_berkas, MAX(tgl_bast_hari) AS hari
        FROM bast
        GROUP BY COALESCE(kode_wilayah, ''), id_berkas
    ) AS t
    CROSS JOIN rilis AS r
    LEFT JOIN berkas AS b ON b.id_berkas = t.id_berkas
    GROUP BY t.wilayah
)
SELECT
    p.id_paket,
    s.hari AS sampai_hari,
    COALESCE(d.n_tanpa_tanggal, 0) AS n_tanpa_tanggal,
    d.serah_hari,
    d.n_bayar,
    d.bayar
FROM (SELECT id_paket, COALESCE(kode_wilayah, '') AS wilayah FROM paket) AS p
JOIN sampai AS s ON s.wilayah = p.wilayah
LEFT JOIN (
    SELECT
        id_paket,
        SUM(CASE WHEN tgl_bast IS NULL
            AND (nomor_bast IS NOT NULL OR (nomor_bap IS NULL AND tgl_bap IS NULL)) THEN 1 ELSE 0 END)
            AS n_tanpa_tanggal,
        MAX(tgl_bast_hari) AS serah_hari,
        COUNT(besar_pembayaran) AS n_bayar,
        SUM(besar_pembayaran) AS bayar
    FROM bast
    GROUP BY id_paket
) AS d ON d.id_paket = p.id_paket
