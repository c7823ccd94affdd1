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
  - "2: pemenang yang hanya dikenal dari kontraknya tidak lagi dihitung gugur; tanpa SKPD tidak dapat dihitung, berapa pun penawarannya"
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
        SUM(p.n_penawar) AS seluruh,
        SUM(p.n_gugur) AS bagian,
        SUM(p.n_beralasan) AS n_beralasan
    FROM b_paket AS p
    WHERE p.bukan_tender IS NULL
    GROUP BY p.wilayah, p.tahun, p.skpd
),
ukuran AS (
    -- sisipkan: ukuran_skpd
    WHERE s.seluruh >= a.penawaran_minimal AND s.n_beralasan > 0 AND s.skpd IS NOT NULL
),
pagar AS (
    -- sisipkan: pagar
)
SELECT
    -- sisipkan: kolom_skpd
    CASE
        WHEN s.skpd IS NOT NULL AND s.seluruh > 0 AND s.seluruh < a.penawaran_minimal
            THEN 'penawaran kurang dari jumlah minimal'
    END AS tidak_berlaku,
    CASE
        WHEN s.skpd IS NULL THEN 'kode_skpd kosong'
        WHEN s.seluruh IS NULL OR s.seluruh = 0 THEN 'nilai_penawaran kosong'
        WHEN s.n_beralasan = 0 THEN 'alasan kosong'
        WHEN g.n IS NULL OR g.n < a.pembanding_minimal THEN 'pembanding kurang dari jumlah minimal'
        WHEN g.q1 = g.q3 OR g.atas <= 0 OR g.atas > 1 THEN 'pagar statistik tidak informatif'
    END AS tidak_dapat_dihitung,
    CASE WHEN CAST(s.bagian AS DOUBLE) / s.seluruh >= g.atas THEN 1 ELSE 0 END AS terpicu,
    CAST(s.bagian AS DOUBLE) / s.seluruh AS nilai,
    g.atas AS ambang,
    'pagar statistik: kuartil 3 + 1,5 jarak antarkuartil' AS dasar_ambang,
    NULL AS catatan,
    s.bagian,
    s.seluruh,
    g.atas,
    g.n AS n_pembanding
-- sisipkan: dari_skpd
-- bukti
SELECT subjek_id, 'masukan' AS peran, 'gugur' AS nama, bagian AS nilai, NULL AS teks,
    NULL AS tabel, NULL AS id_baris
FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'penawaran', seluruh, NULL, NULL, NULL FROM terpicu
UNION ALL
-- sisipkan: bukti_pagar_skpd
