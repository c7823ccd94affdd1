-- Budget and realisation summed along every classification a page shows, so that each page reads a few index entries.
-- Stages are never added together: each stands in its own rows.

-- Of several realisation reports of one agency and kind, the newest counts; of equally new ones, the most detailed.
CREATE TEMP TABLE laporan_dipakai AS
WITH laporan AS (
    SELECT
        kode_wilayah,
        tahun,
        coalesce(kode_skpd, '') AS kode_skpd,
        coalesce(jenis, 'belanja') AS jenis,
        id_berkas,
        max(sampai_tanggal) AS sampai,
        count(*) AS jumlah
    FROM realisasi
    GROUP BY 1, 2, 3, 4, 5
),
urut AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY kode_wilayah, tahun, kode_skpd, jenis
            ORDER BY sampai DESC NULLS LAST, jumlah DESC, id_berkas
        ) AS urutan
    FROM laporan
)
SELECT kode_wilayah, tahun, kode_skpd, jenis, id_berkas, sampai FROM urut WHERE urutan = 1;

CREATE TEMP TABLE baris_ringkas AS
SELECT
    kode_wilayah, tahun, coalesce(jenis, '') AS jenis, tahapan,
    coalesce(kode_skpd, '') AS kode_skpd, max(nama_skpd) AS nama_skpd,
    coalesce(kode_program, '') AS kode_program, max(nama_program) AS nama_program,
    coalesce(kode_kegiatan, '') AS kode_kegiatan, max(nama_kegiatan) AS nama_kegiatan,
    coalesce(kode_sub_kegiatan, '') AS kode_sub_kegiatan, max(nama_sub_kegiatan) AS nama_sub_kegiatan,
    coalesce(kode_rekening, '') AS kode_rekening, max(nama_rekening) AS nama_rekening,
    max(versi_bagan) AS versi_bagan,
    coalesce(kode_sumber_dana, '') AS kode_dana, max(nama_sumber_dana) AS nama_dana,
    coalesce(kode_bidang_urusan, '') AS kode_urusan, max(nama_bidang_urusan) AS nama_urusan,
    sum(pagu_rp) AS rp, sum(pagu_sen) AS sen, count(*) AS baris
FROM anggaran
GROUP BY 1, 2, 3, 4, 5, 7, 9, 11, 13, 16, 18;

INSERT INTO baris_ringkas
SELECT
    r.kode_wilayah, r.tahun, coalesce(r.jenis, 'belanja'), 'realisasi',
    coalesce(r.kode_skpd, ''), max(r.nama_skpd),
    coalesce(r.kode_program, ''), max(r.nama_program),
    coalesce(r.kode_kegiatan, ''), max(r.nama_kegiatan),
    coalesce(r.kode_sub_kegiatan, ''), max(r.nama_sub_kegiatan),
    coalesce(r.kode_rekening, ''), max(r.uraian), max(r.versi_bagan),
    '', NULL, '', NULL,
    sum(r.realisasi_rp), sum(r.realisasi_sen), count(*)
FROM realisasi AS r
INNER JOIN laporan_dipakai AS d
    ON d.kode_wilayah IS r.kode_wilayah
    AND d.tahun IS r.tahun
    AND d.kode_skpd = coalesce(r.kode_skpd, '')
    AND d.jenis = coalesce(r.jenis, 'belanja')
    AND d.id_berkas = r.id_berkas
GROUP BY 1, 2, 3, 5, 7, 9, 11, 13;

-- Which source tells what was spent: of the whole municipality a report, its own or the sum of its agencies', else
-- payment documents; of an agency its own report, else, where no agency has one, payment documents.
CREATE TEMP TABLE asal_realisasi AS
WITH tahun_ada AS (
    SELECT kode_wilayah, tahun FROM laporan_dipakai UNION SELECT kode_wilayah, tahun FROM transaksi
)
SELECT
    t.kode_wilayah,
    t.tahun,
    EXISTS (
        SELECT 1 FROM laporan_dipakai AS d
        WHERE d.kode_wilayah IS t.kode_wilayah AND d.tahun IS t.tahun
    ) AS ada_laporan,
    EXISTS (
        SELECT 1 FROM laporan_dipakai AS d
        WHERE d.kode_wilayah IS t.kode_wilayah AND d.tahun IS t.tahun AND d.kode_skpd <> ''
    ) AS ada_laporan_skpd
