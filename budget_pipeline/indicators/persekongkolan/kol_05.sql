/* ---
kode: KOL-05
versi: "1"
judul: {id: Pasangan penawar dengan pemenang tetap, en: "Co-bidding pair, same winner"}
pertanyaan: {id: "Apakah dua penyedia sering menawar bersama dan selalu yang satu yang menang?", en: Do two suppliers often bid together with always the same one winning?}
deskripsi:
  id: Dua penyedia menawar bersama pada lima tender atau lebih; yang satu menang 90 persen atau lebih, yang lain tidak pernah.
  en: Two suppliers bid together in five tenders or more; one wins 90 percent or more of them, the other never.
alasan: {id: Pola yang tetap dapat berarti salah satunya menawar hanya sebagai pendamping., en: A fixed pattern can mean that one of them bids only as a companion.}
penjelasan_wajar: {id: "Penyedia setempat sedikit, salah satunya memang lebih murah, spesialisasi yang sama.", en: "Few local suppliers, one is simply cheaper, the same speciality."}
yang_diperiksa: {id: "Alamat, pengurus, dan dokumen kedua penyedia; jarak harga mereka dari tender ke tender.", en: "Address, officers and documents of both; their price distance from tender to tender."}
subjek: pasangan
populasi: {id: Setiap pasangan penyedia yang menawar bersama pada dua tender selesai atau lebih., en: Each pair of suppliers that bid together in two finished tenders or more.}
tingkat: 2
rujukan: {ocp: [R053], lain: ["KPPU 3/2023"]}
kolom_wajib: [peserta.nilai_penawaran, peserta.pemenang, peserta.id_penyedia]
parameter:
  porsi:
    judul: {id: Bagian kemenangan, en: Share of wins}
    satuan: rasio
    nilai: 0.9
    utama: true
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  tender_minimal:
    judul: {id: Tender bersama minimal, en: Fewest joint tenders}
    satuan: jumlah
    nilai: 5
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  pasar_minimal:
    judul: {id: Penyedia aktif minimal di pasar, en: Fewest active suppliers in the market}
    satuan: jumlah
    nilai: 6
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: Kurang dari lima tender bersama, en: Fewer than five joint tenders}
  - {id: Pasar dengan kurang dari enam penyedia aktif, en: Markets with fewer than six active suppliers}
putusan: menang_pertama / tender_bersama >= porsi dan menang_kedua = 0 dan tender_bersama >= tender_minimal dan penyedia_aktif >= pasar_minimal
--- */
WITH penawar AS (
    SELECT
        t.id_penyedia,
        t.id_paket,
        MAX(p.wilayah) AS wilayah,
        MAX(t.menang) AS menang,
        MAX(p.n_menang) AS n_menang
    FROM b_tawaran AS t
    JOIN b_paket AS p ON p.id_paket = t.id_paket
    WHERE p.bukan_tender IS NULL AND t.id_penyedia IS NOT NULL
    GROUP BY t.id_paket, t.id_penyedia
),
sering AS (
    SELECT id_penyedia FROM penawar GROUP BY id_penyedia HAVING COUNT(*) >= 2
),
aktif AS (
    SELECT wilayah, COUNT(*) AS n
    FROM (SELECT DISTINCT wilayah, id_penyedia FROM penawar) AS w
    GROUP BY wilayah
),
berulang AS (
    SELECT p.* FROM penawar AS p JOIN sering AS s ON s.id_penyedia = p.id_penyedia
),
bersama AS (
    SELECT
        a.id_penyedia AS satu,
        b.id_penyedia AS dua,
        MAX(a.wilayah) AS wilayah,
        COUNT(*) AS n,
        SUM(a.menang) AS menang_satu,
        SUM(b.menang) AS menang_dua,
        MIN(a.n_menang) AS dikenal
    FROM berulang AS a
    JOIN berulang AS b ON b.id_paket = a.id_paket AND b.id_penyedia > a.id_penyedia
    GROUP BY a.id_penyedia, b.id_penyedia
    HAVING COUNT(*) >= 2
),
pasangan AS (
    SELECT
        CASE WHEN menang_dua > menang_satu THEN dua ELSE satu END AS pertama,
        CASE WHEN menang_dua > menang_satu THEN satu ELSE dua END AS kedua,
        CASE WHEN menang_dua > menang_satu THEN menang_dua ELSE menang_satu END AS menang_pertama,
        CASE WHEN menang_dua > menang_satu THEN menang_satu ELSE menang_dua END AS menang_kedua,
        wilayah, n, dikenal
    FROM bersama
)
SELECT
    p.pertama || ':' || p.kedua AS subjek_id,
    COALESCE(x.nama, p.pertama) || ' dan ' || COALESCE(y.nama, p.kedua) AS subjek_label,
    NULLIF(p.wilayah, '') AS kode_wilayah,
    NULL AS tahun,
    NULL AS kode_skpd,
    CASE
        WHEN p.n < a.tender_minimal THEN 'tender bersama kurang dari jumlah minimal'
        WHEN k.n < a.pasar_minimal THEN 'penyedia aktif di pasar terlalu sedikit'
    END AS tidak_berlaku,
    CASE WHEN p.dikenal = 0 THEN 'pemenang kosong' END AS tidak_dapat_dihitung,
    CASE
        WHEN CAST(p.menang_pertama AS DOUBLE) / p.n >= a.porsi AND p.menang_kedua = 0 THEN 1 ELSE 0
    END AS terpicu,
    CAST(p.menang_pertama AS DOUBLE) / p.n AS nilai,
    a.porsi AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan,
    p.pertama,
    p.kedua,
    p.n,
    p.menang_pertama,
    p.menang_kedua,
    k.n AS penyedia_aktif
