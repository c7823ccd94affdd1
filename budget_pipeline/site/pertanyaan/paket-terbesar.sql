/* ---
urutan: 1
judul: {id: "Paket mana yang terbesar?", en: "Which packages are the largest?"}
penjelasan: {id: "Paket menurut nilai kontrak; bila belum ada kontrak, HPS atau pagu.", en: "Packages by contract value; the estimate or budget where there is no contract yet."}
parameter: [tahun, opd]
kolom: {nilai: rupiah, id_paket: paket}
kepala:
  nilai: {id: "Nilai", en: "Value"}
  dasar_nilai: {id: "Dasar nilai", en: "Value is"}
--- */
SELECT nama_paket, nama_skpd, metode, nilai_rp, nilai_sen, dasar_nilai, nama_penyedia, id_paket
FROM ringkas_paket
WHERE kode_wilayah = :wilayah AND tahun = :tahun AND (:opd = '' OR kode_skpd = :opd)
ORDER BY nilai_rp DESC, id_paket