FROM tahun_ada AS t;

INSERT INTO baris_ringkas
SELECT
    t.kode_wilayah, t.tahun,
    CASE substr(t.kode_rekening, 1, 1) WHEN '4' THEN 'pendapatan' WHEN '6' THEN 'pembiayaan' ELSE 'belanja' END,
    CASE WHEN a.ada_laporan THEN 'realisasi_skpd' ELSE 'realisasi' END,
    coalesce(t.kode_skpd, ''), max(t.nama_skpd),
    coalesce(t.kode_program, ''), max(t.nama_program),
    coalesce(t.kode_kegiatan, ''), max(t.nama_kegiatan),
    coalesce(t.kode_sub_kegiatan, ''), max(t.nama_sub_kegiatan),
    coalesce(t.kode_rekening, ''), max(t.nama_rekening), max(t.versi_bagan),
    '', NULL, '', NULL,
    sum(t.nilai_rp), sum(t.nilai_sen), count(*)
FROM transaksi AS t
INNER JOIN asal_realisasi AS a ON a.kode_wilayah IS t.kode_wilayah AND a.tahun IS t.tahun
WHERE NOT a.ada_laporan_skpd
GROUP BY 1, 2, 3, 5, 7, 9, 11, 13;

-- A year whose budget was not loaded borrows the budget column of its realisation report, and says so.
INSERT INTO baris_ringkas
SELECT
    r.kode_wilayah, r.tahun, coalesce(r.jenis, 'belanja'), 'laporan',
    coalesce(r.kode_skpd, ''), max(r.nama_skpd),
    coalesce(r.kode_program, ''), max(r.nama_program),
    coalesce(r.kode_kegiatan, ''), max(r.nama_kegiatan),
    coalesce(r.kode_sub_kegiatan, ''), max(r.nama_sub_kegiatan),
    coalesce(r.kode_rekening, ''), max(r.uraian), max(r.versi_bagan),
    '', NULL, '', NULL,
    sum(r.anggaran_rp), sum(r.anggaran_sen), count(*)
FROM realisasi AS r
INNER JOIN laporan_dipakai AS d
    ON d.kode_wilayah IS r.kode_wilayah
    AND d.tahun IS r.tahun
    AND d.kode_skpd = coalesce(r.kode_skpd, '')
    AND d.jenis = coalesce(r.jenis, 'belanja')
    AND d.id_berkas = r.id_berkas
WHERE
    r.anggaran_rp IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM anggaran AS a WHERE a.kode_wilayah IS r.kode_wilayah AND a.tahun IS r.tahun)
GROUP BY 1, 2, 3, 5, 7, 9, 11, 13;

-- Rows without year or municipality cannot stand on any page; the quality page counts them.
DELETE FROM baris_ringkas WHERE kode_wilayah IS NULL OR tahun IS NULL;

CREATE INDEX temp.baris_ringkas_laporan ON baris_ringkas (tahapan, kode_skpd, kode_wilayah, tahun, jenis);

