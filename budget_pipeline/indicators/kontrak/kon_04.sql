/* ---
kode: KON-04
versi: "0"
status: belum_tersedia
judul: {id: "Perusahaan baru menang", en: "Newly founded winner"}
pertanyaan: {id: "Apakah pemenang baru berdiri kurang dari 12 bulan?", en: "Was the winner founded less than 12 months ago?"}
deskripsi: {id: "Tanggal penetapan kurang dari 12 bulan setelah tanggal akta pendirian.", en: "The award is less than 12 months after the deed of foundation."}
alasan: {id: "Perusahaan yang baru dibentuk dapat dibuat untuk satu paket.", en: "A new firm can be made for one package."}
penjelasan_wajar: {id: "Perusahaan penerus, pendaftaran ulang.", en: "A successor company, re-registration."}
yang_diperiksa: {id: "Akta, pengurus, pengalaman sebelumnya.", en: "Deed, officers, earlier experience."}
subjek: paket
populasi: {id: Belum dihitung., en: Not computed yet.}
tingkat: 3
rujukan: {ocp: tidak ada padanan, lain: ["CRI", "GTI"]}
butuh: ["penyedia.tgl_akta atau penyedia.tgl_nib"]
--- */
