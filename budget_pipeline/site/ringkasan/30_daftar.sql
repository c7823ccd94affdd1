-- Short lists every page needs: municipalities, years, agencies, counts.

CREATE TABLE ringkas_putusan (
    kode TEXT NOT NULL,
    kode_wilayah TEXT NOT NULL,
    tahun INTEGER NOT NULL,
    status TEXT NOT NULL,
    jumlah INTEGER NOT NULL,
    PRIMARY KEY (kode, kode_wilayah, tahun, status)
) STRICT, WITHOUT ROWID;

INSERT INTO ringkas_putusan
SELECT kode, coalesce(kode_wilayah, ''), coalesce(tahun, 0), status, count(*)
FROM hasil_indikator
GROUP BY 1, 2, 3, 4;

CREATE TABLE ringkas_skpd (
    kode_wilayah TEXT NOT NULL,
    kode_skpd TEXT NOT NULL,
    nama_skpd TEXT,
    paket INTEGER NOT NULL,
    PRIMARY KEY (kode_wilayah, kode_skpd)
) STRICT, WITHOUT ROWID;

INSERT INTO ringkas_skpd
WITH semua AS (
    SELECT kode_wilayah, kode AS kode_skpd, nama AS nama_skpd, 0 AS paket FROM ringkas_anggaran WHERE dimensi = 'skpd'
    UNION ALL
    SELECT kode_wilayah, kode_skpd, nama_skpd, 1 FROM ringkas_paket
    UNION ALL
    SELECT kode_wilayah, kode_skpd, nama_skpd, 0 FROM rup
    UNION ALL
    SELECT kode_wilayah, kode_skpd, nama_skpd, 0 FROM skpd
    UNION ALL
    SELECT kode_wilayah, kode_skpd, NULL, 0 FROM hasil_indikator WHERE status = 'terpicu'
)
SELECT s.kode_wilayah, s.kode_skpd, coalesce(max(d.nama_skpd), max(s.nama_skpd)), sum(s.paket)
FROM semua AS s
LEFT JOIN skpd AS d ON d.kode_wilayah = s.kode_wilayah AND d.kode_skpd = s.kode_skpd
WHERE s.kode_wilayah IS NOT NULL AND s.kode_skpd IS NOT NULL
GROUP BY s.kode_wilayah, s.kode_skpd;

CREATE TABLE ringkas_tahun (
    kode_wilayah TEXT NOT NULL,
    tahun INTEGER NOT NULL,
    anggaran INTEGER NOT NULL,  -- budget lines and realisation lines
    pagu INTEGER NOT NULL,      -- budget lines alone
    paket INTEGER NOT NULL,
    rup INTEGER NOT NULL,
    PRIMARY KEY (kode_wilayah, tahun)
) STRICT, WITHOUT ROWID;

INSERT INTO ringkas_tahun
WITH semua AS (
    SELECT
        kode_wilayah, tahun, baris AS anggaran, CASE WHEN tahapan IN ('realisasi', 'laporan') THEN 0 ELSE baris END AS pagu,
        0 AS paket, 0 AS rup
    FROM ringkas_tahapan
    UNION ALL
    SELECT kode_wilayah, tahun, 0, 0, jumlah, 0 FROM ringkas_pengadaan WHERE tahun > 0
    UNION ALL
    SELECT kode_wilayah, tahun, 0, 0, 0, count(*) FROM rup WHERE tahun IS NOT NULL GROUP BY 1, 2
    UNION ALL
    SELECT kode_wilayah, tahun, 0, 0, 0, 0 FROM postur WHERE tahun IS NOT NULL GROUP BY 1, 2
)
SELECT kode_wilayah, tahun, sum(anggaran), sum(pagu), sum(paket), sum(rup)
FROM semua
WHERE kode_wilayah IS NOT NULL AND kode_wilayah <> ''
GROUP BY kode_wilayah, tahun;

CREATE TABLE ringkas_wilayah (
    kode_wilayah TEXT NOT NULL PRIMARY KEY,
    nama TEXT NOT NULL,
    bobot INTEGER NOT NULL,
    penduduk INTEGER,
    sampai TEXT                 -- newest date named in the data
) STRICT;

INSERT INTO ringkas_wilayah
WITH tanggal AS (
    SELECT kode_wilayah, max(sampai) AS sampai FROM ringkas_tahapan GROUP BY 1
    UNION ALL
    SELECT kode_wilayah, max(tanggal) FROM transaksi GROUP BY 1
    UNION ALL
    SELECT kode_wilayah, max(substr(tgl_pengumuman, 1, 10)) FROM paket GROUP BY 1
    UNION ALL
    SELECT kode_wilayah, max(tgl_kontrak) FROM kontrak GROUP BY 1
)
SELECT
    t.kode_wilayah,
    coalesce(w.nama, t.kode_wilayah),
    sum(t.anggaran + t.paket + t.rup),
    max(w.penduduk),
    (SELECT max(d.sampai) FROM tanggal AS d WHERE d.kode_wilayah = t.kode_wilayah)
