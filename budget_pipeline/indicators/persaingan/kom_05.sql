/* ---
kode: KOM-05
versi: "2"
judul: {id: Tingkat gugur SKPD berlebihan, en: Excessive disqualification at an agency}
pertanyaan: {id: "Apakah SKPD ini menggugurkan penawar jauh lebih sering daripada SKPD lain?", en: Does this agency disqualify bidders far more often than others?}
deskripsi:
  id: Bagian penawaran yang digugurkan pada satu SKPD dan tahun mencapai pagar atas SKPD lain.
  en: The part of bids disqualified at one agency and year reaches the upper fence of its peers.
alasan:
  id: Pengguguran yang luar biasa sering dapat menandakan syarat atau evaluasi yang mengarah.
  en: Exceptionally frequent disqualification can be a sign of tailored terms or evaluation.
penjelasan_wajar:
  id: SKPD yang mencatat semua penawaran tampak lebih buruk daripada yang hanya mencatat pemenang; pekerjaan yang rumit.
  en: Agencies that record every bid look worse than those that record winners only; complex works.
yang_diperiksa:
  id: Alasan gugur yang paling sering, kelompok kerja yang sama, keluhan peserta.
  en: The most frequent reasons, the same working group, complaints.
subjek: skpd
populasi: {id: Setiap SKPD dan tahun dengan tender selesai., en: Each agency and year with finished tenders.}
tingkat: 2
rujukan: {ocp: [R038], lain: [], catatan: {id: Cardinal memakai minimal dua penawaran; di sini sepuluh., en: Cardinal asks for two bids; here ten.}}
kolom_wajib: [peserta.nilai_penawaran, peserta.alasan, paket.kode_skpd]
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
    judul: {id: SKPD pembanding minimal, en: Fewest peer agencies}
    satuan: jumlah
    nilai: 20
    dasar: aturan kelompok pembanding program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: SKPD dengan kurang dari sepuluh penawaran, en: Agencies with fewer than ten bids}
riwayat:
  - "2: pemenang yang hanya dikenal dari kontraknya tidak lagi dihitung gugur"
putusan: gugur / penawaran >= pagar_atas dan penawaran >= penawaran_minimal dan skpd_pembanding >= pembanding_minimal
--- */
WITH per_skpd AS (
    SELECT
        p.wilayah,
        p.tahun,
        p.skpd,
        MAX(p.kode_wilayah) AS kode_wilayah,
        MAX(p.kode_skpd) AS kode_skpd,
        MAX(p.nama_skpd) AS nama_skpd,
        COUNT(*) AS n_tender,
        SUM(p.n_penawar) AS n_penawar,
        SUM(p.n_gugur) AS n_gugur,
        SUM(p.n_beralasan) AS n_beralasan
    FROM b_paket AS p
    WHERE p.bukan_tender IS NULL
    GROUP BY p.wilayah, p.tahun, p.skpd
),
ukuran AS (
    SELECT
        s.wilayah || ':' || COALESCE(CAST(s.tahun AS TEXT), '-') AS kelompok,
        CAST(s.n_gugur AS DOUBLE) / s.n_penawar AS x
    FROM per_skpd AS s
    JOIN aturan AS a ON a.wilayah = s.wilayah
    WHERE s.n_penawar >= a.penawaran_minimal AND s.n_beralasan > 0 AND s.skpd IS NOT NULL
),
pagar AS (
    -- sisipkan: pagar
)
SELECT
    s.wilayah || ':' || COALESCE(CAST(s.tahun AS TEXT), '-') || ':' || COALESCE(s.skpd, '-')
        AS subjek_id,
    COALESCE(s.nama_skpd, s.skpd) AS subjek_label,
    s.kode_wilayah,
    s.tahun,
    s.kode_skpd,
    CASE
        WHEN s.n_penawar > 0 AND s.n_penawar < a.penawaran_minimal
            THEN 'penawaran kurang dari jumlah minimal'
    END AS tidak_berlaku,
    CASE
        WHEN s.skpd IS NULL THEN 'kode_skpd kosong'
        WHEN s.n_penawar IS NULL OR s.n_penawar = 0 THEN 'nilai_penawaran kosong'
        WHEN s.n_beralasan = 0 THEN 'alasan kosong'
        WHEN g.n IS NULL OR g.n < a.pembanding_minimal THEN 'pembanding kurang dari jumlah minimal'
        WHEN g.q1 = g.q3 OR g.atas <= 0 OR g.atas > 1 THEN 'pagar statistik tidak informatif'
    END AS tidak_dapat_dihitung,
    CASE WHEN CAST(s.n_gugur AS DOUBLE) / s.n_penawar >= g.atas THEN 1 ELSE 0 END AS terpicu,
    CAST(s.n_gugur AS DOUBLE) / s.n_penawar AS nilai,
    g.atas AS ambang,
    'pagar statistik: kuartil 3 + 1,5 jarak antarkuartil' AS dasar_ambang,
    NULL AS catatan,
    s.n_gugur,
    s.n_penawar,
    g.n AS n_pembanding
FROM per_skpd AS s
JOIN aturan AS a ON a.wilayah = s.wilayah
LEFT JOIN pagar AS g ON g.kelompok = s.wilayah || ':' || COALESCE(CAST(s.tahun AS TEXT), '-')
-- bukti
SELECT subjek_id, 'masukan' AS peran, 'gugur' AS nama, n_gugur AS nilai, NULL AS teks,
    NULL AS tabel, NULL AS id_baris
FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'penawaran', n_penawar, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'ambang', 'pagar_atas', ambang, dasar_ambang, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'pembanding', 'skpd_pembanding', n_pembanding, NULL, NULL, NULL FROM terpicu
