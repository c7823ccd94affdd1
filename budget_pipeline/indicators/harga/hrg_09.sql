/* ---
kode: HRG-09
versi: "0"
status: belum_tersedia
judul: {id: "Harga katalog pencilan", en: "Catalogue price outlier"}
pertanyaan: {id: "Apakah harga produk katalog jauh di atas median produk yang sama?", en: "Is the catalogue price far above the median of the same product?"}
deskripsi: {id: "Harga satuan lebih dari 1,3 kali median produk yang sama.", en: "Unit price above 1.3 times the median of the same product."}
alasan: {id: "Katalog elektronik tidak menjamin harga wajar.", en: "A catalogue does not guarantee a fair price."}
penjelasan_wajar: {id: "Ongkos kirim, spesifikasi, jumlah pesanan.", en: "Delivery, specification, quantity."}
yang_diperiksa: {id: "Riwayat harga produk, pembeli lain.", en: "Price history, other buyers."}
subjek: paket
populasi: {id: Belum dihitung., en: Not computed yet.}
tingkat: 3
rujukan: {ocp: [R016, R017], lain: ["KPK tentang e-katalog"]}
butuh: ["kontrak.kd_produk", "kontrak.harga_satuan", "kontrak.kuantitas"]
--- */
