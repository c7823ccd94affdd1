/* ---
urutan: 13
judul: {id: "Paket apa saja yang menyebut satu tempat atau kata?", en: "Which packages mention a place or a word?"}
penjelasan: {id: "Cari kata pada nama dan lokasi paket, misalnya nama jalan, sekolah, atau kelurahan.", en: "Search names and places of packages for a word, such as a street, a school or a village."}
parameter: [tahun, kata]
kolom: {nilai: rupiah, id_paket: paket}
kepala:
  nilai: {id: "Nilai", en: "Value"}
--- */
SELECT nama_paket, nama_skpd, lokasi, metode, nilai_rp, nilai_sen, id_paket
FROM ringkas_paket
WHERE
    kode_wilayah = :wilayah AND tahun = :tahun AND :kata <> ''
    AND (nama_paket LIKE '%' || :kata || '%' OR lokasi LIKE '%' || :kata || '%')
ORDER BY nilai_rp DESC, id_paket
