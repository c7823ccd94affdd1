/* ---
nama: b_pagu
keterangan: >
  One expenditure line (agency, sub-activity, account) of the latest stage of each year's budget, and of the
  original budget. Rows of sub-activities without an account carry no amount and are left out.
indeks: [[kunci], [wilayah, tahun, skpd]]
--- */
WITH terakhir AS (
    SELECT COALESCE(d.kode_wilayah, '') AS wilayah, COALESCE(d.tahun, 0) AS tahun, MAX(u.urutan) AS urutan
    -- LENGTH, not IS NOT NULL: for that SQLite goes through the index on accounts, a line here and a line there.
    FROM (
        SELECT DISTINCT kode_wilayah, tahun, tahapan
        FROM anggaran
        WHERE jenis = 'belanja' AND LENGTH(kode_rekening) > 0
    ) AS d
    JOIN urutan_tahapan AS u ON u.tahapan = d.tahapan
    GROUP BY COALESCE(d.kode_wilayah, ''), COALESCE(d.tahun, 0)
),
belanja AS (
    SELECT
        a.kode_wilayah,
        COALESCE(a.kode_wilayah, '') AS wilayah,
        a.tahun,
        a.tahapan,
        u.urutan,
        a.kode_skpd,
        a.nama_skpd,
        COALESCE(a.kode_skpd, a.nama_skpd, '-') AS skpd,
        a.kode_program,
        a.nama_program,
        a.kode_sub_kegiatan,
        a.kode_rekening,
        a.versi_bagan,
        a.nama_rekening,
        a.pagu,
        t.urutan AS urutan_terakhir
    FROM anggaran AS a
    JOIN urutan_tahapan AS u ON u.tahapan = a.tahapan
    -- LEFT: the lines are read once, in the order they lie, and each has its latest stage.
    LEFT JOIN terakhir AS t ON t.wilayah = COALESCE(a.kode_wilayah, '') AND t.tahun = COALESCE(a.tahun, 0)
    WHERE a.jenis = 'belanja' AND LENGTH(a.kode_rekening) > 0
)
SELECT
    wilayah || ':' || COALESCE(CAST(tahun AS TEXT), '-') || ':' || skpd || ':'
        || COALESCE(kode_sub_kegiatan, '-') || ':' || kode_rekening AS kunci,
    wilayah,
    tahun,
    skpd,
    kode_rekening,
    MAX(kode_wilayah) AS kode_wilayah,
    MAX(kode_skpd) AS kode_skpd,
    MAX(nama_skpd) AS nama_skpd,
    MAX(kode_program) AS kode_program,
    MAX(nama_program) AS nama_program,
    MAX(kode_sub_kegiatan) AS kode_sub_kegiatan,
    MAX(versi_bagan) AS versi_bagan,
    MAX(nama_rekening) AS nama_rekening,
    MAX(CASE WHEN urutan = urutan_terakhir THEN tahapan END) AS tahapan,
    SUM(CASE WHEN urutan = urutan_terakhir THEN 1 ELSE 0 END) AS n,
    SUM(CASE WHEN urutan = urutan_terakhir AND pagu IS NOT NULL THEN 1 ELSE 0 END) AS n_pagu,
    SUM(CASE WHEN urutan = urutan_terakhir THEN pagu END) AS pagu,
    SUM(CASE WHEN tahapan = 'murni' THEN 1 ELSE 0 END) AS n_murni,
    SUM(CASE WHEN tahapan = 'murni' AND pagu IS NOT NULL THEN 1 ELSE 0 END) AS n_pagu_murni,
    SUM(CASE WHEN tahapan = 'murni' THEN pagu END) AS pagu_murni
FROM belanja
GROUP BY wilayah, tahun, skpd, kode_sub_kegiatan, kode_rekening
