/* ---
urutan: 10
judul: {id: "Rencana pengadaan mana yang belum menjadi paket?", en: "Which planned packages never became a procurement?"}
penjelasan: {id: "Rencana penyedia (RUP) yang kodenya tidak disebut oleh paket mana pun dalam data ini. Paket dapat saja ada di luar data.", en: "Planned packages whose code no procurement in this data names. It may exist outside the data."}
parameter: [tahun, opd]
kolom: {pagu: rupiah, kd_rup: rup}
--- */
SELECT r.nama_paket, r.nama_skpd, r.metode, r.pagu_rp, r.pagu_sen, r.kd_rup
FROM rup AS r
WHERE
    r.kode_wilayah = :wilayah AND r.tahun = :tahun AND r.jenis = 'penyedia' AND (:opd = '' OR r.kode_skpd = :opd)
    AND NOT EXISTS (SELECT 1 FROM paket_rup AS l WHERE l.kd_rup = r.kd_rup)
ORDER BY r.pagu_rp DESC, r.id
