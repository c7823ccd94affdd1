/* ---
urutan: 2
judul: {id: "Kepada siapa uang pengadaan mengalir?", en: "To whom does procurement money flow?"}
penjelasan: {id: "Penyedia menurut nilai kontrak dalam satu tahun. Nilai besar bukan tanda kesalahan.", en: "Suppliers by contract value in one year. A large value is no sign of wrongdoing."}
parameter: [tahun, opd]
kolom: {kontrak: rupiah, id_penyedia: penyedia}
kepala:
  penyedia: {id: "Penyedia", en: "Supplier"}
  paket: {id: "Paket", en: "Packages"}
  kontrak: {id: "Nilai kontrak", en: "Contract value"}
  pembeli: {id: "Pembeli", en: "Buyers"}
--- */
SELECT p.nama AS penyedia, t.jumlah AS paket, t.kontrak_rp AS kontrak_rp, t.kontrak_sen AS kontrak_sen, t.pembeli, t.id_penyedia AS id_penyedia
FROM ringkas_penyedia_tahun AS t
INNER JOIN penyedia AS p ON p.id_penyedia = t.id_penyedia
WHERE t.kode_wilayah = :wilayah AND t.tahun = :tahun AND :opd = ''
UNION ALL
SELECT p.nama, sum(b.jumlah), sum(b.kontrak_rp), sum(b.kontrak_sen), count(DISTINCT b.kode_skpd), b.id_penyedia
FROM ringkas_pembelian AS b
INNER JOIN penyedia AS p ON p.id_penyedia = b.id_penyedia
WHERE b.kode_wilayah = :wilayah AND b.tahun = :tahun AND b.kode_skpd = :opd AND :opd <> ''
GROUP BY b.id_penyedia
ORDER BY kontrak_rp DESC, id_penyedia