FROM ringkas_tahun AS t
LEFT JOIN wilayah AS w ON w.kode_wilayah = t.kode_wilayah
GROUP BY t.kode_wilayah;

CREATE TABLE ringkas_pilihan_metode (
    kode_wilayah TEXT NOT NULL, metode TEXT NOT NULL, jumlah INTEGER NOT NULL, PRIMARY KEY (kode_wilayah, metode)
) STRICT, WITHOUT ROWID;
INSERT INTO ringkas_pilihan_metode
SELECT kode_wilayah, metode, sum(jumlah) FROM ringkas_pengadaan WHERE metode <> '' GROUP BY kode_wilayah, metode;

CREATE TABLE ringkas_pilihan_jenis (
    kode_wilayah TEXT NOT NULL, jenis_pengadaan TEXT NOT NULL, jumlah INTEGER NOT NULL,
    PRIMARY KEY (kode_wilayah, jenis_pengadaan)
) STRICT, WITHOUT ROWID;
INSERT INTO ringkas_pilihan_jenis
SELECT kode_wilayah, jenis_pengadaan, sum(jumlah) FROM ringkas_pengadaan
WHERE jenis_pengadaan <> '' GROUP BY kode_wilayah, jenis_pengadaan;

-- Verdicts that name a supplier, whether as their subject or as the last part of it ("agency:supplier").
CREATE TABLE ringkas_putusan_penyedia (
    id_penyedia TEXT NOT NULL,
    kode TEXT NOT NULL,
    subjek_id TEXT NOT NULL,
    PRIMARY KEY (id_penyedia, kode, subjek_id)
) STRICT, WITHOUT ROWID;

INSERT INTO ringkas_putusan_penyedia
WITH bernama AS (
    SELECT
        kode,
        subjek_id,
        substr(subjek_id, length(rtrim(subjek_id, replace(subjek_id, ':', ''))) + 1) AS id_penyedia
    FROM hasil_indikator
    WHERE subjek_jenis LIKE 'penyedia%' OR subjek_jenis = 'pasangan'
    UNION
    SELECT kode, subjek_id, substr(subjek_id, 1, instr(subjek_id, ':') - 1)
    FROM hasil_indikator
    WHERE subjek_jenis = 'pasangan'
)
SELECT b.id_penyedia, b.kode, b.subjek_id
FROM bernama AS b
INNER JOIN penyedia AS p ON p.id_penyedia = b.id_penyedia;

CREATE TABLE ringkas_temuan_skpd (
    kode_wilayah TEXT NOT NULL,
    kode_skpd TEXT NOT NULL,
    kode TEXT NOT NULL,
    subjek_jenis TEXT,
    jumlah INTEGER NOT NULL,
    PRIMARY KEY (kode_wilayah, kode_skpd, kode)
) STRICT, WITHOUT ROWID;

INSERT INTO ringkas_temuan_skpd
SELECT coalesce(kode_wilayah, ''), kode_skpd, kode, max(subjek_jenis), count(*)
FROM hasil_indikator
WHERE status = 'terpicu' AND kode_skpd IS NOT NULL
GROUP BY 1, 2, 3;

-- Where each kind of thing stands in the search index, which is filled kind after kind.
CREATE TABLE ringkas_cari (
    jenis TEXT NOT NULL PRIMARY KEY, dari INTEGER NOT NULL, sampai INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO ringkas_cari SELECT jenis, min(rowid), max(rowid) FROM cari GROUP BY jenis;

CREATE TABLE ringkas_putusan_skpd (
    kode_wilayah TEXT NOT NULL,
    kode_skpd TEXT NOT NULL,
    kode TEXT NOT NULL,
    subjek_id TEXT NOT NULL,
    PRIMARY KEY (kode_wilayah, kode_skpd, kode, subjek_id)
) STRICT, WITHOUT ROWID;

INSERT INTO ringkas_putusan_skpd
SELECT coalesce(kode_wilayah, ''), kode_skpd, kode, subjek_id FROM hasil_indikator
WHERE subjek_jenis = 'skpd' AND kode_skpd IS NOT NULL;

CREATE TABLE ringkas_rup (
    kode_wilayah TEXT NOT NULL,
    kode_skpd TEXT NOT NULL,
    tahun INTEGER NOT NULL,
    jumlah INTEGER NOT NULL,
    pagu_rp INTEGER,
    pagu_sen INTEGER,
    PRIMARY KEY (kode_wilayah, kode_skpd, tahun)
) STRICT, WITHOUT ROWID;

INSERT INTO ringkas_rup
SELECT kode_wilayah, kode_skpd, tahun, count(*), sum(pagu_rp), sum(pagu_sen) FROM rup
WHERE kode_wilayah IS NOT NULL AND kode_skpd IS NOT NULL AND tahun IS NOT NULL
GROUP BY kode_wilayah, kode_skpd, tahun;
