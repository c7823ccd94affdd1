/* ---
nama: b_serapan
keterangan: >
  Budget against spending line by line: from the latest realisation report, and for budget lines that no
  report covers from the payment documents against the latest budget stage.
sesudah: [b_realisasi, b_pagu, b_bayar]
indeks: [[kunci]]
--- */
SELECT
    kunci, label, kode_wilayah, wilayah, tahun, kode_skpd, belanja, n, n_anggaran, n_realisasi,
    anggaran, realisasi, 'realisasi' AS sumber
FROM b_realisasi
UNION ALL
SELECT
    t.kunci,
    t.label,
    t.kode_wilayah,
    t.wilayah,
    t.tahun,
    t.kode_skpd,
    1,
    CASE WHEN p.kunci IS NULL THEN 1 ELSE p.n END,
    CASE WHEN p.kunci IS NULL THEN 0 ELSE p.n_pagu END,
    CASE WHEN p.kunci IS NULL THEN 1 WHEN t.n_nilai < t.n THEN 0 ELSE p.n END,
    p.pagu,
    t.nilai,
    'transaksi'
FROM (
    SELECT
        kunci,
        MAX(nama_rekening) AS label,
        MAX(kode_wilayah) AS kode_wilayah,
        MAX(wilayah) AS wilayah,
        MAX(tahun) AS tahun,
        MAX(kode_skpd) AS kode_skpd,
        COUNT(*) AS n,
        COUNT(nilai) AS n_nilai,
        SUM(nilai) AS nilai
    FROM b_bayar
    GROUP BY kunci
) AS t
LEFT JOIN b_pagu AS p ON p.kunci = t.kunci AND p.n > 0
LEFT JOIN b_realisasi AS r ON r.kunci = t.kunci
WHERE r.kunci IS NULL
