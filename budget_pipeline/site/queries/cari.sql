-- Ranked by how close the name is to what was typed: the whole, its beginning, then the shortest. FTS5's own rank counts
-- every hit of every word first, which takes half a second for a word that a million packages share; so of very common
-- words the first thousand hits of a kind are looked at.
WITH kandidat AS MATERIALIZED (
    SELECT rowid AS nomor, label FROM cari
    WHERE cari MATCH :kata AND rowid BETWEEN :dari AND :sampai
    LIMIT 1000
),
terbaik AS MATERIALIZED (
    SELECT
        nomor,
        lower(label) = lower(:asli) AS sama,
        instr(lower(label), lower(:asli)) = 1 AS awal,
        length(label) AS panjang
    FROM kandidat
    ORDER BY sama DESC, awal DESC, panjang, nomor
    LIMIT :batas OFFSET :lewati
)
SELECT c.jenis, c.id, c.label, c.teks, c.tahun
FROM terbaik AS t
CROSS JOIN cari AS c ON c.rowid = t.nomor
ORDER BY t.sama DESC, t.awal DESC, t.panjang, t.nomor
