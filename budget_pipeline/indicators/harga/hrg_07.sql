/* ---
kode: HRG-07
versi: "1"
judul: {id: HPS di atas pagu, en: Estimate above the budget}
pertanyaan: {id: "Apakah HPS melebihi pagu paket?", en: Does the estimate exceed the budget of the package?}
deskripsi: {id: HPS lebih besar daripada pagu paket yang sama., en: The estimate is larger than the budget of the same package.}
alasan: {id: Paket tidak boleh dimulai dengan perkiraan harga di atas anggarannya., en: A package may not start with an estimate above its budget.}
penjelasan_wajar: {id: "Pagu kemudian dipotong, kontrak tahun jamak, pagu hanya bagian tahun ini.", en: "The budget was cut later, a multi-year contract, a budget for this year only."}
yang_diperiksa: {id: "Pagu pada DPA saat HPS ditetapkan, izin tahun jamak.", en: "The budget when the estimate was set, a multi-year permit."}
subjek: paket
populasi: {id: "Semua paket; berlaku untuk tender dan nontender yang tidak gagal.", en: All packages; applies to tenders and direct methods that did not fail.}
tingkat: 2
rujukan: {ocp: tidak ada padanan, lain: ["Perpres 16/2018 Pasal 26 (belum dikonfirmasi)"]}
kolom_wajib: [paket.hps, paket.pagu]
parameter:
  toleransi:
    judul: {id: Toleransi, en: Tolerance}
    satuan: rupiah
    nilai: 0
    utama: true
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: E-purchasing dan swakelola (tanpa HPS), en: E-purchasing and self-management (no estimate)}
  - {id: Paket gagal atau batal, en: Failed or cancelled packages}
putusan: hps - pagu > toleransi
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
    CASE WHEN p.hps - p.pagu > a.toleransi THEN 1 ELSE 0 END AS terpicu,
    p.hps - p.pagu AS nilai,
    a.toleransi AS ambang,
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
