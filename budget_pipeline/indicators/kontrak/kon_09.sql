/* ---
kode: KON-09
versi: "0"
status: belum_tersedia
judul: {id: "Penyedia serba bisa", en: "Heterogeneous supplier"}
pertanyaan: {id: "Apakah penyedia ini memenangi jenis barang yang sangat beragam?", en: "Does this supplier win very different kinds of goods?"}
deskripsi: {id: "Banyaknya golongan barang dua digit yang dimenangi mencapai pagar atas penyedia dengan 20 proses atau lebih.", en: "The number of two-digit item classes won reaches the upper fence among suppliers in 20 processes or more."}
alasan: {id: "Penyedia yang memenangi apa saja dapat hanya menjadi perantara.", en: "A supplier that wins anything may only be a go-between."}
penjelasan_wajar: {id: "CV umum memang lazim di Indonesia.", en: "General traders are common in Indonesia."}
yang_diperiksa: {id: "Klasifikasi usaha, barang yang dipasok.", en: "Business classification, goods supplied."}
subjek: penyedia
populasi: {id: Belum dihitung., en: Not computed yet.}
tingkat: 3
rujukan: {ocp: [R048], lain: ["Cardinal"]}
butuh: ["klasifikasi barang (KBKI atau UNSPSC) per paket"]
--- */
