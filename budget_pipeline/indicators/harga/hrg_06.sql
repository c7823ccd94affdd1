/* ---
kode: HRG-06
versi: "2"
judul: {id: HPS sama dengan pagu, en: Estimate equals the budget}
pertanyaan: {id: "Apakah HPS hampir sama dengan pagu paket?", en: Is the estimate almost equal to the budget of the package?}
deskripsi:
  id: HPS mencapai 99,5 persen pagu atau lebih, sedangkan kurang dari separuh paket sejenis (daerah, tahun, tender atau nontender, jenis pengadaan) demikian.
  en: "The estimate is 99.5 percent of the budget or more, while fewer than half of the like packages (municipality, year, tender or direct method, category) are so."
alasan:
  id: HPS yang disamakan dengan pagu menandakan perkiraan tidak disusun dari survei harga.
  en: An estimate set to the budget is a sign that it was not made from a price survey.
penjelasan_wajar:
  id: Kebiasaan yang sangat umum; pagu sudah disusun dari survei yang sama. Di tempat yang lazim menyamakannya satu paket tidak berarti apa-apa; yang bermakna adalah kekerapannya per SKPD (HRG-08).
  en: A very common habit; the budget may come from the same survey. Where it is usual one package means nothing; how often it happens at an agency (HRG-08) does.
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
  porsi_lazim:
    judul: {id: Porsi HPS sama dengan pagu yang dianggap lazim, en: Share of estimates at the budget taken as usual}
    satuan: rasio
    nilai: 0.5
    dasar: "usulan program ini: yang dilakukan kebanyakan paket sejenis tidak menandai satu paket"
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  paket_minimal:
    judul: {id: Paket sejenis minimal untuk menilai kelaziman, en: Fewest like packages to judge what is usual}
    satuan: jumlah
    nilai: 20
    dasar: aturan kelompok pembanding program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: E-purchasing dan swakelola (tanpa HPS), en: E-purchasing and self-management (no estimate)}
  - {id: Paket gagal atau batal, en: Failed or cancelled packages}
riwayat:
  - "2: tidak menandai paket di tempat yang kebanyakan paket sejenisnya demikian"
putusan: hps - rasio * pagu >= -0.005 dan (porsi_sejenis < porsi_lazim atau paket_sejenis < paket_minimal)
--- */
WITH sejenis AS (
    SELECT
        p.wilayah,
        p.tahun,
        p.jenis_paket,
        p.jenis,
        COUNT(*) AS n,
        CAST(SUM(CASE WHEN p.hps - a.rasio * p.pagu >= -0.005 THEN 1 ELSE 0 END) AS DOUBLE) / COUNT(*) AS porsi
    FROM b_paket AS p
    JOIN aturan AS a ON a.wilayah = p.wilayah
    WHERE p.gagal = 0 AND p.jenis_paket NOT IN ('epurchasing', 'swakelola') AND p.tanpa_hps IS NULL
        AND p.pagu > 0
    GROUP BY p.wilayah, p.tahun, p.jenis_paket, p.jenis
)
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
    CASE
        WHEN p.hps - a.rasio * p.pagu < -0.005 THEN 0
        WHEN s.porsi >= a.porsi_lazim AND s.n >= a.paket_minimal THEN 0
        ELSE 1
    END AS terpicu,
    CASE WHEN p.pagu > 0 THEN CAST(p.hps AS DOUBLE) / p.pagu END AS nilai,
    a.rasio AS ambang,
    a.dasar AS dasar_ambang,
    CASE
        WHEN p.hps - a.rasio * p.pagu >= -0.005 AND s.porsi >= a.porsi_lazim AND s.n >= a.paket_minimal
            THEN 'HPS sama dengan pagu lazim pada paket sejenis'
    END AS catatan,
    p.hps,
    p.pagu,
    s.porsi AS porsi_sejenis,
    s.n AS paket_sejenis
FROM b_paket AS p
JOIN aturan AS a ON a.wilayah = p.wilayah
LEFT JOIN sejenis AS s
    ON s.wilayah = p.wilayah AND COALESCE(s.tahun, 0) = COALESCE(p.tahun, 0)
    AND s.jenis_paket = p.jenis_paket AND s.jenis = p.jenis
-- bukti
SELECT subjek_id, 'masukan' AS peran, 'hps' AS nama, hps AS nilai, NULL AS teks,
    'paket' AS tabel, subjek_id AS id_baris
FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'pagu', pagu, NULL, 'paket', subjek_id FROM terpicu
UNION ALL
SELECT subjek_id, 'pembanding', 'porsi_sejenis', porsi_sejenis, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'pembanding', 'paket_sejenis', paket_sejenis, NULL, NULL, NULL FROM terpicu
