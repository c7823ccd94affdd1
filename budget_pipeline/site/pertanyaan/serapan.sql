/* ---
urutan: 7
judul: {id: "Perangkat daerah mana yang serapannya paling rendah?", en: "Which agencies have spent the least of their budget?"}
penjelasan: {id: "Realisasi terhadap anggaran terakhir. Penghematan lelang dan transfer yang terlambat adalah penjelasan yang wajar.", en: "Realisation against the latest budget. Savings and late transfers are innocent explanations."}
parameter: [tahun]
kolom: {pagu: rupiah, realisasi: rupiah, kode_skpd: skpd}
kepala:
  serapan_persen: {id: "Serapan (%)", en: "Execution (%)"}
  realisasi: {id: "Realisasi", en: "Realised"}
--- */
WITH jumlah AS (
    SELECT
        kode AS kode_skpd, max(nama) AS nama_skpd,
        sum(CASE WHEN tahapan = 'realisasi' THEN rp END) AS realisasi_rp,
        sum(CASE WHEN tahapan = 'realisasi' THEN sen END) AS realisasi_sen
    FROM ringkas_anggaran
    WHERE kode_wilayah = :wilayah AND tahun = :tahun AND kode_skpd = '*' AND dimensi = 'skpd' AND induk = '' AND jenis = 'belanja'
    GROUP BY kode
)
SELECT
    j.nama_skpd, a.tahapan, a.rp AS pagu_rp, a.sen AS pagu_sen, j.realisasi_rp, j.realisasi_sen,
    round(100.0 * j.realisasi_rp / a.rp, 1) AS serapan_persen, j.kode_skpd
FROM jumlah AS j
INNER JOIN ringkas_anggaran AS a
    ON a.kode_wilayah = :wilayah AND a.tahun = :tahun AND a.kode_skpd = '*' AND a.dimensi = 'skpd' AND a.induk = ''
    AND a.kode = j.kode_skpd AND a.jenis = 'belanja' AND a.tahapan = :tahapan
WHERE a.rp > 0
ORDER BY serapan_persen NULLS LAST, j.kode_skpd
