/* ---
kode: ANG-16
versi: "0"
status: belum_tersedia
judul: {id: "Harga di atas SSH", en: "Price above the standard"}
pertanyaan: {id: "Apakah harga satuan melebihi standar harga satuan daerah?", en: "Is the unit price above the municipality standard?"}
deskripsi: {id: "Harga satuan dibagi standar harga satuan (SSH) lebih dari 1.", en: "Unit price over the standard unit price (SSH) above 1."}
alasan: {id: "SSH adalah batas tertinggi perencanaan.", en: "The standard is the ceiling of planning."}
penjelasan_wajar: {id: "SSH belum diperbarui, ongkos kirim termasuk.", en: "The standard is out of date, delivery included."}
yang_diperiksa: {id: "SSH yang berlaku, survei harga.", en: "The standard in force, price survey."}
subjek: anggaran
populasi: {id: Belum dihitung., en: Not computed yet.}
tingkat: 3
rujukan: {ocp: tidak ada padanan, lain: ["Perkada SSH", "Perpres 33/2020 dan 53/2023"]}
butuh: ["anggaran.harga_satuan", "tabel standar harga (SSH)"]
--- */
