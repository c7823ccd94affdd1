-- One row per procurement process with everything a list shows, and the sums of every curated filter.

-- Which contract rows count, by the rule of the indicators (indicators/bersama/b_menang.sql): a record of the award
-- without contract number gives way to the contract; an addendum replaces its contract, also under a number of its own.
-- With several first contracts of one supplier an addendum replaces the one whose number it bears, else nobody can say.
CREATE TEMP TABLE kontrak_sah AS
SELECT *, nilai_kontrak_rp IS NOT NULL AND (bernomor = 0 OR nomor_kontrak IS NOT NULL) AS sah
FROM (
    SELECT
        *,
        coalesce(versi_addendum, 0) AS versi,
        coalesce(id_penyedia, nama_penyedia, '') AS mitra,
        max(nomor_kontrak IS NOT NULL AND nilai_kontrak_rp IS NOT NULL) OVER (
            PARTITION BY id_paket, coalesce(id_penyedia, nama_penyedia, '')
        ) AS bernomor
    FROM kontrak
);

CREATE TEMP TABLE kontrak_bersaing AS
SELECT
    *,
    sum(sah AND versi = 0) OVER mitra_paket AS pokok,
    max(CASE WHEN sah THEN versi END) OVER mitra_paket AS terakhir,
    row_number() OVER (
        PARTITION BY id_paket, mitra, nomor_kontrak, sah ORDER BY versi DESC, tgl_kontrak DESC, id_kontrak DESC
    ) AS urutan,
    min(versi) OVER (PARTITION BY id_paket, mitra, nomor_kontrak, sah) AS versi_pertama
FROM kontrak_sah
WINDOW mitra_paket AS (PARTITION BY id_paket, mitra);

CREATE TEMP TABLE kontrak_berlaku AS
SELECT * FROM kontrak_bersaing
WHERE
    urutan = 1
    AND CASE
        WHEN terakhir IS NULL THEN 1
        WHEN NOT sah THEN 0
        WHEN pokok <= 1 THEN versi = terakhir
        ELSE versi_pertama = 0
    END;

CREATE INDEX temp.kontrak_berlaku_paket ON kontrak_berlaku (id_paket);

CREATE TEMP TABLE kontrak_paket AS
SELECT
    id_paket,
    sum(nilai_kontrak_rp) AS kontrak_rp,
    sum(nilai_kontrak_sen) AS kontrak_sen,
    min(tgl_kontrak) AS tgl_kontrak,
    count(DISTINCT coalesce(id_penyedia, nama_penyedia)) AS jumlah_penyedia,
    max(id_penyedia) AS id_penyedia,
    max(nama_penyedia) AS nama_penyedia
FROM kontrak_berlaku
GROUP BY id_paket;

CREATE UNIQUE INDEX temp.kontrak_paket_id ON kontrak_paket (id_paket);

CREATE TEMP TABLE temuan_paket AS
SELECT subjek_id AS id_paket, count(*) AS jumlah, group_concat(kode, ' ') AS daftar
FROM (
    SELECT subjek_id, kode FROM hasil_indikator
    WHERE subjek_jenis = 'paket' AND status = 'terpicu'
    ORDER BY subjek_id, kode
)
GROUP BY subjek_id;

CREATE UNIQUE INDEX temp.temuan_paket_id ON temuan_paket (id_paket);

CREATE TABLE ringkas_paket (
    id_paket TEXT NOT NULL PRIMARY KEY,
    kode_wilayah TEXT NOT NULL,
    tahun INTEGER NOT NULL,     -- 0 where the source gives none
    jenis_paket TEXT NOT NULL,
    nama_paket TEXT,
    kode_skpd TEXT NOT NULL,
    nama_skpd TEXT,
    metode TEXT NOT NULL,
    jenis_pengadaan TEXT NOT NULL,
    status TEXT NOT NULL,
    kode_rekening TEXT,
    lokasi TEXT,
    tanggal TEXT,
    pagu_rp INTEGER, pagu_sen INTEGER,
    hps_rp INTEGER, hps_sen INTEGER,
    kontrak_rp INTEGER, kontrak_sen INTEGER,
    nilai_rp INTEGER, nilai_sen INTEGER,
    dasar_nilai TEXT,           -- kontrak, hps or pagu: what `nilai` is
    id_penyedia TEXT,
    nama_penyedia TEXT,
    jumlah_penyedia INTEGER NOT NULL,
    jumlah_penawar INTEGER,
    jumlah_pendaftar INTEGER,
    terpicu INTEGER NOT NULL,
    indikator TEXT
) STRICT;

