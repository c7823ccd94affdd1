/* ---
kode: KON-06
versi: "2"
judul: {id: Adendum menaikkan nilai, en: Amendment increases the value}
pertanyaan: {id: "Apakah adendum menaikkan nilai kontrak lebih dari 10 persen atau terjadi tiga kali?", en: "Did amendments raise the value by more than 10 percent, or occur three times?"}
deskripsi:
  id: Nilai setelah adendum terakhir lebih dari 10 persen di atas nilai kontrak awal, atau ada tiga adendum atau lebih.
  en: The value after the last amendment is more than 10 percent above the first contract, or there were three amendments or more.
alasan: {id: Harga menang yang rendah dapat dipulihkan lewat adendum., en: A low winning price can be made up by amendments.}
penjelasan_wajar: {id: "Keadaan kahar, perubahan desain yang wajar, volume terukur pada kontrak harga satuan.", en: "Force majeure, reasonable design changes, measured quantities in unit-price contracts."}
yang_diperiksa: {id: "Alasan dan justifikasi teknis adendum, penelitian panitia, persetujuan 10 persen.", en: "Reasons and technical justification, the committee's review, approval of the 10 percent."}
subjek: paket
populasi: {id: "Setiap paket dengan kontrak; berlaku untuk tender dan nontender.", en: Each package with a contract; applies to tenders and direct methods.}
tingkat: 1
rujukan: {ocp: [R069, R064, R066], lain: ["Perpres 16/2018 Pasal 54 (belum dikonfirmasi)", "Prozorro ARI-1-1 (tiga adendum)"]}
kolom_wajib: [kontrak.nilai_kontrak, kontrak.versi_addendum]
parameter:
  kenaikan:
    judul: {id: Kenaikan nilai, en: Increase in value}
    satuan: rasio
    nilai: 0.1
    utama: true
    dasar: Perpres 16/2018 Pasal 54
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  adendum:
    judul: {id: Banyaknya adendum, en: Number of amendments}
    satuan: jumlah
    nilai: 3
    dasar: Prozorro ARI-1-1
    asal_dasar: pustaka
    status: terkonfirmasi
pengecualian:
  - {id: E-purchasing, en: E-purchasing}
  - {id: Paket tanpa kontrak, en: Packages without a contract}
riwayat:
  - "2: paket dengan beberapa penyedia dinilai hanya bila nilai setiap penyedia diketahui"
putusan: nilai_akhir - nilai_awal - kenaikan * nilai_awal > 0.005 atau banyak_adendum >= adendum
--- */
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    CASE
        WHEN p.jenis_paket = 'epurchasing' THEN 'pesanan e-purchasing'
        WHEN p.n_penyedia IS NULL THEN 'belum ada kontrak'
    END AS tidak_berlaku,
    CASE
        WHEN p.versi_dikenal = 0 THEN 'versi_addendum kosong'
        WHEN p.nilai_awal IS NULL THEN 'nilai_kontrak kosong'
        WHEN p.nilai_awal <= 0 THEN 'nilai_kontrak nol atau negatif'
        WHEN p.nilai_akhir IS NULL AND p.n_kontrak > p.n_penyedia THEN 'lebih dari satu kontrak awal'
        WHEN p.nilai_akhir IS NULL THEN 'nilai_kontrak kosong'
    END AS tidak_dapat_dihitung,
    CASE
        WHEN p.nilai_akhir - p.nilai_awal - a.kenaikan * p.nilai_awal > 0.005 THEN 1
        WHEN p.n_adendum >= a.adendum THEN 1
        ELSE 0
    END AS terpicu,
    CASE
        WHEN p.nilai_awal > 0 THEN (CAST(p.nilai_akhir AS DOUBLE) - p.nilai_awal) / p.nilai_awal
    END AS nilai,
    a.kenaikan AS ambang,
    a.dasar AS dasar_ambang,
    CASE
        WHEN p.nilai_awal > 0 AND p.n_adendum > 0 AND p.harga_satuan = 1
            AND p.nilai_akhir - p.nilai_awal - a.kenaikan * p.nilai_awal > 0.005
            THEN 'kontrak harga satuan: volume diukur ulang'
        WHEN p.n_adendum >= a.adendum THEN 'tiga adendum atau lebih'
    END AS catatan,
    p.nilai_awal,
    p.nilai_akhir,
    p.n_adendum
FROM b_paket AS p
JOIN aturan AS a ON a.wilayah = p.wilayah
-- bukti
SELECT h.subjek_id, 'pembanding' AS peran, 'nilai_kontrak' AS nama, k.nilai_kontrak AS nilai,
    'versi ' || COALESCE(CAST(k.versi_addendum AS TEXT), '-') || COALESCE(': ' || k.alasan_addendum, '')
        AS teks,
    'kontrak' AS tabel, k.id_kontrak AS id_baris
FROM terpicu AS h
JOIN kontrak AS k ON k.id_paket = h.subjek_id
WHERE k.nilai_kontrak IS NOT NULL
UNION ALL
SELECT subjek_id, 'masukan', 'nilai_awal', nilai_awal, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'nilai_akhir', nilai_akhir, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'banyak_adendum', n_adendum, NULL, NULL, NULL FROM terpicu
