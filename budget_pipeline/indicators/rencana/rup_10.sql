/* ---
kode: RUP-10
versi: "0"
status: belum_tersedia
judul: {id: "RUP direvisi berkali-kali", en: "Plan revised repeatedly"}
pertanyaan: {id: "Apakah RUP paket ini dikaji ulang tiga kali atau lebih?", en: "Was the plan revised three times or more?"}
deskripsi: {id: "Tiga kaji ulang atau lebih pada satu rantai kode RUP.", en: "Three reviews or more along one chain of plan codes."}
alasan: {id: "Rencana yang terus berubah sulit diawasi dan dapat menyesuaikan diri pada penyedia.", en: "A plan that keeps changing is hard to watch and may be fitted to a supplier."}
penjelasan_wajar: {id: "Perubahan anggaran, efisiensi.", en: "Budget amendment, savings."}
yang_diperiksa: {id: "Isi setiap kaji ulang.", en: "Content of each review."}
subjek: rup
populasi: {id: Belum dihitung., en: Not computed yet.}
tingkat: 3
rujukan: {ocp: tidak ada padanan, lain: ["SIRUP history kaji ulang"]}
butuh: ["rup.kd_rup_lama", "rup.kd_rup_baru", "rup.jenis_revisi"]
--- */
