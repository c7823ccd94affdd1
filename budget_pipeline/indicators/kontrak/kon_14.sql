/* ---
kode: KON-14
versi: "0"
status: belum_tersedia
judul: {id: "Penerima perorangan berulang", en: "Repeated individual payee"}
pertanyaan: {id: "Apakah satu penerima menerima pembayaran luar biasa sering?", en: "Does one payee receive payments unusually often?"}
deskripsi: {id: "Banyaknya pembayaran per penerima di atas persentil 99.", en: "Payments per payee above the 99th percentile."}
alasan: {id: "Penerima yang berulang dapat menandakan perjalanan atau honor fiktif.", en: "A recurring payee can be a sign of fictitious travel or fees."}
penjelasan_wajar: {id: "Bendahara, penerima honor rutin.", en: "Treasurers, payees of routine fees."}
yang_diperiksa: {id: "Daftar penerima pada SPJ.", en: "Lists of payees."}
subjek: penerima
populasi: {id: Belum dihitung., en: Not computed yet.}
tingkat: 3
rujukan: {ocp: tidak ada padanan, lain: ["praktik pemeriksaan"]}
butuh: ["nomor rekening atau nama penerima (data pribadi, tidak dimuat)"]
--- */
