/* ---
nama: b_program
keterangan: >
  Original budget and spending of one programme of one agency and year, contingency spending left out. The
  spending comes from the source that b_serapan_skpd chose for the agency, which also says whether the year is
  closed. Amounts that are empty are counted: a sum over them is not the whole.
sesudah: [b_pagu, b_bayar, b_realisasi, b_serapan_skpd]
indeks: [[wilayah, tahun, skpd]]
--- */
SELECT
    t.wilayah,
    t.tahun,
    t.skpd,
    t.kode_program,
    MAX(t.nama_program) AS nama_program,
    MAX(t.kode_wilayah) AS kode_wilayah,
    MAX(t.kode_skpd) AS kode_skpd,
    MAX(t.nama_skpd) AS nama_skpd,
    MAX(t.sumber) AS sumber,
    MAX(t.tutup) AS tutup,
    SUM(t.n_murni) AS n_murni,
    SUM(t.kosong_murni) AS kosong_murni,
    SUM(COALESCE(t.murni, 0)) AS murni,
    SUM(t.n_realisasi) AS n_realisasi,
    SUM(t.kosong_realisasi) AS kosong_realisasi,
    SUM(COALESCE(t.realisasi, 0)) AS realisasi
FROM (
    SELECT
        p.wilayah, p.tahun, p.skpd, p.kode_program, p.nama_program, p.kode_wilayah, p.kode_skpd,
        p.nama_skpd, s.sumber, s.tutup, p.n_murni, p.n_murni - p.n_pagu_murni AS kosong_murni,
        p.pagu_murni AS murni, 0 AS n_realisasi, 0 AS kosong_realisasi, NULL AS realisasi
    FROM b_pagu AS p
    LEFT JOIN b_serapan_skpd AS s ON s.wilayah = p.wilayah AND s.tahun = p.tahun AND s.skpd = p.skpd
    WHERE p.n_murni > 0 AND p.kode_rekening NOT LIKE '5.3%'
    UNION ALL
    SELECT
        b.wilayah, b.tahun, b.skpd, b.kode_program, b.nama_program, b.kode_wilayah, b.kode_skpd,
        b.nama_skpd, s.sumber, s.tutup, 0, 0, NULL, 1, CASE WHEN b.nilai IS NULL THEN 1 ELSE 0 END, b.nilai
    FROM b_bayar AS b
    LEFT JOIN b_serapan_skpd AS s ON s.wilayah = b.wilayah AND s.tahun = b.tahun AND s.skpd = b.skpd
    WHERE (s.sumber IS NULL OR s.sumber = 'transaksi')
        AND (b.kode_rekening IS NULL OR b.kode_rekening NOT LIKE '5.3%')
    UNION ALL
    SELECT
        r.wilayah, r.tahun, r.skpd, r.kode_program, r.nama_program, r.kode_wilayah, r.kode_skpd,
        r.nama_skpd, s.sumber, s.tutup, 0, 0, NULL, r.n, r.n - r.n_realisasi, r.realisasi
    FROM b_realisasi AS r
    JOIN b_serapan_skpd AS s ON s.wilayah = r.wilayah AND s.tahun = r.tahun AND s.skpd = r.skpd
    WHERE s.sumber = 'realisasi' AND r.belanja = 1
        AND (r.kode_rekening IS NULL OR r.kode_rekening NOT LIKE '5.3%')
) AS t
GROUP BY t.wilayah, t.tahun, t.skpd, t.kode_program
