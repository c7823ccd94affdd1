/* ---
kode: ANG-13
versi: "2"
judul: {id: "Belanja pegawai di atas batas", en: "Employee spending above the limit"}
pertanyaan: {id: "Apakah belanja pegawai lebih dari 30 persen belanja daerah?", en: "Is employee spending above 30 percent of spending?"}
deskripsi:
  id: Belanja pegawai (kode 5.1.01) lebih dari 30 persen seluruh belanja; wajib penuh mulai TA 2027.
  en: Employee spending (code 5.1.01) is above 30 percent of the budget; fully binding from fiscal year 2027.
alasan:
  id: Undang-undang membatasi belanja pegawai 30 persen setelah masa penyesuaian lima tahun.
  en: The law limits employee spending to 30 percent after five years of adjustment.
penjelasan_wajar:
  id: Dihitung dari kode, bukan angka resmi belanja wajib. Angka resmi memerlukan penandaan kementerian yang tidak ada di ekspor; belanja di SKPD lain tidak ikut. Tunjangan guru dari TKD mestinya dikeluarkan tetapi tidak dapat dikenali dari kode.
  en: Computed from codes, not the official mandatory-spending figure. The official one needs ministry tagging that exports do not carry; spending by other agencies is not counted. Teacher allowances paid from transfers should be left out but cannot be told from codes.
yang_diperiksa:
  id: Perhitungan resmi daerah dalam lampiran APBD, penandaan belanja, evaluasi gubernur.
  en: The municipality's official calculation annexed to the budget, tagging of spending, the governor's evaluation.
subjek: daerah
populasi: {id: Setiap daerah dan tahun yang anggaran belanjanya dimuat., en: Each municipality and year with a loaded expenditure budget.}
tingkat: 2
rujukan: {ocp: tidak ada padanan, lain: ["UU 1/2022 Pasal 146"]}
kolom_wajib: [anggaran.pagu, anggaran.kode_rekening, anggaran.kode_sub_kegiatan]
dimensi: [tanggal]
parameter:
  porsi:
    judul: {id: Porsi maksimal, en: Largest share}
    satuan: rasio
    utama: true
    nilai:
      - {berlaku_sejak: 2027-01-01, nilai: 0.3, dasar: "UU 1/2022 Pasal 146, setelah masa penyesuaian lima tahun", asal_dasar: kebiasaan, status: belum dikonfirmasi}
pengecualian:
  - {id: Tahun yang kewajibannya tidak berlaku, en: Years in which the obligation is not in force}
riwayat:
  - "2: tahun dalam masa penyesuaian tidak berlaku, bukan tidak terpicu; hari mulai wajib belum dikonfirmasi"
putusan: bagian - porsi * dasar_hitung > 0.005
--- */
WITH hitung AS (
    SELECT
        w.*,
        w.pegawai AS bagian,
        'pegawai' AS nama_bagian,
        w.belanja AS dasar_hitung,
        'belanja' AS nama_dasar,
        0 AS tanpa_kode,
        a.porsi,
        a.dasar,
        w.pegawai - a.porsi * w.belanja AS selisih
    FROM b_wajib AS w
    JOIN aturan AS a ON a.wilayah = w.wilayah AND w.tanggal_hari BETWEEN a.sejak AND a.sampai
)
-- sisipkan: wajib
-- bukti
-- sisipkan: bukti_wajib
