/* ---
urutan: 3
judul: {id: "Paket mana yang hanya ditawar satu peserta?", en: "Which packages received a single bid?"}
penjelasan: {id: "Hanya paket yang data penawarannya ada. Pasar yang khusus dan tender ulang adalah penjelasan yang wajar.", en: "Only packages whose bids are known. Specialised markets and repeated tenders are innocent explanations."}
parameter: [tahun, opd]
kolom: {nilai: rupiah, id_paket: paket}
kepala:
  nilai: {id: "Nilai", en: "Value"}
--- */
SELECT nama_paket, nama_skpd, metode, nilai_rp, nilai_sen, nama_penyedia, jumlah_pendaftar, id_paket
FROM ringkas_paket
WHERE kode_wilayah = :wilayah AND tahun = :tahun AND jumlah_penawar = 1 AND (:opd = '' OR kode_skpd = :opd)
ORDER BY nilai_rp DESC, id_paket
