/* ---
kode: ANG-11
versi: "1"
judul: {id: "Porsi kesehatan di bawah kewajiban", en: "Health share below the obligation"}
pertanyaan: {id: "Apakah belanja kesehatan di luar gaji di bawah 10 persen belanja daerah?", en: "Is health outside salaries below 10 percent of spending?"}
deskripsi:
  id: Belanja bidang kesehatan (kode 1.02) di luar belanja pegawai kurang dari 10 persen seluruh belanja; berlaku sampai TA 2023.
  en: Spending in the field of health (code 1.02) outside salaries is below 10 percent of the budget; in force until fiscal year 2023.
alasan:
  id: Sampai 7 Agustus 2023 undang-undang kesehatan mewajibkan 10 persen di luar gaji.
  en: Until 7 August 2023 the health law asked for 10 percent outside salaries.
penjelasan_wajar:
  id: Dihitung dari kode, bukan angka resmi belanja wajib. Angka resmi memerlukan penandaan kementerian yang tidak ada di ekspor; belanja di SKPD lain tidak ikut.
  en: Computed from codes, not the official mandatory-spending figure. The official one needs ministry tagging that exports do not carry; spending by other agencies is not counted.
yang_diperiksa:
  id: Perhitungan resmi daerah dalam lampiran APBD, penandaan belanja, evaluasi gubernur.
  en: The municipality's official calculation annexed to the budget, tagging of spending, the governor's evaluation.
subjek: daerah
populasi: {id: Setiap daerah dan tahun yang anggaran belanjanya dimuat., en: Each municipality and year with a loaded expenditure budget.}
tingkat: 2
rujukan: {ocp: tidak ada padanan, lain: ["UU 36/2009 Pasal 171", "dicabut oleh UU 17/2023"]}
kolom_wajib: [anggaran.pagu, anggaran.kode_rekening, anggaran.kode_sub_kegiatan]
dimensi: [tanggal]
parameter:
  porsi:
    judul: {id: Porsi minimal, en: Smallest share}
    satuan: rasio
    utama: true
    nilai:
      - {berlaku_sampai: 2023-08-07, nilai: 0.1, dasar: "UU 36/2009 Pasal 171 (dicabut UU 17/2023)", asal_dasar: hukum, status: terkonfirmasi}
pengecualian:
  - {id: Tahun yang kewajibannya tidak berlaku, en: Years in which the obligation is not in force}
putusan: porsi * dasar_hitung - bagian > 0.005
--- */
WITH hitung AS (
    SELECT
        w.*,
        w.kesehatan AS bagian,
        'kesehatan' AS nama_bagian,
        w.belanja AS dasar_hitung,
        'belanja' AS nama_dasar,
        w.tanpa_bidang AS tanpa_kode,
        a.porsi,
        a.dasar,
        a.porsi * w.belanja - w.kesehatan AS selisih
    FROM b_wajib AS w
    JOIN aturan AS a ON a.wilayah = w.wilayah AND w.tanggal_hari BETWEEN a.sejak AND a.sampai
)
-- sisipkan: wajib
-- bukti
-- sisipkan: bukti_wajib
