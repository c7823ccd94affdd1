/* ---
kode: RUP-07
versi: "2"
judul: {id: Porsi metode nonkompetitif tinggi, en: High use of non-competitive methods}
pertanyaan: {id: "Apakah SKPD ini jauh lebih banyak memakai metode tanpa persaingan daripada SKPD lain?", en: Does this agency use methods without competition far more than others?}
deskripsi:
  id: Porsi nilai pengadaan langsung, penunjukan langsung, darurat, dan dikecualikan (di luar e-purchasing) mencapai pagar atas SKPD lain dan paling sedikit separuh.
  en: The share of direct procurement, appointment, emergency and exempted procurement (e-purchasing apart) reaches the upper fence of its peers and at least one half.
alasan: {id: Belanja tanpa persaingan yang menonjol membuka ruang kedekatan dengan penyedia., en: Outstanding spending without competition leaves room for closeness to suppliers.}
penjelasan_wajar: {id: SKPD kecil memang hanya membeli di bawah batas pengadaan langsung., en: A small agency buys only below the limit of direct procurement.}
yang_diperiksa: {id: "Indikasi pemecahan paket (RUP-03), penyedia yang berulang (KON-03).", en: "Package splitting (RUP-03), repeat suppliers (KON-03)."}
subjek: skpd
populasi: {id: Setiap SKPD dan tahun dengan paket tender atau nontender., en: Each agency and year with tenders or direct methods.}
tingkat: 1
komponen_skor: true
rujukan: {ocp: [R013], lain: ["KPK MCP"]}
kolom_wajib: [paket.metode, paket.hps, paket.kode_skpd]
parameter:
  porsi:
    judul: {id: Porsi minimal, en: Smallest share}
    satuan: rasio
    nilai: 0.5
    utama: true
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  paket_minimal:
    judul: {id: Paket minimal, en: Fewest packages}
    satuan: jumlah
    nilai: 10
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  pembanding_minimal:
    judul: {id: SKPD pembanding minimal, en: Fewest peer agencies}
    satuan: jumlah
    nilai: 20
    dasar: aturan kelompok pembanding program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: SKPD dengan kurang dari sepuluh paket, en: Agencies with fewer than ten packages}
riwayat:
  - "2: paket dengan beberapa penyedia dinilai hanya bila nilai setiap penyedia diketahui"
putusan: nonkompetitif / semua >= pagar_atas dan nonkompetitif / semua >= porsi dan banyak_paket >= paket_minimal dan skpd_pembanding >= pembanding_minimal
--- */
WITH per_skpd AS (
    SELECT
        wilayah,
        tahun,
        skpd,
        MAX(kode_wilayah) AS kode_wilayah,
        MAX(kode_skpd) AS kode_skpd,
        MAX(nama_skpd) AS nama_skpd,
        SUM(CASE WHEN jenis_paket <> 'epurchasing' THEN 1 ELSE 0 END) AS n,
        SUM(CASE WHEN jenis_paket <> 'epurchasing' AND metode IS NULL AND kompetitif = 0 THEN 1 ELSE 0 END)
            AS tanpa_metode,
        SUM(CASE WHEN jenis_paket <> 'epurchasing' AND nilai_paket IS NULL THEN 1 ELSE 0 END)
            AS tanpa_nilai,
        SUM(CASE WHEN jenis_paket <> 'epurchasing' THEN nilai_paket END) AS seluruh,
        SUM(CASE WHEN metode IN ('Pengadaan Langsung', 'Penunjukan Langsung', 'Dikecualikan', 'Darurat')
            THEN nilai_paket ELSE 0 END) AS bagian,
        SUM(CASE WHEN metode IN ('Pengadaan Langsung', 'Penunjukan Langsung', 'Dikecualikan', 'Darurat')
            THEN 1 ELSE 0 END) AS n_nonkompetitif,
        SUM(CASE WHEN jenis_paket = 'epurchasing' THEN COALESCE(nilai_menang, pagu) ELSE 0 END)
            AS epurchasing
    FROM b_paket
    WHERE gagal = 0 AND jenis_paket <> 'swakelola'
    GROUP BY wilayah, tahun, skpd
),
ukuran AS (
    -- sisipkan: ukuran_skpd
    WHERE s.n >= a.paket_minimal AND s.skpd IS NOT NULL AND s.seluruh > 0 AND s.tanpa_metode = 0
),
pagar AS (
    -- sisipkan: pagar
)
SELECT
    -- sisipkan: kolom_skpd
    CASE
        WHEN s.skpd IS NOT NULL AND s.n < a.paket_minimal THEN 'paket kurang dari jumlah minimal'
    END AS tidak_berlaku,
    CASE
        WHEN s.skpd IS NULL THEN 'kode_skpd kosong'
        WHEN s.tanpa_metode > 0 THEN 'metode kosong'
        WHEN s.tanpa_nilai = s.n OR s.seluruh <= 0 THEN 'hps, nilai_kontrak, dan pagu kosong'
        WHEN g.n IS NULL OR g.n < a.pembanding_minimal THEN 'pembanding kurang dari jumlah minimal'
        WHEN g.q1 = g.q3 OR g.atas > 1 THEN 'pagar statistik tidak informatif'
    END AS tidak_dapat_dihitung,
    CASE
        WHEN CAST(s.bagian AS DOUBLE) / s.seluruh >= g.atas
            AND CAST(s.bagian AS DOUBLE) / s.seluruh >= a.porsi THEN 1
        ELSE 0
    END AS terpicu,
    CASE WHEN s.seluruh > 0 THEN CAST(s.bagian AS DOUBLE) / s.seluruh END AS nilai,
    CASE WHEN g.atas > a.porsi THEN g.atas ELSE a.porsi END AS ambang,
    CASE
        WHEN g.atas > a.porsi THEN 'pagar statistik: kuartil 3 + 1,5 jarak antarkuartil' ELSE a.dasar
    END AS dasar_ambang,
    NULL AS catatan,
    s.n,
    s.n_nonkompetitif,
    s.seluruh,
    s.bagian,
    s.epurchasing,
    g.atas,
    g.n AS n_pembanding
-- sisipkan: dari_skpd
-- bukti
SELECT subjek_id, 'masukan' AS peran, 'nonkompetitif' AS nama, bagian AS nilai, NULL AS teks,
    NULL AS tabel, NULL AS id_baris
FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'semua', seluruh, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'banyak_paket', n, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'pembanding', 'paket_nonkompetitif', n_nonkompetitif, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'pembanding', 'nilai_epurchasing', epurchasing, NULL, NULL, NULL FROM terpicu
UNION ALL
-- sisipkan: bukti_pagar_skpd
