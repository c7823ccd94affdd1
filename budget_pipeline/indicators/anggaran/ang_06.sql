/* ---
kode: ANG-06
versi: "0"
status: belum_tersedia
judul: {id: "Harga satuan pencilan", en: "Unit price outlier"}
pertanyaan: {id: "Apakah harga satuan barang ini jauh di atas harga barang sejenis?", en: "Is the unit price far above that of like items?"}
deskripsi: {id: "Nilai z kekar 0,6745 x (harga - median) / MAD di atas 3,5 dengan 20 pembanding atau lebih pada kode barang dan satuan yang sama.", en: "A robust z of 0.6745 x (price - median) / MAD above 3.5 with 20 peers or more of the same item code and unit."}
alasan: {id: "Harga yang jauh di atas sejenisnya dapat menandakan penggelembungan.", en: "A price far above its peers can be a sign of inflation."}
penjelasan_wajar: {id: "Spesifikasi atau merek berbeda dalam satu kode, indeks harga daerah.", en: "Specification or brand hidden in one code, regional price index."}
yang_diperiksa: {id: "Spesifikasi barang, sumber harga, SSH.", en: "Specification, source of the price, price standard."}
subjek: anggaran
populasi: {id: Belum dihitung., en: Not computed yet.}
tingkat: 2
rujukan: {ocp: [R017, R016], lain: ["Iglewicz & Hoaglin"]}
butuh: ["anggaran.harga_satuan", "anggaran.volume", "anggaran.satuan"]
--- */