FROM pasangan AS p
JOIN aturan AS a ON a.wilayah = p.wilayah
JOIN aktif AS k ON k.wilayah = p.wilayah
LEFT JOIN penyedia AS x ON x.id_penyedia = p.pertama
LEFT JOIN penyedia AS y ON y.id_penyedia = p.kedua
-- bukti
SELECT h.subjek_id, 'pembanding' AS peran, 'penawaran_pertama' AS nama, t.nilai AS nilai,
    p.label AS teks, 'peserta' AS tabel, CAST(t.id_peserta AS TEXT) AS id_baris
FROM terpicu AS h
JOIN b_tawaran AS t ON t.id_penyedia = h.pertama
JOIN b_tawaran AS u ON u.id_penyedia = h.kedua AND u.id_paket = t.id_paket
JOIN b_paket AS p ON p.id_paket = t.id_paket
WHERE p.bukan_tender IS NULL
UNION ALL
SELECT h.subjek_id, 'pembanding', 'penawaran_kedua', u.nilai, p.label, 'peserta',
    CAST(u.id_peserta AS TEXT)
FROM terpicu AS h
JOIN b_tawaran AS t ON t.id_penyedia = h.pertama
JOIN b_tawaran AS u ON u.id_penyedia = h.kedua AND u.id_paket = t.id_paket
JOIN b_paket AS p ON p.id_paket = t.id_paket
WHERE p.bukan_tender IS NULL
UNION ALL
SELECT subjek_id, 'masukan', 'tender_bersama', n, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'menang_pertama', menang_pertama, NULL, 'penyedia', pertama FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'menang_kedua', menang_kedua, NULL, 'penyedia', kedua FROM terpicu
UNION ALL
SELECT subjek_id, 'pembanding', 'penyedia_aktif', penyedia_aktif, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT h.subjek_id, 'pembanding', 'identitas', NULL, y.aturan, 'penyedia', y.id_penyedia
FROM terpicu AS h
JOIN penyedia AS y ON y.id_penyedia = h.pertama OR y.id_penyedia = h.kedua
