/* ---
nama: b_rawan
keterangan: >
  Budget of one agency for one group of accounts that audits meet often (travel, grants, social aid,
  contingency), beside the agency's whole expenditure. Codes are those of Permendagri 90/2019 and 2026.
sesudah: [b_pagu]
indeks: [[wilayah, skpd, akun, tahun]]
--- */
SELECT
    wilayah,
    tahun,
    skpd,
    akun,
    MAX(kode_wilayah) AS kode_wilayah,
    MAX(kode_skpd) AS kode_skpd,
    MAX(nama_skpd) AS nama_skpd,
    MAX(versi_bagan) AS versi_bagan,
    SUM(n - n_pagu) AS kosong,
    SUM(pagu) AS pagu,
    MAX(total) AS total
FROM (
    SELECT
        p.*,
        CASE
            WHEN kode_rekening LIKE '5.1.02.04%' THEN 'perjalanan dinas'
            WHEN kode_rekening LIKE '5.1.05%' THEN 'hibah'
            WHEN kode_rekening LIKE '5.1.06%' THEN 'bantuan sosial'
            WHEN kode_rekening LIKE '5.3.01%' THEN 'belanja tidak terduga'
        END AS akun,
        SUM(pagu) OVER (PARTITION BY wilayah, tahun, skpd) AS total
    FROM b_pagu AS p
    WHERE n > 0
) AS t
WHERE akun IS NOT NULL
GROUP BY wilayah, tahun, skpd, akun
