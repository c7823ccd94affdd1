/* ---
kode: KOL-04
versi: "2"
judul: {id: Pendamping yang selalu kalah, en: Excessive unsuccessful bids}
pertanyaan: {id: "Apakah penyedia ini sering menawar tetapi hampir tidak pernah menang?", en: Does this supplier bid often but hardly ever win?}
deskripsi:
  id: Penyedia yang termasuk seperempat paling sering menawar, dengan bagian kemenangan sampai pagar bawah; bila pagar tidak informatif, sampai 5 persen.
  en: A supplier among the quarter that bids most often, with a share of wins at or below the lower fence; where the fence says nothing, at most 5 percent.
alasan: {id: Penyedia yang terus menawar tanpa menang dapat berperan sebagai pendamping agar tender tampak bersaing., en: A supplier that keeps bidding without winning may serve to make tenders look competitive.}
penjelasan_wajar: {id: "Usaha kecil yang jujur tetapi kalah bersaing, usaha baru yang belajar, pasar dengan banyak penawar.", en: "An honest but weak firm, a new one that is learning, a market with many bidders."}
yang_diperiksa: {id: "Siapa yang menang setiap kali penyedia ini menawar, jarak harganya, kesamaan dokumen.", en: "Who wins whenever it bids, its price distance, likeness of documents."}
subjek: penyedia
populasi: {id: Setiap penyedia dengan penawaran sah pada tender selesai yang pemenangnya diketahui dan tunggal., en: Each supplier with a valid bid in finished tenders whose single winner is known.}
tingkat: 2
rujukan: {ocp: [R025], lain: []}
kolom_wajib: [peserta.nilai_penawaran, peserta.pemenang, peserta.id_penyedia]
parameter:
  porsi:
    judul: {id: Bagian kemenangan tetap, en: Fixed share of wins}
    satuan: rasio
    nilai: 0.05
    utama: true
    dasar: OCP R025 (Cardinal), parameter tetap pilihan
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  ikut_minimal:
    judul: {id: Penawaran minimal, en: Fewest bids}
    satuan: jumlah
    nilai: 10
    dasar: aturan rasio program ini
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
  - {id: "Penyedia yang jarang menawar (di bawah persentil 75 atau sepuluh kali)", en: "Suppliers that bid seldom (below the 75th percentile or ten times)"}
  - {id: Tender dengan lebih dari satu pemenang, en: Tenders with more than one winner}
riwayat:
  - "2: pemenang yang hanya dikenal dari kontraknya tidak lagi dihitung gugur"
putusan: menang / ikut <= batas_dipakai dan ikut >= ikut_minimal dan ikut >= persentil_75
--- */
WITH per_penyedia AS (
    SELECT
        t.id_penyedia,
        MAX(t.nama_penyedia) AS nama,
        COUNT(DISTINCT t.id_paket) AS ikut,
        COUNT(DISTINCT CASE WHEN t.menang = 1 THEN t.id_paket END) AS menang
    FROM b_tawaran AS t
    JOIN b_paket AS p ON p.id_paket = t.id_paket
    WHERE p.bukan_tender IS NULL AND p.n_menang = 1 AND t.gugur = 0
    GROUP BY t.id_penyedia
),
ukuran AS (
    SELECT 'ikut' AS kelompok, ikut AS x FROM per_penyedia WHERE id_penyedia IS NOT NULL
    UNION ALL
    SELECT 'rasio', CAST(menang AS DOUBLE) / ikut FROM per_penyedia WHERE id_penyedia IS NOT NULL
),
pagar AS (
    -- sisipkan: pagar
),
batas AS (
    SELECT
        a.porsi,
        a.ikut_minimal,
        a.pembanding_minimal,
        a.dasar,
        r.n,
        i.q3 AS persentil_75,
        CASE WHEN r.q1 > 0 AND r.bawah > 1e-9 AND r.q1 < r.q3 THEN 1 ELSE 0 END AS informatif,
        CASE WHEN r.q1 > 0 AND r.bawah > 1e-9 AND r.q1 < r.q3 THEN r.bawah ELSE a.porsi END AS batas
    FROM aturan AS a
    LEFT JOIN pagar AS r ON r.kelompok = 'rasio'
    LEFT JOIN pagar AS i ON i.kelompok = 'ikut'
    WHERE a.wilayah = ''
)
SELECT
    COALESCE(s.id_penyedia, '-') AS subjek_id,
    s.nama AS subjek_label,
    NULL AS kode_wilayah,
    NULL AS tahun,
    NULL AS kode_skpd,
    CASE
        WHEN s.id_penyedia IS NOT NULL AND (s.ikut < b.ikut_minimal OR s.ikut < b.persentil_75)
            THEN 'penawaran kurang dari jumlah minimal'
    END AS tidak_berlaku,
    CASE
        WHEN s.id_penyedia IS NULL THEN 'id_penyedia kosong'
        WHEN b.n < b.pembanding_minimal THEN 'pembanding kurang dari jumlah minimal'
    END AS tidak_dapat_dihitung,
    CASE WHEN CAST(s.menang AS DOUBLE) / s.ikut <= b.batas THEN 1 ELSE 0 END AS terpicu,
    CAST(s.menang AS DOUBLE) / s.ikut AS nilai,
    b.batas AS ambang,
    CASE
        WHEN b.informatif = 1 THEN 'pagar statistik: kuartil 1 - 1,5 jarak antarkuartil' ELSE b.dasar
    END AS dasar_ambang,
    CASE WHEN b.informatif = 0 THEN 'pagar statistik tidak informatif: dipakai batas tetap' END
        AS catatan,
    s.id_penyedia,
    s.ikut,
    s.menang,
    b.persentil_75,
    b.n AS n_pembanding
FROM per_penyedia AS s
CROSS JOIN batas AS b
-- bukti
SELECT h.subjek_id, 'pembanding' AS peran, 'tender_diikuti' AS nama, t.nilai AS nilai,
    p.label AS teks, 'peserta' AS tabel, CAST(t.id_peserta AS TEXT) AS id_baris
FROM terpicu AS h
JOIN b_tawaran AS t ON t.id_penyedia = h.subjek_id AND t.gugur = 0
JOIN b_paket AS p ON p.id_paket = t.id_paket
WHERE p.bukan_tender IS NULL AND p.n_menang = 1
UNION ALL
SELECT subjek_id, 'masukan', 'ikut', ikut, NULL, 'penyedia', subjek_id FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'menang', menang, NULL, 'penyedia', subjek_id FROM terpicu
UNION ALL
SELECT subjek_id, 'ambang', 'persentil_75', persentil_75, 'persentil 75 banyaknya penawaran', NULL, NULL
FROM terpicu
UNION ALL
SELECT subjek_id, 'ambang', 'batas_dipakai', ambang, dasar_ambang, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'pembanding', 'penyedia_pembanding', n_pembanding, NULL, NULL, NULL FROM terpicu
UNION ALL
-- sisipkan: bukti_identitas
