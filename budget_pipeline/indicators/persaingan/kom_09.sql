/* ---
kode: KOM-09
versi: "1"
judul: {id: Penyedia sering digugurkan, en: Supplier disqualified often}
pertanyaan: {id: "Apakah penyedia ini digugurkan jauh lebih sering daripada penawar lain?", en: Is this supplier disqualified far more often than other bidders?}
deskripsi:
  id: Bagian penawaran satu penyedia yang digugurkan mencapai pagar atas penyedia lain.
  en: The part of a supplier's bids that were disqualified reaches the upper fence of its peers.
alasan:
  id: Penyedia yang terus-menerus gugur dapat berperan sebagai pendamping.
  en: A supplier that is disqualified again and again may serve as a companion.
penjelasan_wajar:
  id: Usaha baru yang belum terbiasa dengan dokumen pemilihan; syarat yang berat bagi usaha kecil.
  en: A new firm not used to bidding documents; terms hard for small firms.
yang_diperiksa:
  id: Bersama siapa penyedia ini menawar, siapa yang menang, kesalahan yang sama berulang.
  en: With whom it bids, who wins, whether the same error recurs.
subjek: penyedia
populasi: {id: Setiap penyedia yang menawar pada tender selesai., en: Each supplier that bid in a finished tender.}
tingkat: 2
rujukan: {ocp: [R038], lain: []}
kolom_wajib: [peserta.nilai_penawaran, peserta.alasan, peserta.id_penyedia]
parameter:
  penawaran_minimal:
    judul: {id: Penawaran minimal, en: Fewest bids}
    satuan: jumlah
    nilai: 10
    utama: true
    dasar: katalog indikator program ini (Cardinal memakai 2)
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  pembanding_minimal:
    judul: {id: Penyedia pembanding minimal, en: Fewest peer suppliers}
    satuan: jumlah
    nilai: 20
    dasar: aturan kelompok pembanding program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: Penyedia dengan kurang dari sepuluh penawaran, en: Suppliers with fewer than ten bids}
putusan: gugur / penawaran >= pagar_atas dan penawaran >= penawaran_minimal dan penyedia_pembanding >= pembanding_minimal
--- */
WITH per_penyedia AS (
    SELECT
        t.id_penyedia,
        MAX(t.nama_penyedia) AS nama,
        COUNT(*) AS n_penawar,
        SUM(t.gugur) AS n_gugur,
        SUM(p.n_beralasan) AS n_beralasan
    FROM b_tawaran AS t
    JOIN b_paket AS p ON p.id_paket = t.id_paket
    WHERE p.bukan_tender IS NULL
    GROUP BY t.id_penyedia
),
ukuran AS (
    SELECT 'semua' AS kelompok, CAST(s.n_gugur AS DOUBLE) / s.n_penawar AS x
    FROM per_penyedia AS s
    JOIN aturan AS a ON a.wilayah = ''
    WHERE s.n_penawar >= a.penawaran_minimal AND s.n_beralasan > 0 AND s.id_penyedia IS NOT NULL
),
pagar AS (
    -- sisipkan: pagar
)
SELECT
    COALESCE(s.id_penyedia, '-') AS subjek_id,
    s.nama AS subjek_label,
    NULL AS kode_wilayah,
    NULL AS tahun,
    NULL AS kode_skpd,
    CASE
        WHEN s.id_penyedia IS NOT NULL AND s.n_penawar < a.penawaran_minimal
            THEN 'penawaran kurang dari jumlah minimal'
    END AS tidak_berlaku,
    CASE
        WHEN s.id_penyedia IS NULL THEN 'id_penyedia kosong'
        WHEN s.n_beralasan = 0 THEN 'alasan kosong'
        WHEN g.n IS NULL OR g.n < a.pembanding_minimal THEN 'pembanding kurang dari jumlah minimal'
        WHEN g.q1 = g.q3 OR g.atas <= 0 OR g.atas > 1 THEN 'pagar statistik tidak informatif'
    END AS tidak_dapat_dihitung,
    CASE WHEN CAST(s.n_gugur AS DOUBLE) / s.n_penawar >= g.atas THEN 1 ELSE 0 END AS terpicu,
    CAST(s.n_gugur AS DOUBLE) / s.n_penawar AS nilai,
    g.atas AS ambang,
    'pagar statistik: kuartil 3 + 1,5 jarak antarkuartil' AS dasar_ambang,
    NULL AS catatan,
    s.id_penyedia,
    s.n_gugur,
    s.n_penawar,
    g.n AS n_pembanding
FROM per_penyedia AS s
JOIN aturan AS a ON a.wilayah = ''
LEFT JOIN pagar AS g ON g.kelompok = 'semua'
-- bukti
SELECT subjek_id, 'masukan' AS peran, 'gugur' AS nama, n_gugur AS nilai, NULL AS teks,
    'penyedia' AS tabel, subjek_id AS id_baris
FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'penawaran', n_penawar, NULL, 'penyedia', subjek_id FROM terpicu
UNION ALL
SELECT subjek_id, 'ambang', 'pagar_atas', ambang, dasar_ambang, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'pembanding', 'penyedia_pembanding', n_pembanding, NULL, NULL, NULL FROM terpicu
UNION ALL
-- sisipkan: bukti_identitas
