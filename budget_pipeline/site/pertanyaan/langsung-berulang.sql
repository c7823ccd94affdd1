/* ---
urutan: 9
judul: {id: "Siapa yang berulang kali ditunjuk lewat pengadaan langsung?", en: "Who is repeatedly bought from by direct procurement?"}
penjelasan: {id: "Pasangan perangkat daerah dan penyedia dengan paling sedikit tiga pengadaan langsung dalam setahun. Belanja rutin adalah penjelasan yang wajar.", en: "Pairs of agency and supplier with three or more direct procurements in a year. Routine purchases are an innocent explanation."}
parameter: [tahun, opd]
kolom: {kontrak: rupiah, id_penyedia: penyedia, kode_skpd: skpd}
kepala:
  penyedia: {id: "Penyedia", en: "Supplier"}
  paket: {id: "Paket", en: "Packages"}
  kontrak: {id: "Nilai kontrak", en: "Contract value"}
--- */
SELECT
    s.nama_skpd, p.nama AS penyedia, b.jumlah AS paket, b.kontrak_rp, b.kontrak_sen, b.kode_skpd, b.id_penyedia
FROM ringkas_pembelian AS b
INNER JOIN penyedia AS p ON p.id_penyedia = b.id_penyedia
LEFT JOIN ringkas_skpd AS s ON s.kode_wilayah = b.kode_wilayah AND s.kode_skpd = b.kode_skpd
WHERE
    b.kode_wilayah = :wilayah AND b.tahun = :tahun AND b.metode = 'Pengadaan Langsung' AND b.jumlah >= 3
    AND (:opd = '' OR b.kode_skpd = :opd)
ORDER BY b.jumlah DESC, b.kontrak_rp DESC, b.id_penyedia
