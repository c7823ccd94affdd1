/* ---
nama: b_serapan_skpd
keterangan: >
  Budget and spending of one agency in one year: from realisation reports that name agencies, else from
  payment documents against the latest budget stage; `tutup` tells whether the year is complete.
sesudah: [b_realisasi, b_pagu, b_bayar, b_tutup]
indeks: [[wilayah, tahun, skpd]]
--- */
WITH laporan AS (
    SELECT
        wilayah,
        tahun,
        skpd,
        MAX(kode_wilayah) AS kode_wilayah,
        MAX(kode_skpd) AS kode_skpd,
        MAX(nama_skpd) AS nama_skpd,
        SUM(n - n_anggaran) AS kosong_anggaran,
        SUM(n - n_realisasi) AS kosong_realisasi,
        SUM(anggaran) AS anggaran,
        SUM(realisasi) AS realisasi,
        MIN(CASE WHEN sampai_tanggal >= CAST(tahun AS TEXT) || '-12-31' THEN 1
            WHEN sampai_tanggal IS NOT NULL THEN 0 END) AS tutup
    FROM b_realisasi
    WHERE belanja = 1 AND skpd <> '-'
    GROUP BY wilayah, tahun, skpd
),
pagu AS (
    SELECT
        wilayah,
        tahun,
        skpd,
        MAX(kode_wilayah) AS kode_wilayah,
        MAX(kode_skpd) AS kode_skpd,
        MAX(nama_skpd) AS nama_skpd,
        SUM(n - n_pagu) AS kosong_anggaran,
        SUM(pagu) AS anggaran
    FROM b_pagu
    WHERE n > 0
    GROUP BY wilayah, tahun, skpd
),
bayar AS (
    SELECT wilayah, tahun, skpd, COUNT(*) - COUNT(nilai) AS kosong_realisasi, SUM(nilai) AS realisasi
    FROM b_bayar
    GROUP BY wilayah, tahun, skpd
)
SELECT
    wilayah, tahun, skpd, kode_wilayah, kode_skpd, nama_skpd, kosong_anggaran, kosong_realisasi,
    anggaran, realisasi, tutup, 'realisasi' AS sumber
FROM laporan
UNION ALL
SELECT
    p.wilayah, p.tahun, p.skpd, p.kode_wilayah, p.kode_skpd, p.nama_skpd, p.kosong_anggaran,
    b.kosong_realisasi, p.anggaran, b.realisasi, t.tutup, 'transaksi'
FROM pagu AS p
LEFT JOIN bayar AS b ON b.wilayah = p.wilayah AND b.tahun = p.tahun AND b.skpd = p.skpd
LEFT JOIN b_tutup AS t ON t.wilayah = p.wilayah AND t.tahun = p.tahun
LEFT JOIN laporan AS l ON l.wilayah = p.wilayah AND l.tahun = p.tahun AND l.skpd = p.skpd
WHERE l.skpd IS NULL
