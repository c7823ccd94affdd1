WITH terbesar AS (
    SELECT b.id_penyedia, sum(b.kontrak_rp) AS kontrak_rp FROM ringkas_pembelian AS b
    WHERE b.kode_wilayah = :wilayah AND b.kode_skpd = :skpd
    GROUP BY b.id_penyedia HAVING sum(b.kontrak_rp) IS NOT NULL
    ORDER BY 2 DESC, 1 LIMIT :batas
)
SELECT
    t.id_penyedia, p.nama, b.kode_skpd, s.nama_skpd, sum(b.jumlah) AS jumlah,
    sum(b.kontrak_rp) AS kontrak_rp, sum(b.kontrak_sen) AS kontrak_sen
FROM terbesar AS t
INNER JOIN ringkas_penyedia AS p ON p.id_penyedia = t.id_penyedia
INNER JOIN ringkas_pembelian AS b ON b.id_penyedia = t.id_penyedia AND +b.kode_wilayah = :wilayah
LEFT JOIN ringkas_skpd AS s ON s.kode_wilayah = b.kode_wilayah AND s.kode_skpd = b.kode_skpd
GROUP BY t.id_penyedia, b.kode_skpd
ORDER BY t.kontrak_rp DESC, t.id_penyedia, kontrak_rp DESC
