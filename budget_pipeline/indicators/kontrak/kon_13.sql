/* ---
kode: KON-13
versi: "0"
status: belum_tersedia
judul: {id: "Dibayar sebelum serah terima", en: "Paid before delivery"}
pertanyaan: {id: "Apakah pembayaran lunas mendahului serah terima?", en: "Was full payment made before hand-over?"}
deskripsi: {id: "Tanggal SP2D pelunasan lebih dahulu daripada tanggal serah terima.", en: "The final payment precedes the hand-over."}
alasan: {id: "Uang daerah tidak boleh dibayar sebelum barang diterima.", en: "Public money may not be paid before goods are received."}
penjelasan_wajar: {id: "Uang muka dan termin yang sah.", en: "Lawful advances and instalments."}
yang_diperiksa: {id: "SP2D, berita acara, jaminan.", en: "Payment, hand-over record, bond."}
subjek: paket
populasi: {id: Belum dihitung., en: Not computed yet.}
tingkat: 3
rujukan: {ocp: [R068], lain: ["UU 1/2004 Pasal 21"]}
butuh: ["transaksi.nomor_kontrak"]
--- */
