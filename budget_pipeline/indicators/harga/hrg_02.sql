/* ---
kode: HRG-02
versi: "1"
judul: {id: Nilai kontrak di atas HPS, en: Award above the estimate}
pertanyaan: {id: "Apakah nilai kontrak melebihi harga perkiraan sendiri (HPS)?", en: "Does the contract value exceed the owner's estimate (HPS)?"}
deskripsi: {id: Nilai kontrak awal lebih besar daripada HPS., en: The first contract value is larger than the estimate.}
alasan:
  id: Penawaran di atas HPS mestinya gugur; kontrak di atas HPS berarti aturan itu dilewati atau HPS diubah kemudian.
  en: A bid above the estimate should fail; a contract above it means that rule was passed over or the estimate changed later.
penjelasan_wajar:
  id: HPS direvisi setelah diumumkan, dasar pajak (PPN) berbeda, nilai salah catat, kontrak tahun jamak.
  en: The estimate was revised after publication, a different tax basis, a recording error, a multi-year contract.
yang_diperiksa: {id: "Versi HPS terakhir, dasar pajak kedua angka, dokumen kontrak.", en: "The last version of the estimate, tax basis of both figures, the contract."}
subjek: paket
populasi: {id: "Semua paket; berlaku untuk tender, seleksi, dan nontender yang tidak gagal.", en: "All packages; applies to tenders, selections and direct methods that did not fail."}
tingkat: 1
rujukan: {ocp: [R031], lain: ["ICW Potential Fraud Analysis, indikator 2", "Perpres 16/2018 Pasal 51 (belum dikonfirmasi)"]}
kolom_wajib: [paket.hps, kontrak.nilai_kontrak]
parameter:
  toleransi:
    judul: {id: Toleransi, en: Tolerance}
    satuan: rupiah
    nilai: 0
    utama: true
    dasar: ICW Potential Fraud Analysis, indikator 2
    asal_dasar: pustaka
    status: terkonfirmasi
pengecualian:
  - {id: E-purchasing dan swakelola (tanpa HPS), en: E-purchasing and self-management (no estimate)}
  - {id: Paket gagal atau batal dan proses yang belum selesai, en: Failed or cancelled packages and those still running}
  - {id: Paket dengan lebih dari satu pemenang, en: Packages with more than one winner}
putusan: nilai_kontrak - hps > toleransi
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
        WHEN p.berjalan = 1 AND p.nilai_menang IS NULL THEN 'proses belum selesai'
        WHEN p.n_penyedia > 1 THEN 'lebih dari satu pemenang'
    END AS tidak_berlaku,
    COALESCE(p.tanpa_hps, p.tanpa_nilai) AS tidak_dapat_dihitung,
    CASE WHEN p.nilai_menang - p.hps > a.toleransi THEN 1 ELSE 0 END AS terpicu,
    p.nilai_menang - p.hps AS nilai,
    a.toleransi AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan,
    p.hps,
    p.nilai_menang,
    p.asal_nilai
FROM b_paket AS p
JOIN aturan AS a ON a.wilayah = p.wilayah
-- bukti
SELECT subjek_id, 'masukan' AS peran, 'hps' AS nama, hps AS nilai, NULL AS teks,
    'paket' AS tabel, subjek_id AS id_baris
FROM terpicu
UNION ALL
SELECT h.subjek_id, 'masukan', 'nilai_kontrak', h.nilai_menang, h.asal_nilai, 'kontrak', m.id_kontrak
FROM terpicu AS h
JOIN b_menang AS m ON m.id_paket = h.subjek_id
