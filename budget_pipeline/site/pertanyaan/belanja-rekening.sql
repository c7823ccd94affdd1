/* ---
urutan: 6
judul: {id: "Berapa belanja satu rekening di setiap perangkat daerah?", en: "How much does each agency spend on one account?"}
penjelasan: {id: "Ketik kode rekening atau awalnya sampai tingkat mana pun, misalnya 5.1.02.04 untuk perjalanan dinas.", en: "Type an account code of any level, for example 5.1.02.04 for official travel."}
parameter: [tahun, rekening]
kolom: {pagu: rupiah, kode_skpd: skpd}
kepala:
  rekening: {id: "Rekening", en: "Account"}
--- */
SELECT s.nama_skpd, r.nama AS rekening, r.tahapan, r.rp AS pagu_rp, r.sen AS pagu_sen, r.kode_skpd
FROM ringkas_anggaran AS r
LEFT JOIN ringkas_skpd AS s ON s.kode_wilayah = r.kode_wilayah AND s.kode_skpd = r.kode_skpd
WHERE
    r.kode_wilayah = :wilayah AND r.dimensi = 'rekening' AND r.kode = :rekening AND r.tahun = :tahun
    AND r.kode_skpd <> '*'
ORDER BY r.rp DESC, r.kode_skpd, r.tahapan
