-- `ukuran (kelompok, x)`: the coefficient of variation of the tenders of one category with enough valid bids.
SELECT p.wilayah || ':' || p.jenis AS kelompok, p.simpangan / p.rata AS x
FROM b_paket AS p
JOIN aturan AS a ON a.wilayah = p.wilayah
WHERE p.bukan_harga IS NULL AND p.jenis <> '' AND p.n_tawaran_sah >= a.penawar_minimal