-- Every account code with all its ancestors.
CREATE TEMP TABLE awalan_rekening AS
WITH RECURSIVE
kode(kode) AS (SELECT DISTINCT kode_rekening FROM baris_ringkas WHERE kode_rekening <> ''),
potong(kode, awalan, sisa, level) AS (
    SELECT
        kode,
        CASE instr(kode, '.') WHEN 0 THEN kode ELSE substr(kode, 1, instr(kode, '.') - 1) END,
        CASE instr(kode, '.') WHEN 0 THEN '' ELSE substr(kode, instr(kode, '.') + 1) END,
        1
    FROM kode
    UNION ALL
    SELECT
        kode,
        awalan || '.' || CASE instr(sisa, '.') WHEN 0 THEN sisa ELSE substr(sisa, 1, instr(sisa, '.') - 1) END,
        CASE instr(sisa, '.') WHEN 0 THEN '' ELSE substr(sisa, instr(sisa, '.') + 1) END,
        level + 1
    FROM potong
    WHERE sisa <> ''
)
SELECT kode, awalan, coalesce(lag(awalan) OVER (PARTITION BY kode ORDER BY level), '') AS induk, level FROM potong;

CREATE INDEX temp.awalan_kode ON awalan_rekening (kode);

CREATE TABLE ringkas_anggaran (
    kode_wilayah TEXT NOT NULL,
    tahun INTEGER NOT NULL,
    kode_skpd TEXT NOT NULL,    -- '*' for the whole municipality
    dimensi TEXT NOT NULL,      -- total, skpd, program, kegiatan, sub_kegiatan, rekening, dana, urusan
    induk TEXT NOT NULL,        -- code one level up, '' at the top
    kode TEXT NOT NULL,
    jenis TEXT NOT NULL,
    tahapan TEXT NOT NULL,      -- a budget stage, or 'realisasi'
    nama TEXT,
    rp INTEGER,
    sen INTEGER,
    baris INTEGER NOT NULL,
    PRIMARY KEY (kode_wilayah, tahun, kode_skpd, dimensi, induk, kode, jenis, tahapan)
) STRICT, WITHOUT ROWID;

-- What counts for the whole municipality: its own report where there is one, else its agencies'.
CREATE TEMP TABLE lingkup AS
SELECT '*' AS lingkup, b.* FROM baris_ringkas AS b
WHERE
    b.tahapan <> 'realisasi_skpd'
    AND (
        b.tahapan NOT IN ('realisasi', 'laporan')
        OR b.kode_skpd = ''
        OR NOT EXISTS (
            SELECT 1 FROM baris_ringkas AS k
            WHERE
                k.tahapan = b.tahapan AND k.kode_skpd = ''
                AND k.kode_wilayah = b.kode_wilayah AND k.tahun = b.tahun AND k.jenis = b.jenis
        )
    );

-- What counts for one agency: its own rows, whichever source they come from.
UPDATE baris_ringkas SET tahapan = 'realisasi' WHERE tahapan = 'realisasi_skpd' AND kode_skpd <> '';

INSERT INTO lingkup SELECT kode_skpd, * FROM baris_ringkas WHERE kode_skpd <> '' AND tahapan <> 'realisasi_skpd';

INSERT INTO ringkas_anggaran
SELECT kode_wilayah, tahun, lingkup, 'total', '', '', jenis, tahapan, NULL, sum(rp), sum(sen), sum(baris)
FROM lingkup GROUP BY kode_wilayah, tahun, lingkup, jenis, tahapan;

INSERT INTO ringkas_anggaran
SELECT kode_wilayah, tahun, '*', 'skpd', '', kode_skpd, jenis, tahapan, max(nama_skpd), sum(rp), sum(sen), sum(baris)
FROM baris_ringkas
WHERE
    tahapan <> 'realisasi_skpd'
    -- A report of the whole municipality is no agency's.
    AND (kode_skpd <> '' OR tahapan NOT IN ('realisasi', 'laporan'))
GROUP BY kode_wilayah, tahun, kode_skpd, jenis, tahapan;

INSERT INTO ringkas_anggaran
SELECT kode_wilayah, tahun, lingkup, 'urusan', '', kode_urusan, jenis, tahapan, max(nama_urusan), sum(rp), sum(sen), sum(baris)
FROM lingkup WHERE tahapan NOT IN ('realisasi', 'laporan') GROUP BY kode_wilayah, tahun, lingkup, kode_urusan, jenis, tahapan;

