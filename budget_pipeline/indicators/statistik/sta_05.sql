/* ---
kode: STA-05
versi: "0"
status: tabel
judul: {id: "Skor risiko gabungan", en: "Composite score with coverage"}
pertanyaan: {id: "Berapa bagian komponen yang dapat dihitung yang terpicu?", en: "What part of the computable components is flagged?"}
deskripsi: {id: "Rata-rata nilai komponen (0, 0,5, atau 1) yang dapat dihitung, dengan pembilang, penyebut, dan daftarnya; kosong bila kurang dari separuh dapat dihitung. SKPD dan penyedia: rata-rata atas paketnya, minimal lima.", en: "The mean of computable component values (0, 0.5 or 1) with numerator, denominator and list; empty where less than half are computable. Agencies and suppliers: mean over their packages, at least five."}
alasan: {id: "Satu angka membantu mengurutkan pekerjaan pemeriksa.", en: "One figure helps to sort an auditor's work."}
penjelasan_wajar: {id: "Data yang kosong menaikkan atau menurunkan skor; jangan membandingkan skor dengan cakupan yang berbeda.", en: "Missing data raise or lower the score; never compare scores of different coverage."}
yang_diperiksa: {id: "Daftar komponen dan cakupannya.", en: "The list of components and their coverage."}
subjek: paket
populasi: {id: Belum dihitung., en: Not computed yet.}
tingkat: 1
rujukan: {ocp: tidak ada padanan, lain: ["CRI (rata-rata sederhana komponen yang dapat dihitung)"]}
--- */
