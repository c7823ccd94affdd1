/* ---
nama: b_serah
keterangan: >
  Hand-over and payments of one package, and up to which day the hand-over records of its municipality reach
  (the date given, else the day their file was received, else their latest date).
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
    d.n,
    d.serah_hari,
    d.n_bayar,
    d.bayar
FROM (SELECT id_paket, COALESCE(kode_wilayah, '') AS wilayah FROM paket) AS p
JOIN sampai AS s ON s.wilayah = p.wilayah
LEFT JOIN (
    SELECT
        id_paket,
        COUNT(*) AS n,
        MAX(tgl_bast_hari) AS serah_hari,
        COUNT(besar_pembayaran) AS n_bayar,
        SUM(besar_pembayaran) AS bayar
    FROM bast
    GROUP BY id_paket
) AS d ON d.id_paket = p.id_paket
