-- Every agency with its packages and its spending in one year, the latest stage and what was realised.
SELECT
    s.kode_skpd, s.nama_skpd, s.paket,
    a.rp AS pagu_rp, a.sen AS pagu_sen, r.rp AS realisasi_rp, r.sen AS realisasi_sen
FROM ringkas_skpd AS s
LEFT JOIN ringkas_anggaran AS a
    ON a.kode_wilayah = s.kode_wilayah AND a.tahun = :tahun AND a.kode_skpd = '*' AND a.dimensi = 'skpd' AND a.induk = ''
    AND a.kode = s.kode_skpd AND a.jenis = 'belanja' AND a.tahapan = :tahapan
LEFT JOIN ringkas_anggaran AS r
    ON r.kode_wilayah = s.kode_wilayah AND r.tahun = :tahun AND r.kode_skpd = '*' AND r.dimensi = 'skpd' AND r.induk = ''
    AND r.kode = s.kode_skpd AND r.jenis = 'belanja' AND r.tahapan = 'realisasi'
WHERE s.kode_wilayah = :wilayah AND s.kode_skpd <> ''
ORDER BY s.nama_skpd, s.kode_skpd