INSERT INTO ringkas_paket
SELECT
    p.id_paket,
    coalesce(p.kode_wilayah, ''),
    coalesce(p.tahun, 0),
    p.jenis_paket,
    p.nama_paket,
    coalesce(p.kode_skpd, ''),
    coalesce(d.nama_skpd, p.nama_skpd),
    coalesce(p.metode, ''),
    coalesce(p.jenis_pengadaan, ''),
    coalesce(p.status, ''),
    p.kode_rekening,
    p.lokasi,
    coalesce(p.tgl_pengumuman, p.tgl_buat, k.tgl_kontrak, p.tgl_selesai),
    p.pagu_rp, p.pagu_sen, p.hps_rp, p.hps_sen, k.kontrak_rp, k.kontrak_sen,
    coalesce(k.kontrak_rp, p.hps_rp, p.pagu_rp),
    CASE WHEN k.kontrak_rp IS NOT NULL THEN k.kontrak_sen WHEN p.hps_rp IS NOT NULL THEN p.hps_sen ELSE p.pagu_sen END,
    CASE WHEN k.kontrak_rp IS NOT NULL THEN 'kontrak' WHEN p.hps_rp IS NOT NULL THEN 'hps' WHEN p.pagu_rp IS NOT NULL THEN 'pagu' END,
    CASE WHEN k.jumlah_penyedia = 1 THEN k.id_penyedia END,
    CASE WHEN k.jumlah_penyedia = 1 THEN k.nama_penyedia END,
    coalesce(k.jumlah_penyedia, 0),
    p.jumlah_penawar,
    p.jumlah_pendaftar,
    coalesce(t.jumlah, 0),
    t.daftar
FROM paket AS p
LEFT JOIN kontrak_paket AS k ON k.id_paket = p.id_paket
LEFT JOIN temuan_paket AS t ON t.id_paket = p.id_paket
LEFT JOIN skpd AS d ON d.kode_wilayah = p.kode_wilayah AND d.kode_skpd = p.kode_skpd;

-- Value first, year after it: a list is read in the order of its values, few years are skipped on the way.
CREATE INDEX ringkas_paket_nilai ON ringkas_paket (kode_wilayah, tahun, nilai_rp DESC, id_paket);
CREATE INDEX ringkas_paket_semua ON ringkas_paket (kode_wilayah, nilai_rp DESC, id_paket);
CREATE INDEX ringkas_paket_skpd ON ringkas_paket (kode_wilayah, kode_skpd, nilai_rp DESC, tahun, id_paket);
CREATE INDEX ringkas_paket_metode ON ringkas_paket (kode_wilayah, metode, nilai_rp DESC, tahun, kode_skpd, id_paket);
CREATE INDEX ringkas_paket_jenis ON ringkas_paket (kode_wilayah, jenis_pengadaan, nilai_rp DESC, tahun, kode_skpd, id_paket);
CREATE INDEX ringkas_paket_rekening ON ringkas_paket (kode_wilayah, kode_rekening, nilai_rp DESC, kode_skpd);

-- For ready-made questions.
CREATE INDEX ringkas_paket_dekat_hps ON ringkas_paket (kode_wilayah, tahun, kode_skpd)
WHERE hps_rp > 0 AND kontrak_rp >= 0.98 * hps_rp;
CREATE INDEX ringkas_paket_tunggal ON ringkas_paket (kode_wilayah, tahun, nilai_rp DESC, id_paket) WHERE jumlah_penawar = 1;

CREATE TABLE ringkas_pengadaan (
    kode_wilayah TEXT NOT NULL,
    tahun INTEGER NOT NULL,
    kode_skpd TEXT NOT NULL,
    metode TEXT NOT NULL,
    jenis_pengadaan TEXT NOT NULL,
    jumlah INTEGER NOT NULL,
    berkontrak INTEGER NOT NULL,
    nilai_rp INTEGER, nilai_sen INTEGER,
    kontrak_rp INTEGER, kontrak_sen INTEGER,
    terpicu INTEGER NOT NULL,
    PRIMARY KEY (kode_wilayah, tahun, kode_skpd, metode, jenis_pengadaan)
) STRICT, WITHOUT ROWID;

