/* ---
kode: ANG-08
versi: "1"
judul: {id: Porsi belanja rawan tinggi, en: High share of sensitive spending}
pertanyaan: {id: "Apakah porsi perjalanan dinas, hibah, atau bantuan sosial SKPD ini jauh di atas SKPD lain?", en: "Is this agency's share of travel, grants or social aid far above that of others?"}
deskripsi:
  id: Porsi satu kelompok belanja rawan (perjalanan dinas, hibah, bantuan sosial, tidak terduga) dalam anggaran SKPD masuk sepersepuluh tertinggi dan paling sedikit 25 persen.
  en: The share of a sensitive group (travel, grants, social aid, contingency) in an agency's budget is in the top tenth and at least 25 percent.
alasan:
  id: Kelompok belanja ini paling sering muncul dalam temuan pemeriksaan dan sulit diukur hasilnya.
  en: These groups occur most often in audit findings and their results are hard to measure.
penjelasan_wajar:
  id: Tugas SKPD memang menyalurkan hibah atau bantuan sosial; BPKAD menampung belanja tidak terduga; Sekretariat DPRD banyak perjalanan.
  en: The agency's task is to pay grants or aid; the finance agency holds contingency; the council secretariat travels much.
yang_diperiksa:
  id: Daftar penerima, pertanggungjawaban, kenaikan dari tahun lalu (ANG-09).
  en: Lists of recipients, accounts given, increase over last year (ANG-09).
subjek: skpd_akun
populasi: {id: Setiap SKPD dan kelompok belanja rawan yang dianggarkannya., en: Each agency and sensitive group it budgets for.}
tingkat: 2
rujukan: {ocp: tidak ada padanan, lain: ["Temuan BPK", "Inpres 1/2025 (belum dikonfirmasi)"]}
kolom_wajib: [anggaran.pagu, anggaran.kode_rekening, anggaran.kode_skpd]
parameter:
  porsi:
    judul: {id: Porsi minimal, en: Smallest share}
    satuan: rasio
    nilai: 0.25
    utama: true
    dasar: usulan program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  pembanding_minimal:
    judul: {id: SKPD pembanding minimal, en: Fewest peer agencies}
    satuan: jumlah
    nilai: 20
    dasar: aturan kelompok pembanding program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
putusan: pagu_kelompok / pagu_skpd >= porsi dan pagu_kelompok / pagu_skpd >= persentil_90 dan skpd_pembanding >= pembanding_minimal
--- */
WITH ukuran AS (
    SELECT
        wilayah || ':' || COALESCE(CAST(tahun AS TEXT), '-') || ':' || akun AS kelompok,
        CAST(pagu AS DOUBLE) / total AS x
    FROM b_rawan
    WHERE kosong = 0 AND pagu > 0 AND skpd <> '-'
),
pagar AS (
    -- sisipkan: pagar
)
SELECT
    r.wilayah || ':' || COALESCE(CAST(r.tahun AS TEXT), '-') || ':' || r.skpd || ':' || r.akun
        AS subjek_id,
    r.nama_skpd || ': ' || r.akun AS subjek_label,
    r.kode_wilayah,
    r.tahun,
    r.kode_skpd,
    NULL AS tidak_berlaku,
    CASE
        WHEN r.skpd = '-' THEN 'kode_skpd kosong'
        WHEN r.versi_bagan = '13/2006' THEN 'bagan akun lama belum dipetakan'
        WHEN r.kosong > 0 THEN 'pagu kosong'
        WHEN r.pagu <= 0 OR r.total <= 0 THEN 'pagu nol atau negatif'
        WHEN g.n IS NULL OR g.n < a.pembanding_minimal THEN 'pembanding kurang dari jumlah minimal'
        WHEN g.q1 = g.q3 THEN 'pagar statistik tidak informatif'
    END AS tidak_dapat_dihitung,
    CASE
        WHEN CAST(r.pagu AS DOUBLE) / r.total >= g.p90
            AND CAST(r.pagu AS DOUBLE) / r.total >= a.porsi THEN 1
        ELSE 0
    END AS terpicu,
    CASE WHEN r.total > 0 THEN CAST(r.pagu AS DOUBLE) / r.total END AS nilai,
    CASE WHEN g.p90 > a.porsi THEN g.p90 ELSE a.porsi END AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan,
    r.pagu,
    r.total,
    g.p90,
    g.n AS n_pembanding
FROM b_rawan AS r
JOIN aturan AS a ON a.wilayah = r.wilayah
LEFT JOIN pagar AS g
    ON g.kelompok = r.wilayah || ':' || COALESCE(CAST(r.tahun AS TEXT), '-') || ':' || r.akun
-- bukti
SELECT subjek_id, 'masukan' AS peran, 'pagu_kelompok' AS nama, pagu AS nilai, subjek_label AS teks,
    NULL AS tabel, NULL AS id_baris
FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'pagu_skpd', total, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'ambang', 'persentil_90', p90, 'persentil 90 SKPD lain', NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'pembanding', 'skpd_pembanding', n_pembanding, NULL, NULL, NULL FROM terpicu
