/* ---
kode: STA-06
versi: "1"
judul: {id: Nilai kontrak bulat, en: Round contract values}
pertanyaan: {id: "Apakah nilai kontrak SKPD ini jauh lebih sering bulat jutaan daripada SKPD lain?", en: "Are this agency's contract values round millions far more often than those of others?"}
deskripsi:
  id: Bagian nilai kontrak yang habis dibagi Rp1 juta pada satu SKPD mencapai pagar atas SKPD lain dan paling sedikit separuh.
  en: The part of an agency's contract values divisible by Rp1 million reaches the upper fence of its peers and at least one half.
alasan: {id: Harga yang dihitung dari volume dan harga satuan jarang bulat., en: Prices computed from quantity and unit price are seldom round.}
penjelasan_wajar: {id: "Harga negosiasi dibulatkan, honor atau sewa bulanan, paket kecil.", en: "Negotiated prices are rounded, monthly fees or rents, small packages."}
yang_diperiksa: {id: "Rincian harga kontrak bulat, cara negosiasi.", en: "Price details of the round contracts, how they were negotiated."}
subjek: skpd
populasi: {id: Setiap SKPD dan tahun dengan kontrak bernilai., en: Each agency and year with contracts of known value.}
tingkat: 3
rujukan: {ocp: [R023], lain: ["Nigrini 2012"], catatan: {id: R023 tentang kelipatan tetap antar penawaran., en: R023 is about fixed multiples between bids.}}
kolom_wajib: [kontrak.nilai_kontrak, paket.kode_skpd]
parameter:
  porsi:
    judul: {id: Porsi minimal, en: Smallest share}
    satuan: rasio
    nilai: 0.5
    utama: true
    dasar: usulan program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  kontrak_minimal:
    judul: {id: Kontrak minimal, en: Fewest contracts}
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
  - {id: SKPD dengan kurang dari sepuluh kontrak, en: Agencies with fewer than ten contracts}
putusan: kontrak_bulat / kontrak_skpd >= pagar_atas dan kontrak_bulat / kontrak_skpd >= porsi dan kontrak_skpd >= kontrak_minimal dan skpd_pembanding >= pembanding_minimal
--- */
WITH per_skpd AS (
    SELECT
        wilayah,
        tahun,
        skpd,
        MAX(kode_wilayah) AS kode_wilayah,
        MAX(kode_skpd) AS kode_skpd,
        MAX(nama_skpd) AS nama_skpd,
        COUNT(nilai) AS seluruh,
        SUM(CASE WHEN nilai = FLOOR(CAST(nilai AS DOUBLE) / 1000000) * 1000000 THEN 1 ELSE 0 END) AS bagian
    FROM b_belanja
    GROUP BY wilayah, tahun, skpd
),
ukuran AS (
    -- sisipkan: ukuran_skpd
    WHERE s.seluruh >= a.kontrak_minimal AND s.skpd IS NOT NULL
),
pagar AS (
    -- sisipkan: pagar
)
SELECT
    -- sisipkan: kolom_skpd
    CASE
        WHEN s.skpd IS NOT NULL AND s.seluruh > 0 AND s.seluruh < a.kontrak_minimal
            THEN 'kontrak SKPD kurang dari jumlah minimal'
    END AS tidak_berlaku,
    CASE
        WHEN s.skpd IS NULL THEN 'kode_skpd kosong'
        WHEN s.seluruh = 0 THEN 'nilai_kontrak kosong'
        WHEN g.n IS NULL OR g.n < a.pembanding_minimal THEN 'pembanding kurang dari jumlah minimal'
        WHEN g.q1 = g.q3 OR g.atas > 1 THEN 'pagar statistik tidak informatif'
    END AS tidak_dapat_dihitung,
    CASE
        WHEN CAST(s.bagian AS DOUBLE) / s.seluruh >= g.atas AND CAST(s.bagian AS DOUBLE) / s.seluruh >= a.porsi
            THEN 1
        ELSE 0
    END AS terpicu,
    CASE WHEN s.seluruh > 0 THEN CAST(s.bagian AS DOUBLE) / s.seluruh END AS nilai,
    CASE WHEN g.atas > a.porsi THEN g.atas ELSE a.porsi END AS ambang,
    CASE
        WHEN g.atas > a.porsi THEN 'pagar statistik: kuartil 3 + 1,5 jarak antarkuartil' ELSE a.dasar
    END AS dasar_ambang,
    NULL AS catatan,
    s.seluruh,
    s.bagian,
    g.atas,
    g.n AS n_pembanding
-- sisipkan: dari_skpd
-- bukti
SELECT subjek_id, 'masukan' AS peran, 'kontrak_bulat' AS nama, bagian AS nilai, NULL AS teks,
    NULL AS tabel, NULL AS id_baris
FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'kontrak_skpd', seluruh, NULL, NULL, NULL FROM terpicu
UNION ALL
-- sisipkan: bukti_pagar_skpd