-- The same with value bands and with '*' (year -1) for "any": each filter of the explorer is a dozen neighbouring rows.
CREATE TABLE ringkas_saringan (
    kode_wilayah TEXT NOT NULL,
    tahun INTEGER NOT NULL,
    kode_skpd TEXT NOT NULL,
    metode TEXT NOT NULL,
    jenis_pengadaan TEXT NOT NULL,
    pita INTEGER NOT NULL,      -- -1 where no value is known
    jumlah INTEGER NOT NULL,
    berkontrak INTEGER NOT NULL,
    nilai_rp INTEGER, nilai_sen INTEGER,
    kontrak_rp INTEGER, kontrak_sen INTEGER,
    terpicu INTEGER NOT NULL,
    PRIMARY KEY (kode_wilayah, tahun, kode_skpd, metode, jenis_pengadaan, pita)
) STRICT, WITHOUT ROWID;

INSERT INTO ringkas_saringan
SELECT
    kode_wilayah, tahun, kode_skpd, metode, jenis_pengadaan,
    CASE
        WHEN nilai_rp IS NULL THEN -1
        ELSE coalesce((SELECT max(p.pita) FROM ringkas_pita AS p WHERE p.dari_rp <= nilai_rp), 0)
    END AS pita,
    count(*), count(kontrak_rp), sum(nilai_rp), sum(nilai_sen), sum(kontrak_rp), sum(kontrak_sen), sum(terpicu > 0)
FROM ringkas_paket
GROUP BY kode_wilayah, tahun, kode_skpd, metode, jenis_pengadaan, pita;

INSERT INTO ringkas_pengadaan
SELECT
    kode_wilayah, tahun, kode_skpd, metode, jenis_pengadaan,
    sum(jumlah), sum(berkontrak), sum(nilai_rp), sum(nilai_sen), sum(kontrak_rp), sum(kontrak_sen), sum(terpicu)
FROM ringkas_saringan
GROUP BY kode_wilayah, tahun, kode_skpd, metode, jenis_pengadaan;

-- One dimension after the other: each step adds "any" of one more.
INSERT INTO ringkas_saringan
SELECT kode_wilayah, tahun, kode_skpd, metode, '*', pita,
    sum(jumlah), sum(berkontrak), sum(nilai_rp), sum(nilai_sen), sum(kontrak_rp), sum(kontrak_sen), sum(terpicu)
FROM ringkas_saringan GROUP BY kode_wilayah, tahun, kode_skpd, metode, pita;

INSERT INTO ringkas_saringan
SELECT kode_wilayah, tahun, kode_skpd, '*', jenis_pengadaan, pita,
    sum(jumlah), sum(berkontrak), sum(nilai_rp), sum(nilai_sen), sum(kontrak_rp), sum(kontrak_sen), sum(terpicu)
FROM ringkas_saringan GROUP BY kode_wilayah, tahun, kode_skpd, jenis_pengadaan, pita;

INSERT INTO ringkas_saringan
SELECT kode_wilayah, tahun, '*', metode, jenis_pengadaan, pita,
    sum(jumlah), sum(berkontrak), sum(nilai_rp), sum(nilai_sen), sum(kontrak_rp), sum(kontrak_sen), sum(terpicu)
FROM ringkas_saringan GROUP BY kode_wilayah, tahun, metode, jenis_pengadaan, pita;

INSERT INTO ringkas_saringan
SELECT kode_wilayah, -1, kode_skpd, metode, jenis_pengadaan, pita,
    sum(jumlah), sum(berkontrak), sum(nilai_rp), sum(nilai_sen), sum(kontrak_rp), sum(kontrak_sen), sum(terpicu)
FROM ringkas_saringan GROUP BY kode_wilayah, kode_skpd, metode, jenis_pengadaan, pita;

CREATE TABLE ringkas_temuan (
    kode TEXT NOT NULL,
    kode_wilayah TEXT NOT NULL,
    nilai_rp INTEGER,
    tahun INTEGER NOT NULL,
    kode_skpd TEXT NOT NULL,
    metode TEXT NOT NULL,
    jenis_pengadaan TEXT NOT NULL,
    id_paket TEXT NOT NULL,
    nilai_sen INTEGER,
    kontrak_rp INTEGER,
    kontrak_sen INTEGER,
    kode_rekening TEXT
) STRICT;

INSERT INTO ringkas_temuan
SELECT
    h.kode, r.kode_wilayah, r.nilai_rp, r.tahun, r.kode_skpd, r.metode, r.jenis_pengadaan, r.id_paket, r.nilai_sen,
    r.kontrak_rp, r.kontrak_sen, r.kode_rekening