INSERT INTO ringkas_anggaran
SELECT kode_wilayah, tahun, lingkup, 'program', '', kode_program, jenis, tahapan, max(nama_program), sum(rp), sum(sen), sum(baris)
FROM lingkup GROUP BY kode_wilayah, tahun, lingkup, kode_program, jenis, tahapan;

INSERT INTO ringkas_anggaran
SELECT kode_wilayah, tahun, lingkup, 'kegiatan', kode_program, kode_kegiatan, jenis, tahapan, max(nama_kegiatan), sum(rp), sum(sen), sum(baris)
FROM lingkup GROUP BY kode_wilayah, tahun, lingkup, kode_program, kode_kegiatan, jenis, tahapan;

INSERT INTO ringkas_anggaran
SELECT
    kode_wilayah, tahun, lingkup, 'sub_kegiatan', kode_kegiatan, kode_sub_kegiatan, jenis, tahapan,
    max(nama_sub_kegiatan), sum(rp), sum(sen), sum(baris)
FROM lingkup GROUP BY kode_wilayah, tahun, lingkup, kode_kegiatan, kode_sub_kegiatan, jenis, tahapan;

INSERT INTO ringkas_anggaran
SELECT kode_wilayah, tahun, lingkup, 'dana', '', kode_dana, jenis, tahapan, max(nama_dana), sum(rp), sum(sen), sum(baris)
FROM lingkup WHERE tahapan NOT IN ('realisasi', 'laporan') GROUP BY kode_wilayah, tahun, lingkup, kode_dana, jenis, tahapan;

CREATE TEMP TABLE nama_bagan AS SELECT kode_rekening, versi_bagan, nama_rekening FROM rekening;
CREATE INDEX temp.nama_bagan_kode ON nama_bagan (kode_rekening);

CREATE TEMP TABLE per_rekening AS
SELECT
    l.kode_wilayah, l.tahun, l.lingkup, a.induk, a.awalan, l.jenis, l.tahapan,
    max(CASE WHEN a.awalan = l.kode_rekening THEN l.nama_rekening END) AS nama,
    max(l.versi_bagan) AS versi_bagan,
    sum(l.rp) AS rp, sum(l.sen) AS sen, sum(l.baris) AS baris
FROM lingkup AS l
INNER JOIN awalan_rekening AS a ON a.kode = l.kode_rekening
GROUP BY l.kode_wilayah, l.tahun, l.lingkup, a.induk, a.awalan, l.jenis, l.tahapan;

-- Lines name their own account; the names above it come from the chart of the same version, else from any.
INSERT INTO ringkas_anggaran
SELECT
    p.kode_wilayah, p.tahun, p.lingkup, 'rekening', p.induk, p.awalan, p.jenis, p.tahapan,
    coalesce(
        p.nama,
        (SELECT b.nama_rekening FROM nama_bagan AS b WHERE b.kode_rekening = p.awalan AND b.versi_bagan = p.versi_bagan),
        (SELECT b.nama_rekening FROM nama_bagan AS b WHERE b.kode_rekening = p.awalan ORDER BY b.versi_bagan DESC LIMIT 1)
    ),
    p.rp, p.sen, p.baris
FROM per_rekening AS p;

CREATE INDEX ringkas_anggaran_kode ON ringkas_anggaran (kode_wilayah, dimensi, kode, kode_skpd, tahun);

CREATE TABLE ringkas_tahapan (
    kode_wilayah TEXT NOT NULL,
    tahun INTEGER NOT NULL,
    tahapan TEXT NOT NULL,
    sampai TEXT,                -- for realisasi: the date it reaches
    asal TEXT,                  -- for realisasi of the municipality: laporan or transaksi
    asal_skpd TEXT,             -- for realisasi of an agency: the same
    sampai_skpd TEXT,
    baris INTEGER NOT NULL,
    PRIMARY KEY (kode_wilayah, tahun, tahapan)
) STRICT, WITHOUT ROWID;

