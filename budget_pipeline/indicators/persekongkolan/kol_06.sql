/* ---
kode: KOL-06
versi: "0"
status: belum_tersedia
judul: {id: "Giliran menang", en: "Bid rotation"}
pertanyaan: {id: "Apakah sekelompok penyedia bergantian menang?", en: "Does a group of suppliers win in turn?"}
deskripsi: {id: "Kelompok tetap tiga penyedia atau lebih yang menawar bersama enam kali atau lebih di satu SKPD, dengan bagian kemenangan hampir sama dan jarang menang berturut-turut.", en: "A closed group of three suppliers or more bidding together six times or more at one agency with near equal wins and seldom two wins in a row."}
alasan: {id: "Giliran menang adalah pola arisan tender.", en: "Winning in turn is a pattern of bid rotation."}
penjelasan_wajar: {id: "Keterbatasan kapasitas, pembagian menurut aturan.", en: "Limits of capacity, allotment by law."}
yang_diperiksa: {id: "Urutan pemenang, harga penawar yang kalah.", en: "The order of winners, prices of the losers."}
subjek: kelompok_penyedia
populasi: {id: Belum dihitung., en: Not computed yet.}
tingkat: 3
rujukan: {ocp: [R057], lain: ["KPPU 3/2023"]}
butuh: ["penawaran semua peserta pada sedikitnya enam tender bersama per SKPD"]
--- */