FROM hasil_indikator AS h
INNER JOIN ringkas_paket AS r ON r.id_paket = h.subjek_id
WHERE h.subjek_jenis = 'paket' AND h.status = 'terpicu'
ORDER BY h.kode, r.kode_wilayah, r.nilai_rp DESC, r.id_paket;

CREATE INDEX ringkas_temuan_nilai ON ringkas_temuan (
    kode, kode_wilayah, nilai_rp DESC, tahun, kode_skpd, metode, jenis_pengadaan, id_paket, nilai_sen, kontrak_rp, kontrak_sen,
    kode_rekening
);

-- What addenda did to each supplier's contracts of one package: all first versions against all that count now.
CREATE TABLE ringkas_addendum (
    kode_wilayah TEXT NOT NULL,
    tahun INTEGER NOT NULL,
    kode_skpd TEXT NOT NULL,
    id_paket TEXT NOT NULL,
    mitra TEXT NOT NULL,        -- id of the supplier, its name where it has none
    nama_penyedia TEXT,
    versi INTEGER NOT NULL,
    alasan TEXT,
    awal_rp INTEGER NOT NULL, awal_sen INTEGER NOT NULL,
    akhir_rp INTEGER NOT NULL, akhir_sen INTEGER NOT NULL,
    PRIMARY KEY (kode_wilayah, tahun, kode_skpd, id_paket, mitra)
) STRICT, WITHOUT ROWID;

INSERT INTO ringkas_addendum
WITH awal AS (
    SELECT id_paket, mitra, sum(nilai_kontrak_rp) AS rp, sum(nilai_kontrak_sen) AS sen
    FROM kontrak_bersaing WHERE sah AND versi = 0 AND terakhir > 0 GROUP BY id_paket, mitra
),
akhir AS (
    SELECT
        id_paket, mitra, max(nama_penyedia) AS nama_penyedia, max(versi) AS versi,
        group_concat(DISTINCT CASE WHEN versi > 0 THEN alasan_addendum END) AS alasan,
        sum(nilai_kontrak_rp) AS rp, sum(nilai_kontrak_sen) AS sen
    FROM kontrak_berlaku WHERE terakhir > 0 GROUP BY id_paket, mitra
)
SELECT
    r.kode_wilayah, r.tahun, r.kode_skpd, k.id_paket, k.mitra, k.nama_penyedia, k.versi, k.alasan,
    a.rp, coalesce(a.sen, 0), k.rp, coalesce(k.sen, 0)
FROM akhir AS k
INNER JOIN awal AS a ON a.id_paket = k.id_paket AND a.mitra = k.mitra
INNER JOIN ringkas_paket AS r ON r.id_paket = k.id_paket
WHERE k.versi > 0;

CREATE TABLE ringkas_pembelian (
    id_penyedia TEXT NOT NULL,
    kode_wilayah TEXT NOT NULL,
    tahun INTEGER NOT NULL,
    kode_skpd TEXT NOT NULL,
    metode TEXT NOT NULL,
    jumlah INTEGER NOT NULL,
    kontrak_rp INTEGER,
    kontrak_sen INTEGER,
    PRIMARY KEY (id_penyedia, kode_wilayah, tahun, kode_skpd, metode)
) STRICT, WITHOUT ROWID;

INSERT INTO ringkas_pembelian
SELECT
    k.id_penyedia, r.kode_wilayah, r.tahun, r.kode_skpd, r.metode,
    count(DISTINCT k.id_paket), sum(k.nilai_kontrak_rp), sum(k.nilai_kontrak_sen)
FROM kontrak_berlaku AS k
INNER JOIN ringkas_paket AS r ON r.id_paket = k.id_paket
WHERE k.id_penyedia IS NOT NULL
GROUP BY k.id_penyedia, r.kode_wilayah, r.tahun, r.kode_skpd, r.metode;

-- For ready-made questions.
CREATE INDEX ringkas_pembelian_langsung ON ringkas_pembelian (kode_wilayah, tahun, jumlah DESC)
WHERE metode = 'Pengadaan Langsung' AND jumlah >= 3;

CREATE INDEX ringkas_pembelian_skpd ON ringkas_pembelian (kode_wilayah, kode_skpd, tahun, kontrak_rp DESC);

-- The packages of each supplier in the order its page lists them: the largest supplier has tens of thousands.
CREATE TABLE ringkas_paket_penyedia (
    id_penyedia TEXT NOT NULL,
    urutan INTEGER NOT NULL,
    id_paket TEXT NOT NULL,
    PRIMARY KEY (id_penyedia, urutan)
) STRICT, WITHOUT ROWID;

