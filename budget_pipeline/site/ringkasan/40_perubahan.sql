-- Changes between stages, summed by class and agency, and the changed lines in the order of their size.

CREATE TABLE ringkas_perubahan (
    kode_wilayah TEXT NOT NULL,
    tahun INTEGER NOT NULL,
    dari_tahapan TEXT NOT NULL,
    ke_tahapan TEXT NOT NULL,
    kode_skpd TEXT NOT NULL,
    jenis TEXT NOT NULL,        -- pendapatan, belanja or pembiayaan: their changes must not be added together
    golongan TEXT NOT NULL,
    jumlah INTEGER NOT NULL,
    sebelum_rp INTEGER, sebelum_sen INTEGER,
    sesudah_rp INTEGER, sesudah_sen INTEGER,
    selisih_rp INTEGER, selisih_sen INTEGER,
    PRIMARY KEY (kode_wilayah, tahun, dari_tahapan, ke_tahapan, kode_skpd, jenis, golongan)
) STRICT, WITHOUT ROWID;

INSERT INTO ringkas_perubahan
SELECT
    coalesce(kode_wilayah, ''), tahun, dari_tahapan, ke_tahapan, coalesce(kode_skpd, ''),
    CASE substr(kode_rekening, 1, 1) WHEN '4' THEN 'pendapatan' WHEN '6' THEN 'pembiayaan' ELSE 'belanja' END,
    golongan, count(*),
    sum(sebelum_rp), sum(sebelum_sen), sum(sesudah_rp), sum(sesudah_sen), sum(selisih_rp), sum(selisih_sen)
FROM perubahan_anggaran
WHERE tahun IS NOT NULL AND golongan IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6, 7;

CREATE TABLE ringkas_perubahan_baris (
    kode_wilayah TEXT NOT NULL,
    tahun INTEGER NOT NULL,
    dari_tahapan TEXT NOT NULL,
    ke_tahapan TEXT NOT NULL,
    jenis TEXT NOT NULL,
    kode_skpd TEXT NOT NULL,
    golongan TEXT NOT NULL,
    selisih_rp INTEGER NOT NULL,
    id INTEGER NOT NULL
) STRICT;

INSERT INTO ringkas_perubahan_baris
SELECT
    coalesce(kode_wilayah, ''), tahun, dari_tahapan, ke_tahapan,
    CASE substr(kode_rekening, 1, 1) WHEN '4' THEN 'pendapatan' WHEN '6' THEN 'pembiayaan' ELSE 'belanja' END,
    coalesce(kode_skpd, ''), golongan, selisih_rp, id
FROM perubahan_anggaran
WHERE tahun IS NOT NULL AND golongan <> 'tetap' AND selisih_rp IS NOT NULL
ORDER BY 1, 2, 4, 8, id;

CREATE INDEX ringkas_perubahan_urut
ON ringkas_perubahan_baris (kode_wilayah, tahun, ke_tahapan, jenis, selisih_rp, kode_skpd, golongan, id);
CREATE INDEX ringkas_perubahan_skpd
ON ringkas_perubahan_baris (kode_wilayah, tahun, ke_tahapan, jenis, kode_skpd, selisih_rp, golongan, id);
