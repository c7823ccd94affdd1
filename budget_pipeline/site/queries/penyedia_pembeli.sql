-- Each buyer's spending with this supplier and the part it is of all the buyer's contracts.
SELECT
    b.kode_wilayah,
    b.kode_skpd,
    s.nama_skpd,
    sum(b.jumlah) AS jumlah,
    sum(b.kontrak_rp) AS kontrak_rp,
    sum(b.kontrak_sen) AS kontrak_sen,
    (
        SELECT sum(p.kontrak_rp) FROM ringkas_pengadaan AS p
        WHERE p.kode_wilayah = b.kode_wilayah AND p.kode_skpd = b.kode_skpd
            AND p.tahun IN (SELECT y.tahun FROM ringkas_pembelian AS y WHERE y.id_penyedia = b.id_penyedia AND y.kode_skpd = b.kode_skpd)
    ) AS semua_rp,
    (
        SELECT sum(p.kontrak_sen) FROM ringkas_pengadaan AS p
        WHERE p.kode_wilayah = b.kode_wilayah AND p.kode_skpd = b.kode_skpd
            AND p.tahun IN (SELECT y.tahun FROM ringkas_pembelian AS y WHERE y.id_penyedia = b.id_penyedia AND y.kode_skpd = b.kode_skpd)
    ) AS semua_sen
FROM ringkas_pembelian AS b
LEFT JOIN ringkas_skpd AS s ON s.kode_wilayah = b.kode_wilayah AND s.kode_skpd = b.kode_skpd
WHERE b.id_penyedia = :id
GROUP BY b.kode_wilayah, b.kode_skpd
ORDER BY kontrak_rp DESC, b.kode_skpd
