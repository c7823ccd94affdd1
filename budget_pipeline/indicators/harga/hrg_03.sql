/* ---
kode: HRG-03
versi: "2"
judul: {id: Penawaran sangat rendah, en: Abnormally low winning bid}
pertanyaan: {id: "Apakah harga pemenang jauh di bawah HPS atau di bawah penawar berikutnya?", en: Is the winning price far below the estimate or below the next bidder?}
deskripsi:
  id: Nilai pemenang kurang dari 80 persen HPS, atau selisihnya dengan penawar berikutnya mencapai pagar atas tender lain.
  en: The winning value is below 80 percent of the estimate, or its gap to the next bidder reaches the upper fence of other tenders.
alasan:
  id: Harga yang terlalu rendah dapat berakhir pada mutu yang kurang, adendum, atau pekerjaan yang tidak selesai.
  en: A price too low can end in poor quality, amendments, or unfinished work.
penjelasan_wajar: {id: "HPS kemahalan, pasar sedang lesu dan bersaing ketat, stok lama.", en: "An inflated estimate, a slack and competitive market, old stock."}
yang_diperiksa: {id: "Klarifikasi kewajaran harga, jaminan pelaksanaan, adendum dan mutu sesudahnya.", en: "The price clarification, the performance bond, amendments and quality afterwards."}
subjek: paket
populasi: {id: "Semua paket; berlaku untuk tender selesai yang dinilai menurut harga.", en: All packages; applies to finished tenders evaluated on price.}
tingkat: 2
rujukan:
  ocp: [R058]
  lain: ["SE Menteri PUPR 19/2021", "ICW Potential Fraud Analysis (selisih 20 persen ke atas = 5)"]
  catatan: {id: Bagian kedua memakai rumus Cardinal dengan minimal 20 tender pembanding., en: The second part uses Cardinal's formula with at least 20 peers.}
kolom_wajib: [paket.hps, kontrak.nilai_kontrak, peserta.nilai_penawaran]
parameter:
  rasio:
    judul: {id: Nilai terhadap HPS, en: Value against the estimate}
    satuan: rasio
    nilai: 0.8
    utama: true
    dasar: "Batas evaluasi kewajaran harga 80 persen HPS (Perlem LKPP 12/2021; SE Menteri PUPR 19/2021)"
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  pembanding_minimal:
    judul: {id: Tender pembanding minimal, en: Fewest peer tenders}
    satuan: jumlah
    nilai: 20
    dasar: aturan kelompok pembanding program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: Penilaian dengan kualitas, en: Evaluation that weighs quality}
  - {id: Metode tanpa persaingan serta tender gagal atau berjalan, en: Methods without competition and failed or running tenders}
  - {id: Lebih dari satu pemenang, en: More than one winner}
riwayat:
  - "2: tanpa HPS dan tanpa pagar yang berlaku tidak dapat dihitung, bukan tidak terpicu"
putusan: rasio * hps - nilai_pemenang > 0.005 atau selisih_penawar_berikutnya >= pagar_atas
--- */
WITH ukuran AS (
    SELECT wilayah AS kelompok,
        CAST(harga_lawan - harga_menang AS DOUBLE) / harga_menang AS x
    FROM b_paket
    WHERE bukan_harga IS NULL AND n_menang = 1 AND harga_lawan >= harga_menang
),
pagar AS (
    -- sisipkan: pagar
)
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    p.bukan_harga AS tidak_berlaku,
    CASE
        WHEN p.hps_lengkap = 1 THEN NULL
        WHEN p.selisih IS NULL THEN COALESCE(p.tanpa_hps, p.tanpa_nilai)
        WHEN g.n IS NULL OR g.n < a.pembanding_minimal THEN 'pembanding kurang dari jumlah minimal'
        WHEN g.q1 >= g.q3 THEN 'pagar statistik tidak informatif'
    END AS tidak_dapat_dihitung,
    CASE
        -- Compared in rupiah, to half a sen: a quotient can miss the boundary by its last bit.
        WHEN p.hps_lengkap = 1 AND a.rasio * p.hps - p.nilai_menang > 0.005 THEN 1
        WHEN p.selisih >= g.atas AND g.n >= a.pembanding_minimal AND g.q1 < g.q3 THEN 1
        ELSE 0
    END AS terpicu,
    CASE WHEN p.hps_lengkap = 1 THEN CAST(p.nilai_menang AS DOUBLE) / p.hps END AS nilai,
    a.rasio AS ambang,
    a.dasar AS dasar_ambang,
    CASE
        WHEN p.hps_lengkap = 0 THEN 'hanya selisih dengan penawar berikutnya yang dinilai'
        WHEN a.rasio * p.hps - p.nilai_menang <= 0.005 AND p.selisih >= g.atas
            AND g.n >= a.pembanding_minimal AND g.q1 < g.q3
            THEN 'selisih dengan penawar berikutnya mencapai pagar atas'
    END AS catatan,
    p.hps,
    p.nilai_menang,
    p.asal_nilai,
    p.hps_lengkap,
    p.selisih,
    CASE WHEN g.n >= a.pembanding_minimal AND g.q1 < g.q3 THEN g.atas END AS pagar_atas,
    COALESCE(g.n, 0) AS n_pembanding
FROM (
    SELECT
        b_paket.*,
        CASE WHEN tanpa_hps IS NULL AND tanpa_nilai IS NULL THEN 1 ELSE 0 END AS hps_lengkap,
        CASE
            WHEN n_menang = 1 AND harga_lawan >= harga_menang
                THEN CAST(harga_lawan - harga_menang AS DOUBLE) / harga_menang
        END AS selisih
    FROM b_paket
) AS p
JOIN aturan AS a ON a.wilayah = p.wilayah
LEFT JOIN pagar AS g ON g.kelompok = p.wilayah
-- bukti
SELECT subjek_id, 'masukan' AS peran, 'hps' AS nama, hps AS nilai, NULL AS teks,
    'paket' AS tabel, subjek_id AS id_baris
FROM terpicu
WHERE hps_lengkap = 1
UNION ALL
SELECT h.subjek_id, 'masukan', 'nilai_pemenang', h.nilai_menang, h.asal_nilai, 'kontrak', m.id_kontrak
FROM terpicu AS h
JOIN b_menang AS m ON m.id_paket = h.subjek_id
WHERE h.hps_lengkap = 1
UNION ALL
SELECT h.subjek_id, 'masukan', 'penawaran', t.harga, t.nama_penyedia, 'peserta',
    CAST(t.id_peserta AS TEXT)
FROM terpicu AS h
JOIN b_tawaran AS t ON t.id_paket = h.subjek_id
UNION ALL
SELECT subjek_id, 'masukan', 'selisih_penawar_berikutnya', selisih, NULL, NULL, NULL
FROM terpicu
WHERE selisih IS NOT NULL
UNION ALL
SELECT subjek_id, 'ambang', 'pagar_atas', pagar_atas,
    'pagar statistik: kuartil 3 + 1,5 jarak antarkuartil', NULL, NULL
FROM terpicu
WHERE pagar_atas IS NOT NULL
UNION ALL
SELECT subjek_id, 'pembanding', 'tender_pembanding', n_pembanding, NULL, NULL, NULL FROM terpicu