CREATE TEMP TABLE sampai_laporan AS
SELECT kode_wilayah, tahun, max(sampai) AS sampai FROM laporan_dipakai GROUP BY 1, 2;
CREATE TEMP TABLE sampai_transaksi AS
SELECT kode_wilayah, tahun, max(tanggal) AS sampai FROM transaksi GROUP BY 1, 2;

INSERT INTO ringkas_tahapan
SELECT
    b.kode_wilayah,
    b.tahun,
    CASE b.tahapan WHEN 'realisasi_skpd' THEN 'realisasi' ELSE b.tahapan END AS tahapan_baku,
    CASE b.tahapan WHEN 'realisasi' THEN CASE WHEN max(a.ada_laporan) THEN max(l.sampai) ELSE max(t.sampai) END END,
    CASE b.tahapan WHEN 'realisasi' THEN CASE WHEN max(a.ada_laporan) THEN 'laporan' ELSE 'transaksi' END END,
    CASE b.tahapan WHEN 'realisasi' THEN CASE WHEN max(a.ada_laporan_skpd) THEN 'laporan' ELSE 'transaksi' END END,
    CASE b.tahapan WHEN 'realisasi' THEN CASE WHEN max(a.ada_laporan_skpd) THEN max(l.sampai) ELSE max(t.sampai) END END,
    sum(b.baris)
FROM baris_ringkas AS b
LEFT JOIN asal_realisasi AS a ON a.kode_wilayah = b.kode_wilayah AND a.tahun = b.tahun
LEFT JOIN sampai_laporan AS l ON l.kode_wilayah = b.kode_wilayah AND l.tahun = b.tahun
LEFT JOIN sampai_transaksi AS t ON t.kode_wilayah = b.kode_wilayah AND t.tahun = b.tahun
WHERE b.tahapan <> 'realisasi_skpd'
GROUP BY b.kode_wilayah, b.tahun, tahapan_baku;

CREATE TABLE ringkas_bulan (
    kode_wilayah TEXT NOT NULL,
    tahun INTEGER NOT NULL,
    kode_skpd TEXT NOT NULL,
    bulan INTEGER NOT NULL,
    rencana_rp INTEGER,
    rencana_sen INTEGER,
    realisasi_rp INTEGER,
    realisasi_sen INTEGER,
    dokumen INTEGER NOT NULL,
    PRIMARY KEY (kode_wilayah, tahun, kode_skpd, bulan)
) STRICT, WITHOUT ROWID;

INSERT INTO ringkas_bulan
WITH gabungan AS (
    SELECT
        kode_wilayah, tahun, coalesce(kode_skpd, '') AS kode_skpd, bulan,
        nilai_rp AS rencana_rp, nilai_sen AS rencana_sen, NULL AS realisasi_rp, NULL AS realisasi_sen, 0 AS dokumen
    FROM rencana_kas
    WHERE bulan BETWEEN 1 AND 12
    UNION ALL
    SELECT
        kode_wilayah, tahun, coalesce(kode_skpd, ''), CAST(substr(tanggal, 6, 2) AS INTEGER),
        NULL, NULL, nilai_rp, nilai_sen, 1
    FROM transaksi
    WHERE tanggal IS NOT NULL AND CAST(substr(tanggal, 1, 4) AS INTEGER) = tahun
),
lingkup AS (
    SELECT '*' AS lingkup, * FROM gabungan
    UNION ALL
    SELECT kode_skpd, * FROM gabungan WHERE kode_skpd <> ''
)
SELECT
    kode_wilayah, tahun, lingkup, bulan,
    sum(rencana_rp), sum(rencana_sen), sum(realisasi_rp), sum(realisasi_sen), sum(dokumen)
FROM lingkup
WHERE kode_wilayah IS NOT NULL AND tahun IS NOT NULL
GROUP BY kode_wilayah, tahun, lingkup, bulan;
