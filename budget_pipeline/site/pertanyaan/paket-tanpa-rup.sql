/* ---
urutan: 11
judul: {id: "Paket mana yang tidak tertaut ke rencana?", en: "Which packages are not linked to a plan?"}
penjelasan: {id: "Paket yang kode RUP-nya kosong atau tidak ada di rencana yang dimuat. Salah ketik kode adalah penjelasan yang wajar.", en: "Packages whose plan code is missing or not among the loaded plans. A mistyped code is an innocent explanation."}
parameter: [tahun, opd]
kolom: {nilai: rupiah, id_paket: paket}
kepala:
  nilai: {id: "Nilai", en: "Value"}
--- */
SELECT r.nama_paket, r.nama_skpd, r.metode, r.nilai_rp, r.nilai_sen, r.id_paket
FROM ringkas_paket AS r
WHERE
    r.kode_wilayah = :wilayah AND r.tahun = :tahun AND (:opd = '' OR r.kode_skpd = :opd)
    AND NOT EXISTS (SELECT 1 FROM paket_rup AS l WHERE l.id_paket = r.id_paket AND l.id_rup IS NOT NULL)
ORDER BY r.nilai_rp DESC, r.id_paket
