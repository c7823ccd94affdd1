/* ---
nama: b_wajib
keterangan: >
  Sums of one municipality's latest budget from which shares of mandatory spending are computed: by field of
  affairs (first two parts of the sub-activity code) and by account. Not the official figures, which need
  tagging that exports do not carry.
sesudah: [b_pagu]
indeks: [[wilayah, tahun]]
--- */
SELECT
    wilayah,
    tahun,
    MAX(kode_wilayah) AS kode_wilayah,
    365 * (tahun - 1970) + FLOOR((CAST(tahun AS DOUBLE) - 1969) / 4) AS tanggal_hari,
    MAX(CASE WHEN versi_bagan = '13/2006' THEN 1 ELSE 0 END) AS bagan_lama,
    SUM(n - n_pagu) AS kosong,
    SUM(CASE WHEN kode_sub_kegiatan IS NULL AND kode_rekening NOT LIKE '5.4%'
        AND kode_rekening NOT LIKE '5.3%' THEN 1 ELSE 0 END) AS tanpa_bidang,
    SUM(pagu) AS belanja,
    SUM(CASE WHEN kode_rekening LIKE '5.4%' THEN pagu ELSE 0 END) AS transfer,
    SUM(CASE WHEN kode_sub_kegiatan LIKE '1.01%' THEN pagu ELSE 0 END) AS pendidikan,
    SUM(CASE WHEN kode_sub_kegiatan LIKE '1.02%' AND kode_rekening NOT LIKE '5.1.01%'
        THEN pagu ELSE 0 END) AS kesehatan,
    SUM(CASE WHEN kode_rekening LIKE '5.2%' OR kode_rekening LIKE '5.1.02.03%'
        THEN pagu ELSE 0 END) AS infrastruktur,
    SUM(CASE WHEN kode_rekening LIKE '5.1.01%' THEN pagu ELSE 0 END) AS pegawai,
    SUM(CASE WHEN kode_sub_kegiatan LIKE '6.01%' THEN pagu ELSE 0 END) AS inspektorat
FROM b_pagu
WHERE n > 0 AND tahun IS NOT NULL
GROUP BY wilayah, tahun
