/* ---
nama: b_penyedia_skpd
keterangan: What one supplier earned from one agency in one year, beside that agency's and that supplier's totals.
sesudah: [b_belanja]
indeks: [[wilayah, tahun, skpd, penyedia], [penyedia]]
--- */
WITH pasangan AS (
    SELECT
        wilayah,
        tahun,
        skpd,
        penyedia,
        MAX(kode_wilayah) AS kode_wilayah,
        MAX(kode_skpd) AS kode_skpd,
        MAX(nama_skpd) AS nama_skpd,
        MAX(id_penyedia) AS id_penyedia,
        MAX(nama_penyedia) AS nama_penyedia,
        MAX(monopoli) AS monopoli,
        COUNT(*) AS n,
        COUNT(nilai) AS n_bernilai,
        SUM(nilai) AS nilai,
        SUM(CASE WHEN kompetitif = 1 THEN 1 ELSE 0 END) AS n_tender
    FROM b_belanja
    GROUP BY wilayah, tahun, skpd, penyedia
)
SELECT
    pasangan.*,
    wilayah || ':' || COALESCE(CAST(tahun AS TEXT), '-') || ':' || COALESCE(skpd, '-') || ':'
        || CASE WHEN penyedia = '' THEN '-' ELSE penyedia END AS subjek,
    wilayah || ':' || COALESCE(CAST(tahun AS TEXT), '-') || ':' || COALESCE(skpd, '-') AS subjek_skpd,
    COALESCE(nama_penyedia, NULLIF(penyedia, ''), '-') || ' di ' || COALESCE(nama_skpd, '-') AS label,
    CASE
        WHEN penyedia = '' THEN 'penyedia kosong'
        WHEN skpd IS NULL THEN 'kode_skpd kosong'
        WHEN tahun IS NULL THEN 'tahun kosong'
        WHEN nilai IS NULL THEN 'nilai_kontrak kosong'
    END AS tanpa,
    SUM(n_bernilai) OVER (PARTITION BY wilayah, tahun, skpd) AS n_bernilai_skpd,
    SUM(nilai) OVER (PARTITION BY wilayah, tahun, skpd) AS nilai_skpd,
    SUM(n) OVER (PARTITION BY wilayah, tahun, penyedia) AS n_penyedia,
    SUM(nilai) OVER (PARTITION BY wilayah, tahun, penyedia) AS nilai_penyedia
FROM pasangan
