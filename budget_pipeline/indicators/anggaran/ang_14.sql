/* ---
kode: ANG-14
versi: "2"
judul: {id: "Porsi pengawasan di bawah pedoman", en: "Inspectorate share below the guideline"}
pertanyaan: {id: "Apakah anggaran inspektorat di bawah pedoman?", en: "Is the inspectorate's budget below the guideline?"}
deskripsi:
  id: Anggaran bidang inspektorat (kode 6.01) kurang dari 1 persen belanja (0,75 persen di atas Rp1 triliun, 0,5 persen di atas Rp2 triliun).
  en: The inspectorate field (code 6.01) is below 1 percent of spending (0.75 percent above Rp1 trillion, 0.5 percent above Rp2 trillion).
alasan:
  id: Pengawasan yang kekurangan dana sulit menjaga uang daerah.
  en: Oversight without money can hardly guard public funds.
penjelasan_wajar:
  id: Dihitung dari kode, bukan angka resmi belanja wajib. Angka resmi memerlukan penandaan kementerian yang tidak ada di ekspor; belanja di SKPD lain tidak ikut.
  en: Computed from codes, not the official mandatory-spending figure. The official one needs ministry tagging that exports do not carry; spending by other agencies is not counted.
yang_diperiksa:
  id: Perhitungan resmi daerah dalam lampiran APBD, penandaan belanja, evaluasi gubernur.
  en: The municipality's official calculation annexed to the budget, tagging of spending, the governor's evaluation.
subjek: daerah
populasi: {id: Setiap daerah dan tahun yang anggaran belanjanya dimuat., en: Each municipality and year with a loaded expenditure budget.}
tingkat: 2
rujukan: {ocp: tidak ada padanan, lain: ["Permendagri pedoman penyusunan APBD (tahunan)"]}
kolom_wajib: [anggaran.pagu, anggaran.kode_rekening, anggaran.kode_sub_kegiatan]
dimensi: [tanggal]
parameter:
  porsi:
    judul: {id: Porsi minimal sampai Rp1 triliun, en: Smallest share up to Rp1 trillion}
    satuan: rasio
    utama: true
    nilai:
      - {nilai: 0.01, dasar: "Permendagri pedoman penyusunan APBD (tahunan)", asal_dasar: kebiasaan, status: belum dikonfirmasi}
  porsi_sedang:
    judul: {id: Porsi minimal Rp1-2 triliun, en: Smallest share at Rp1-2 trillion}
    satuan: rasio
    nilai:
      - {nilai: 0.0075, dasar: "Permendagri pedoman penyusunan APBD (tahunan)", asal_dasar: kebiasaan, status: belum dikonfirmasi}
  porsi_besar:
    judul: {id: Porsi minimal di atas Rp2 triliun, en: Smallest share above Rp2 trillion}
    satuan: rasio
    nilai:
      - {nilai: 0.005, dasar: "Permendagri pedoman penyusunan APBD (tahunan)", asal_dasar: kebiasaan, status: belum dikonfirmasi}
  belanja_sedang:
    judul: {id: Belanja sampai ini memakai porsi pertama, en: Spending up to this takes the first share}
    satuan: rupiah
    nilai: 1000000000000
    dasar: "Permendagri pedoman penyusunan APBD (tahunan)"
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  belanja_besar:
    judul: {id: Belanja di atas ini memakai porsi terakhir, en: Spending above this takes the last share}
    satuan: rupiah
    nilai: 2000000000000
    dasar: "Permendagri pedoman penyusunan APBD (tahunan)"
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
riwayat:
  - "2: golongan besar belanja menjadi parameter"
putusan: batas_menurut_belanja * dasar_hitung - bagian > 0.005
--- */
WITH menurut_belanja AS (
    SELECT
        w.*,
        CASE
            WHEN w.belanja <= a.belanja_sedang THEN a.porsi
            WHEN w.belanja <= a.belanja_besar THEN a.porsi_sedang
            ELSE a.porsi_besar
        END AS porsi,
        a.dasar
    FROM b_wajib AS w
    JOIN aturan AS a ON a.wilayah = w.wilayah AND w.tanggal_hari BETWEEN a.sejak AND a.sampai
),
hitung AS (
    SELECT
        w.*,
        w.inspektorat AS bagian,
        'inspektorat' AS nama_bagian,
        w.belanja AS dasar_hitung,
        'belanja' AS nama_dasar,
        w.tanpa_bidang AS tanpa_kode,
        w.porsi * w.belanja - w.inspektorat AS selisih
    FROM menurut_belanja AS w
)
-- sisipkan: wajib
-- bukti
-- sisipkan: bukti_wajib
UNION ALL
SELECT subjek_id, 'ambang', 'batas_menurut_belanja', ambang, dasar_ambang, NULL, NULL FROM terpicu