INSERT INTO ringkas_paket_penyedia
SELECT id_penyedia, row_number() OVER (PARTITION BY id_penyedia ORDER BY tahun DESC, nilai_rp DESC, id_paket), id_paket
FROM (
    SELECT DISTINCT k.id_penyedia, r.tahun, r.nilai_rp, r.id_paket
    FROM kontrak AS k
    INNER JOIN ringkas_paket AS r ON r.id_paket = k.id_paket
    WHERE k.id_penyedia IS NOT NULL
);

CREATE TABLE ringkas_penyedia (
    id_penyedia TEXT NOT NULL PRIMARY KEY,
    nama TEXT,
    kode_wilayah TEXT NOT NULL,
    jumlah INTEGER NOT NULL,
    pembeli INTEGER NOT NULL,
    kontrak_rp INTEGER,
    kontrak_sen INTEGER,
    ikut INTEGER NOT NULL,
    menawar INTEGER NOT NULL,
    menang INTEGER NOT NULL,
    tunggal INTEGER NOT NULL
) STRICT;

CREATE TEMP TABLE ikut_tender AS
SELECT
    id_penyedia, max(kode_wilayah) AS kode_wilayah, count(*) AS ikut, count(nilai_penawaran_rp) AS menawar,
    coalesce(sum(pemenang), 0) AS menang
FROM peserta
WHERE id_penyedia IS NOT NULL
GROUP BY id_penyedia;

-- Packages with one bid have that bid: counting them by supplier reads each bid once.
CREATE TEMP TABLE paket_tunggal (id_paket TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO paket_tunggal SELECT id_paket FROM paket WHERE jumlah_penawar = 1 ORDER BY id_paket;

CREATE TEMP TABLE tawaran_tunggal AS
SELECT id_penyedia, count(*) AS tunggal
FROM peserta
WHERE
    nilai_penawaran_rp IS NOT NULL AND id_penyedia IS NOT NULL
    AND id_paket IN (SELECT t.id_paket FROM paket_tunggal AS t)
GROUP BY id_penyedia;

CREATE UNIQUE INDEX temp.ikut_tender_id ON ikut_tender (id_penyedia);
CREATE UNIQUE INDEX temp.tawaran_tunggal_id ON tawaran_tunggal (id_penyedia);

INSERT INTO ringkas_penyedia
WITH beli AS (
    SELECT
        id_penyedia, max(kode_wilayah) AS kode_wilayah, sum(jumlah) AS jumlah, count(DISTINCT kode_skpd) AS pembeli,
        sum(kontrak_rp) AS rp, sum(kontrak_sen) AS sen
    FROM ringkas_pembelian GROUP BY id_penyedia
)
SELECT
    p.id_penyedia, p.nama, coalesce(b.kode_wilayah, i.kode_wilayah, ''), coalesce(b.jumlah, 0), coalesce(b.pembeli, 0),
    b.rp, b.sen, coalesce(i.ikut, 0), coalesce(i.menawar, 0), coalesce(i.menang, 0), coalesce(t.tunggal, 0)
FROM penyedia AS p
LEFT JOIN beli AS b ON b.id_penyedia = p.id_penyedia
LEFT JOIN ikut_tender AS i ON i.id_penyedia = p.id_penyedia
LEFT JOIN tawaran_tunggal AS t ON t.id_penyedia = p.id_penyedia;

CREATE INDEX ringkas_penyedia_nilai ON ringkas_penyedia (kode_wilayah, kontrak_rp DESC, id_penyedia);

CREATE TABLE ringkas_penyedia_tahun (
    kode_wilayah TEXT NOT NULL,
    tahun INTEGER NOT NULL,
    kontrak_rp INTEGER NOT NULL,
    id_penyedia TEXT NOT NULL,
    kontrak_sen INTEGER NOT NULL,
    jumlah INTEGER NOT NULL,
    pembeli INTEGER NOT NULL,
    PRIMARY KEY (kode_wilayah, tahun, kontrak_rp DESC, id_penyedia)
) STRICT, WITHOUT ROWID;

INSERT INTO ringkas_penyedia_tahun
SELECT
    kode_wilayah, tahun, sum(kontrak_rp) AS kontrak_rp, id_penyedia, sum(kontrak_sen), sum(jumlah), count(DISTINCT kode_skpd)
FROM ringkas_pembelian
GROUP BY kode_wilayah, tahun, id_penyedia
HAVING kontrak_rp IS NOT NULL;
