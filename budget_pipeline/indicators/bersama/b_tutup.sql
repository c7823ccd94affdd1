/* ---
nama: b_tutup
keterangan: >
  Up to which day the payment documents of a municipality and year reach: the date given, else the day their
  file was received, else their latest date; `tutup` tells whether the whole year is in.
indeks: [[wilayah, tahun]]
--- */
SELECT
    wilayah,
    tahun,
    CASE
        WHEN sampai >= CAST(tahun AS TEXT) || '-12-31' THEN 1
        WHEN tidak_dikenal = 1 AND terakhir >= CAST(tahun AS TEXT) || '-12-01' THEN 1
        ELSE 0
    END AS tutup
FROM (
    SELECT
        t.wilayah,
        t.tahun,
        MAX(t.tanggal) AS terakhir,
        COALESCE(MAX(r.data_sampai), MAX(b.diterima), MAX(t.tanggal)) AS sampai,
        CASE WHEN MAX(r.data_sampai) IS NULL AND MAX(b.diterima) IS NULL THEN 1 ELSE 0 END
            AS tidak_dikenal
    FROM (
        SELECT wilayah, tahun, MAX(tanggal) AS tanggal, id_berkas
        FROM (
            SELECT
                COALESCE(kode_wilayah, '') AS wilayah, tahun, tanggal, id_berkas
            FROM transaksi
        ) AS baris
        GROUP BY wilayah, tahun, id_berkas
    ) AS t
    CROSS JOIN rilis AS r
    LEFT JOIN berkas AS b ON b.id_berkas = t.id_berkas
    GROUP BY t.wilayah, t.tahun
) AS s
