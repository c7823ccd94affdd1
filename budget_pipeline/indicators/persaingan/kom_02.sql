/* ---
kode: KOM-02
versi: "1"
judul: {id: Peserta jauh di bawah pasar, en: Fewer bidders than the market}
pertanyaan: {id: "Apakah penawar jauh lebih sedikit daripada tender sejenis?", en: Are there far fewer bidders than in like tenders?}
deskripsi:
  id: Jumlah penawar kurang dari separuh median tender dengan jenis pengadaan dan tahun yang sama.
  en: The number of bidders is less than half the median of tenders of the same category and year.
alasan:
  id: Penawar yang jauh lebih sedikit daripada biasanya dapat menandakan syarat yang mempersempit persaingan.
  en: Far fewer bidders than usual can be a sign of terms that narrow competition.
penjelasan_wajar:
  id: Lokasi terpencil, pekerjaan khusus, waktu yang bersamaan dengan banyak tender lain.
  en: A remote place, special work, a time when many other tenders run.
yang_diperiksa:
  id: Syarat kualifikasi dan lokasi dibandingkan dengan tender sejenis, alasan pendaftar tidak menawar.
  en: Qualification terms and place against like tenders, why registrants did not bid.
subjek: paket
populasi: {id: "Semua paket; berlaku untuk tender yang selesai dengan dua penawar atau lebih.", en: All packages; applies to finished tenders with two bidders or more.}
tingkat: 2
rujukan: {ocp: [R019], lain: []}
kolom_wajib: [paket.jenis_pengadaan, peserta.nilai_penawaran]
parameter:
  bagian:
    judul: {id: Bagian dari median, en: Part of the median}
    satuan: rasio
    nilai: 0.5
    utama: true
    dasar: katalog indikator program ini menurut OCP R019
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  pembanding_minimal:
    judul: {id: Tender sejenis minimal, en: Fewest like tenders}
    satuan: jumlah
    nilai: 20
    dasar: aturan kelompok pembanding program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  median_minimal:
    judul: {id: Median minimal, en: Smallest median}
    satuan: jumlah
    nilai: 3
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: Penawar tunggal (lihat KOM-01), en: Single bids (see KOM-01)}
  - {id: Metode tanpa persaingan serta tender gagal atau berjalan, en: Methods without competition and failed or running tenders}
putusan: banyak(penawaran) < bagian * median dan banyak(penawaran) > 1 dan tender_sejenis >= pembanding_minimal dan median >= median_minimal
--- */
WITH ukuran AS (
    SELECT
        wilayah || ':' || COALESCE(CAST(tahun AS TEXT), '-') || ':' || jenis AS kelompok,
        n_penawar AS x
    FROM b_paket
    WHERE bukan_tender IS NULL AND tanpa_penawaran IS NULL AND jenis <> ''
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
    COALESCE(
        p.bukan_tender,
        CASE
            WHEN p.n_penawar = 1 THEN 'penawar tunggal'
            WHEN g.n >= a.pembanding_minimal AND g.median < a.median_minimal
                THEN 'median penawar sejenis terlalu kecil'
        END
    ) AS tidak_berlaku,
    COALESCE(
        p.tanpa_penawaran,
        CASE
            WHEN p.jenis = '' THEN 'jenis_pengadaan kosong'
            WHEN g.n < a.pembanding_minimal THEN 'pembanding kurang dari jumlah minimal'
        END
    ) AS tidak_dapat_dihitung,
    CASE WHEN p.n_penawar < a.bagian * g.median THEN 1 ELSE 0 END AS terpicu,
    p.n_penawar AS nilai,
    a.bagian * g.median AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan,
    g.median,
    g.n AS tender_sejenis
FROM b_paket AS p
JOIN aturan AS a ON a.wilayah = p.wilayah
LEFT JOIN pagar AS g
    ON g.kelompok = p.wilayah || ':' || COALESCE(CAST(p.tahun AS TEXT), '-') || ':' || p.jenis
    AND p.bukan_tender IS NULL
-- bukti
SELECT h.subjek_id, 'masukan' AS peran, 'penawaran' AS nama, t.nilai AS nilai,
    t.nama_penyedia AS teks, 'peserta' AS tabel, CAST(t.id_peserta AS TEXT) AS id_baris
FROM terpicu AS h
JOIN b_tawaran AS t ON t.id_paket = h.subjek_id
UNION ALL
SELECT subjek_id, 'pembanding', 'median', median, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'pembanding', 'tender_sejenis', tender_sejenis, NULL, NULL, NULL FROM terpicu
