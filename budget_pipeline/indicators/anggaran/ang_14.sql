/* ---
kode: ANG-14
versi: "1"
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
putusan: batas_menurut_belanja * dasar_hitung - bagian > 0.005
--- */
SELECT
    w.wilayah || ':' || CAST(w.tahun AS TEXT) AS subjek_id,
    COALESCE(d.nama, w.wilayah) AS subjek_label,
    w.kode_wilayah,
    w.tahun,
    NULL AS kode_skpd,
    CASE WHEN CASE WHEN w.belanja <= 1000000000000 THEN a.porsi WHEN w.belanja <= 2000000000000 THEN a.porsi_sedang ELSE a.porsi_besar END IS NULL THEN 'kewajiban tidak berlaku pada tahun ini' END AS tidak_berlaku,
    CASE
        WHEN w.bagan_lama = 1 THEN 'bagan akun lama belum dipetakan'
        WHEN w.kosong > 0 THEN 'pagu kosong'
        WHEN w.tanpa_bidang > 0 THEN 'kode_sub_kegiatan kosong'
        WHEN w.belanja <= 0 THEN 'anggaran belanja nol'
    END AS tidak_dapat_dihitung,
    CASE
        WHEN w.belanja > 0
            AND (CASE WHEN w.belanja <= 1000000000000 THEN a.porsi WHEN w.belanja <= 2000000000000 THEN a.porsi_sedang ELSE a.porsi_besar END) * w.belanja - w.inspektorat > 0.005
            THEN 1
        ELSE 0
    END AS terpicu,
    CASE WHEN w.belanja > 0 THEN CAST(w.inspektorat AS DOUBLE) / w.belanja END AS nilai,
    CASE WHEN w.belanja <= 1000000000000 THEN a.porsi WHEN w.belanja <= 2000000000000 THEN a.porsi_sedang ELSE a.porsi_besar END AS ambang,
    a.dasar AS dasar_ambang,
    'dihitung dari kode, bukan angka resmi' AS catatan,
    w.tanggal_hari,
    w.inspektorat AS bagian,
    w.belanja AS dasar_hitung
FROM b_wajib AS w
JOIN aturan AS a ON a.wilayah = w.wilayah AND w.tanggal_hari BETWEEN a.sejak AND a.sampai
LEFT JOIN wilayah AS d ON d.kode_wilayah = w.wilayah
-- bukti
SELECT subjek_id, 'masukan' AS peran, 'bagian' AS nama, bagian AS nilai, 'inspektorat' AS teks,
    NULL AS tabel, NULL AS id_baris
FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'dasar_hitung', dasar_hitung, 'belanja', NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'ambang', 'batas_menurut_belanja', ambang, dasar_ambang, NULL, NULL FROM terpicu
