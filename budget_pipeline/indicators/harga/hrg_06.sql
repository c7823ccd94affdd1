/* ---
kode: HRG-06
versi: "1"
judul: {id: HPS sama dengan pagu, en: Estimate equals the budget}
pertanyaan: {id: "Apakah HPS hampir sama dengan pagu paket?", en: Is the estimate almost equal to the budget of the package?}
deskripsi: {id: "HPS mencapai 99,5 persen pagu atau lebih.", en: The estimate is 99.5 percent of the budget or more.}
alasan:
  id: HPS yang disamakan dengan pagu menandakan perkiraan tidak disusun dari survei harga.
  en: An estimate set to the budget is a sign that it was not made from a price survey.
penjelasan_wajar:
  id: Kebiasaan yang sangat umum; pagu sudah disusun dari survei yang sama. Yang lebih bermakna adalah kekerapannya per SKPD (HRG-08).
  en: A very common habit; the budget may come from the same survey. How often it happens at an agency (HRG-08) means more.
yang_diperiksa: {id: "Kertas kerja HPS, survei harga, selisih antara HPS dan harga pasar.", en: "Working papers of the estimate, price surveys, its gap to market prices."}
subjek: paket
populasi: {id: "Semua paket; berlaku untuk tender dan nontender yang tidak gagal.", en: All packages; applies to tenders and direct methods that did not fail.}
tingkat: 2
rujukan: {ocp: [R016], lain: ["Temuan BPK tentang HPS"], catatan: {id: Dekat dengan R016 yang membandingkan dengan rata-rata jenis barang., en: "Close to R016, which compares with the category's average."}}
kolom_wajib: [paket.hps, paket.pagu]
parameter:
  rasio:
    judul: {id: HPS terhadap pagu, en: Estimate against budget}
    satuan: rasio
    nilai: 0.995
    utama: true
    dasar: katalog indikator program ini (praktik pemeriksaan)
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: E-purchasing dan swakelola (tanpa HPS), en: E-purchasing and self-management (no estimate)}
  - {id: Paket gagal atau batal, en: Failed or cancelled packages}
putusan: hps - rasio * pagu >= -0.005
--- */
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    CASE
        WHEN p.jenis_paket IN ('epurchasing', 'swakelola') THEN 'metode tanpa HPS'
        WHEN p.gagal = 1 THEN 'paket gagal atau batal'
    END AS tidak_berlaku,
    COALESCE(
        p.tanpa_hps,
        CASE
            WHEN p.pagu IS NULL THEN 'pagu kosong'
            WHEN p.pagu <= 0 THEN 'pagu nol atau negatif'
        END
    ) AS tidak_dapat_dihitung,
    CASE WHEN p.hps - a.rasio * p.pagu >= -0.005 THEN 1 ELSE 0 END AS terpicu,
    CASE WHEN p.pagu > 0 THEN CAST(p.hps AS DOUBLE) / p.pagu END AS nilai,
    a.rasio AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan,
    p.hps,
    p.pagu
FROM b_paket AS p
JOIN aturan AS a ON a.wilayah = p.wilayah
-- bukti
SELECT subjek_id, 'masukan' AS peran, 'hps' AS nama, hps AS nilai, NULL AS teks,
    'paket' AS tabel, subjek_id AS id_baris
FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'pagu', pagu, NULL, 'paket', subjek_id FROM terpicu
