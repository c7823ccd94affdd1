/* ---
nama: b_wilayah
keterangan: Every municipality that occurs in the facts; the empty text stands for an unknown one.
--- */
SELECT DISTINCT COALESCE(kode_wilayah, '') AS wilayah FROM paket
UNION
SELECT DISTINCT COALESCE(kode_wilayah, '') FROM rup
UNION
SELECT DISTINCT COALESCE(kode_wilayah, '') FROM anggaran
UNION
SELECT DISTINCT COALESCE(kode_wilayah, '') FROM realisasi
UNION
SELECT DISTINCT COALESCE(kode_wilayah, '') FROM transaksi
UNION
SELECT DISTINCT COALESCE(kode_wilayah, '') FROM perubahan_anggaran
