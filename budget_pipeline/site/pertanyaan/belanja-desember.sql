/* ---
urutan: 12
judul: {id: "Berapa bagian belanja yang dibayar pada Desember?", en: "How much is paid in December?"}
penjelasan: {id: "Menurut tanggal dokumen pembayaran. Termin yang jatuh tempo di akhir tahun adalah penjelasan yang wajar.", en: "By the date of payment documents. Instalments due at the end of the year are an innocent explanation."}
parameter: [tahun]
kolom: {desember: rupiah, setahun: rupiah, kode_skpd: skpd}
kepala:
  desember: {id: "Desember", en: "December"}
  setahun: {id: "Setahun", en: "Whole year"}
  persen: {id: "Porsi Desember (%)", en: "Share of December (%)"}
--- */
SELECT
    s.nama_skpd,
    sum(CASE b.bulan WHEN 12 THEN b.realisasi_rp END) AS desember_rp,
    sum(CASE b.bulan WHEN 12 THEN b.realisasi_sen END) AS desember_sen,
    sum(b.realisasi_rp) AS setahun_rp, sum(b.realisasi_sen) AS setahun_sen,
    round(100.0 * sum(CASE b.bulan WHEN 12 THEN b.realisasi_rp END) / sum(b.realisasi_rp), 1) AS persen,
    b.kode_skpd
FROM ringkas_bulan AS b
LEFT JOIN ringkas_skpd AS s ON s.kode_wilayah = b.kode_wilayah AND s.kode_skpd = b.kode_skpd
WHERE b.kode_wilayah = :wilayah AND b.tahun = :tahun AND b.kode_skpd <> '*'
GROUP BY b.kode_skpd
HAVING setahun_rp > 0
ORDER BY persen DESC, b.kode_skpd
