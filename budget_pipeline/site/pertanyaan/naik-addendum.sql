/* ---
urutan: 5
judul: {id: "Kontrak mana yang bertambah lewat addendum?", en: "Which contracts grew through amendments?"}
penjelasan: {id: "Nilai setelah addendum terakhir dibandingkan dengan kontrak awal penyedia yang sama pada paket yang sama.", en: "The value after the last amendment compared with the first contract of the same supplier for the same package."}
parameter: [tahun, opd]
kolom: {awal: rupiah, akhir: rupiah, selisih: rupiah, id_paket: paket}
kepala:
  awal: {id: "Kontrak awal", en: "First contract"}
  akhir: {id: "Setelah addendum", en: "After amendment"}
  selisih: {id: "Selisih", en: "Difference"}
--- */
SELECT
    p.nama_paket, a.nama_penyedia, a.awal_rp, a.awal_sen, a.akhir_rp, a.akhir_sen,
    a.akhir_rp - a.awal_rp AS selisih_rp, a.akhir_sen - a.awal_sen AS selisih_sen,
    a.versi AS versi_addendum, a.alasan AS alasan_addendum, a.id_paket
FROM ringkas_addendum AS a
INNER JOIN ringkas_paket AS p ON p.id_paket = a.id_paket
WHERE
    a.kode_wilayah = :wilayah AND a.tahun = :tahun AND (:opd = '' OR a.kode_skpd = :opd)
    AND (a.akhir_rp - a.awal_rp) * 100 + a.akhir_sen - a.awal_sen > 0
ORDER BY selisih_rp DESC, selisih_sen DESC, a.id_paket
