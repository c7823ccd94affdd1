WITH terbesar AS (
    SELECT id_penyedia, nama, kontrak_rp FROM ringkas_penyedia
    WHERE kode_wilayah = :wilayah AND kontrak_rp IS NOT NULL
    ORDER BY kontrak_rp DESC, id_penyedia LIMIT :batas
)
SELECT
    t.id_penyedia, t.nama, b.kode_skpd, s.nama_skpd, sum(b.jumlah) AS jumlah,
    sum(b.kontrak_rp) AS kontrak_rp, sum(b.kontrak_sen) AS kontrak_sen
FROM terbesar AS t
-- The plus keeps the planner on the primary key: a few suppliers' rows, not the municipality's.
INNER JOIN ringkas_pembelian AS b ON b.id_penyedia = t.id_penyedia AND +b.kode_wilayah = :wilayah
LEFT JOIN ringkas_skpd AS s ON s.kode_wilayah = b.kode_wilayah AND s.kode_skpd = b.kode_skpd
GROUP BY t.id_penyedia, b.kode_skpd
ORDER BY t.kontrak_rp DESC, t.id_penyedia, kontrak_rp DESC
