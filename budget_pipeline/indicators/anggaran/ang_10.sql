/* ---
kode: ANG-10
versi: "1"
judul: {id: "Porsi pendidikan di bawah kewajiban", en: "Education share below the obligation"}
pertanyaan: {id: "Apakah belanja pendidikan di bawah 20 persen belanja daerah?", en: "Is education below 20 percent of spending?"}
deskripsi:
  id: Belanja bidang pendidikan (kode 1.01) kurang dari 20 persen seluruh belanja anggaran tahapan terakhir.
  en: Spending in the field of education (code 1.01) is below 20 percent of the latest budget.
alasan:
  id: Undang-Undang Dasar mewajibkan sekurang-kurangnya 20 persen untuk pendidikan.
  en: The Constitution asks for at least 20 percent for education.
penjelasan_wajar:
  id: Dihitung dari kode, bukan angka resmi belanja wajib. Angka resmi memerlukan penandaan kementerian yang tidak ada di ekspor; belanja di SKPD lain tidak ikut.
  en: Computed from codes, not the official mandatory-spending figure. The official one needs ministry tagging that exports do not carry; spending by other agencies is not counted.
yang_diperiksa:
  id: Perhitungan resmi daerah dalam lampiran APBD, penandaan belanja, evaluasi gubernur.
  en: The municipality's official calculation annexed to the budget, tagging of spending, the governor's evaluation.
subjek: daerah
populasi: {id: Setiap daerah dan tahun yang anggaran belanjanya dimuat., en: Each municipality and year with a loaded expenditure budget.}
tingkat: 2
rujukan: {ocp: tidak ada padanan, lain: ["UUD 1945 Pasal 31 ayat (4)", "UU 20/2003 Pasal 49"]}
kolom_wajib: [anggaran.pagu, anggaran.kode_rekening, anggaran.kode_sub_kegiatan]
dimensi: [tanggal]
parameter:
  porsi:
    judul: {id: Porsi minimal, en: Smallest share}
    satuan: rasio
    utama: true
    nilai:
      - {nilai: 0.2, dasar: "UUD 1945 Pasal 31 ayat (4); UU 20/2003 Pasal 49", asal_dasar: kebiasaan, status: belum dikonfirmasi}
putusan: porsi * dasar_hitung - bagian > 0.005
--- */
WITH hitung AS (
    SELECT
        w.*,
        w.pendidikan AS bagian,
        'pendidikan' AS nama_bagian,
        w.belanja AS dasar_hitung,
        'belanja' AS nama_dasar,
        w.tanpa_bidang AS tanpa_kode,
        a.porsi,
        a.dasar,
        a.porsi * w.belanja - w.pendidikan AS selisih
    FROM b_wajib AS w
    JOIN aturan AS a ON a.wilayah = w.wilayah AND w.tanggal_hari BETWEEN a.sejak AND a.sampai
)
-- sisipkan: wajib
-- bukti
-- sisipkan: bukti_wajib
