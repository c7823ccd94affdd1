/* ---
kode: KON-12
versi: "0"
status: belum_tersedia
judul: {id: "Terlambat tanpa denda", en: "Late without penalty"}
pertanyaan: {id: "Apakah keterlambatan tidak dikenai denda?", en: "Was a delay left without penalty?"}
deskripsi: {id: "Serah terima lewat akhir kontrak tanpa potongan denda pada SP2D dan tanpa adendum waktu.", en: "Hand-over after the end without a deduction and without a time extension."}
alasan: {id: "Denda yang tidak dipungut adalah kerugian daerah.", en: "A penalty not collected is a loss."}
penjelasan_wajar: {id: "Keadaan kahar, denda dibayar terpisah.", en: "Force majeure, penalty paid apart."}
yang_diperiksa: {id: "Potongan SP2D, setoran denda.", en: "Deductions, penalty deposits."}
subjek: paket
populasi: {id: Belum dihitung., en: Not computed yet.}
tingkat: 3
rujukan: {ocp: [R067], lain: ["Perpres 16/2018 Pasal 79 (belum dikonfirmasi)", "Temuan BPK"]}
butuh: ["transaksi.potongan_denda", "transaksi.nomor_kontrak"]
--- */
