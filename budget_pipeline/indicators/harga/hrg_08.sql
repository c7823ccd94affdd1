/* ---
kode: HRG-08
versi: "1"
judul: {id: SKPD sering menyamakan HPS dengan pagu, en: Agency often sets estimates to budgets}
pertanyaan: {id: "Apakah SKPD ini jauh lebih sering menyamakan HPS dengan pagu daripada SKPD lain?", en: Does this agency set estimates to budgets far more often than others?}
deskripsi:
  id: Bagian paket dengan HPS 99,5 persen pagu atau lebih pada satu SKPD mencapai pagar atas SKPD lain.
  en: The part of an agency's packages with an estimate of 99.5 percent of the budget or more reaches the upper fence of its peers.
alasan: {id: Kebiasaan yang menonjol dari SKPD lain menandakan HPS tidak disusun dari survei., en: A habit that stands out from other agencies is a sign of estimates not made from surveys.}
penjelasan_wajar: {id: "Paket kecil dengan harga satuan standar, pagu disusun dari survei yang sama.", en: "Small packages at standard prices, budgets made from the same survey."}
yang_diperiksa: {id: "Kertas kerja HPS beberapa paket, siapa penyusunnya.", en: "Working papers of several estimates, who made them."}
subjek: skpd
populasi: {id: Setiap SKPD dan tahun dengan paket ber-HPS., en: Each agency and year with packages that have an estimate.}
tingkat: 2
rujukan: {ocp: [R016], lain: []}
kolom_wajib: [paket.hps, paket.pagu, paket.kode_skpd]
parameter:
  rasio:
    judul: {id: HPS terhadap pagu, en: Estimate against budget}
    satuan: rasio
    sama_dengan: HRG-06.rasio
    utama: true
  paket_minimal:
    judul: {id: Paket minimal, en: Fewest packages}
    satuan: jumlah
    nilai: 10
    dasar: aturan rasio program ini
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
putusan: paket_sama / paket_ber_hps >= pagar_atas dan paket_ber_hps >= paket_minimal dan skpd_pembanding >= pembanding_minimal
--- */
WITH per_skpd AS (
    SELECT
        p.wilayah,
        p.tahun,
        p.skpd,
        MAX(p.kode_wilayah) AS kode_wilayah,
        MAX(p.kode_skpd) AS kode_skpd,
        MAX(p.nama_skpd) AS nama_skpd,
        SUM(CASE WHEN p.tanpa_hps IS NULL AND p.pagu > 0 THEN 1 ELSE 0 END) AS seluruh,
        SUM(CASE WHEN p.tanpa_hps IS NULL AND p.pagu > 0
            AND p.hps - a.rasio * p.pagu >= -0.005 THEN 1 ELSE 0 END) AS bagian
    FROM b_paket AS p
    JOIN aturan AS a ON a.wilayah = p.wilayah
    WHERE p.gagal = 0 AND p.jenis_paket NOT IN ('epurchasing', 'swakelola')
    GROUP BY p.wilayah, p.tahun, p.skpd
),
ukuran AS (
    -- sisipkan: ukuran_skpd
    WHERE s.seluruh >= a.paket_minimal AND s.skpd IS NOT NULL
),
pagar AS (
    -- sisipkan: pagar
)
SELECT
    -- sisipkan: kolom_skpd
    CASE
        WHEN s.skpd IS NOT NULL AND s.seluruh > 0 AND s.seluruh < a.paket_minimal
            THEN 'paket kurang dari jumlah minimal'
    END AS tidak_berlaku,
    CASE
        WHEN s.skpd IS NULL THEN 'kode_skpd kosong'
        WHEN s.seluruh = 0 THEN 'hps kosong'
        WHEN g.n IS NULL OR g.n < a.pembanding_minimal THEN 'pembanding kurang dari jumlah minimal'
        WHEN g.q1 = g.q3 OR g.atas <= 0 OR g.atas > 1 THEN 'pagar statistik tidak informatif'
    END AS tidak_dapat_dihitung,
    CASE WHEN CAST(s.bagian AS DOUBLE) / s.seluruh >= g.atas THEN 1 ELSE 0 END AS terpicu,
    CASE WHEN s.seluruh > 0 THEN CAST(s.bagian AS DOUBLE) / s.seluruh END AS nilai,
    g.atas AS ambang,
    'pagar statistik: kuartil 3 + 1,5 jarak antarkuartil' AS dasar_ambang,
    NULL AS catatan,
    s.seluruh,
    s.bagian,
    g.atas,
    g.n AS n_pembanding
-- sisipkan: dari_skpd
-- bukti
SELECT subjek_id, 'masukan' AS peran, 'paket_sama' AS nama, bagian AS nilai, NULL AS teks,
    NULL AS tabel, NULL AS id_baris
FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'paket_ber_hps', seluruh, NULL, NULL, NULL FROM terpicu
UNION ALL
-- sisipkan: bukti_pagar_skpd
