/* ---
kode: ANG-12
versi: "2"
judul: {id: "Porsi infrastruktur di bawah kewajiban", en: "Infrastructure share below the obligation"}
pertanyaan: {id: "Apakah belanja infrastruktur pelayanan publik di bawah 40 persen?", en: "Is public-service infrastructure below 40 percent?"}
deskripsi:
  id: Belanja modal dan pemeliharaan kurang dari 40 persen belanja di luar transfer; wajib penuh mulai TA 2027.
  en: Capital and maintenance spending is below 40 percent of spending without transfers; fully binding from fiscal year 2027.
alasan:
  id: Undang-undang mewajibkan 40 persen untuk infrastruktur pelayanan publik setelah masa penyesuaian lima tahun.
  en: The law asks for 40 percent for public-service infrastructure after five years of adjustment.
penjelasan_wajar:
  id: Dihitung dari kode, bukan angka resmi belanja wajib. Angka resmi memerlukan penandaan kementerian yang tidak ada di ekspor; belanja di SKPD lain tidak ikut.
  en: Computed from codes, not the official mandatory-spending figure. The official one needs ministry tagging that exports do not carry; spending by other agencies is not counted.
yang_diperiksa:
  id: Perhitungan resmi daerah dalam lampiran APBD, penandaan belanja, evaluasi gubernur.
  en: The municipality's official calculation annexed to the budget, tagging of spending, the governor's evaluation.
subjek: daerah
populasi: {id: Setiap daerah dan tahun yang anggaran belanjanya dimuat., en: Each municipality and year with a loaded expenditure budget.}
tingkat: 2
rujukan: {ocp: tidak ada padanan, lain: ["UU 1/2022 Pasal 147"]}
kolom_wajib: [anggaran.pagu, anggaran.kode_rekening, anggaran.kode_sub_kegiatan]
dimensi: [tanggal]
parameter:
  porsi:
    judul: {id: Porsi minimal, en: Smallest share}
    satuan: rasio
    utama: true
    nilai:
      - {berlaku_sejak: 2027-01-01, nilai: 0.4, dasar: "UU 1/2022 Pasal 147, setelah masa penyesuaian lima tahun", asal_dasar: kebiasaan, status: belum dikonfirmasi}
pengecualian:
  - {id: Tahun yang kewajibannya tidak berlaku, en: Years in which the obligation is not in force}
riwayat:
  - "2: tahun dalam masa penyesuaian tidak berlaku, bukan tidak terpicu"
putusan: porsi * dasar_hitung - bagian > 0.005
--- */
WITH hitung AS (
    SELECT
        w.*,
        w.infrastruktur AS bagian,
        'infrastruktur' AS nama_bagian,
        (w.belanja - w.transfer) AS dasar_hitung,
        'belanja di luar transfer' AS nama_dasar,
        0 AS tanpa_kode,
        a.porsi,
        a.dasar,
        a.porsi * (w.belanja - w.transfer) - w.infrastruktur AS selisih
    FROM b_wajib AS w
    JOIN aturan AS a ON a.wilayah = w.wilayah AND w.tanggal_hari BETWEEN a.sejak AND a.sampai
)
-- sisipkan: wajib
-- bukti
-- sisipkan: bukti_wajib
