/* ---
kode: STA-04
versi: "0"
status: belum_tersedia
judul: {id: "Massa hilang di sekitar kemenangan", en: "Missing mass near the winning bid"}
pertanyaan: {id: "Apakah penawaran jarang berada tepat di sekitar penawaran pesaing terbaik?", en: "Are bids rare right around the best rival bid?"}
deskripsi: {id: "Bagian (penawaran - pesaing terbaik)/HPS di dalam 0,002 dari nol pada 500 penawaran atau lebih.", en: "Share of (bid - best rival)/estimate within 0.002 of zero over 500 bids or more."}
alasan: {id: "Kartel menghindari penawaran yang terlalu berdekatan.", en: "A cartel avoids bids too close to each other."}
penjelasan_wajar: {id: "Pembulatan kasar.", en: "Coarse rounding."}
yang_diperiksa: {id: "Bentuk kurva permintaan D(rho).", en: "Shape of the demand curve D(rho)."}
subjek: pasar
populasi: {id: Belum dihitung., en: Not computed yet.}
tingkat: 3
rujukan: {ocp: tidak ada padanan, lain: ["Chassang, Kawai, Nakabayashi & Ortner"]}
butuh: ["500 penawaran lengkap dengan HPS dalam satu pasar", "batas yang diterbitkan untuk bagian yang wajar (sumbernya tidak memberi angka)"]
--- */
