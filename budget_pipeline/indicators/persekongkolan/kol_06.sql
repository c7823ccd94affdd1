/* ---
kode: KOL-06
versi: "1"
judul: {id: "Giliran menang", en: "Bid rotation"}
pertanyaan: {id: "Apakah sekelompok penyedia yang selalu menawar bersama bergantian menang?", en: "Does a group of suppliers that always bid together win in turn?"}
deskripsi:
  id: Kelompok tertutup tiga sampai delapan penyedia (penawar yang sama persis, tanpa orang luar) pada enam tender atau lebih di satu SKPD, dengan kemenangan terbanyak paling tinggi 1,5 kali bagian yang sama rata dan pemenang yang berganti pada 80 persen langkah atau lebih.
  en: A closed group of three to eight suppliers (the very same bidders, no outsider) in six tenders or more of one agency, where the most wins are at most 1.5 times an equal share and the winner changes in 80 percent of the steps or more.
alasan: {id: "Giliran menang adalah pola arisan tender.", en: "Winning in turn is a pattern of bid rotation."}
penjelasan_wajar: {id: "Keterbatasan kapasitas membuat pemenang tidak ikut sungguh-sungguh pada tender berikutnya; pembagian pekerjaan menurut aturan.", en: "Limits of capacity keep a winner from competing hard for the next tender; allotment by law."}
yang_diperiksa: {id: "Urutan pemenang, harga penawar yang kalah, alamat dan pengurus anggota kelompok.", en: "The order of winners, prices of the losers, address and officers of the members."}
subjek: kelompok_penyedia
populasi: {id: "Setiap kelompok tiga sampai delapan penyedia yang menjadi satu-satunya penawar pada dua tender selesai atau lebih di satu SKPD.", en: "Each group of three to eight suppliers that were the only bidders in two finished tenders or more of one agency."}
tingkat: 3
rujukan: {ocp: [R057], lain: ["KPPU 3/2023"], catatan: {id: "R057 tidak menetapkan angka; kelompok dengan orang luar sesekali tidak terlihat oleh aturan ini.", en: "R057 sets no figures; a group with an occasional outsider escapes this rule."}}
kolom_wajib: [peserta.id_penyedia, peserta.nilai_penawaran, peserta.pemenang, paket.kode_skpd, paket.tgl_pengumuman]
parameter:
  berganti:
    judul: {id: Bagian langkah yang berganti pemenang, en: Share of steps in which the winner changes}
    satuan: rasio
    nilai: 0.8
    utama: true
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  merata:
    judul: {id: Kemenangan terbanyak terhadap bagian sama rata, en: Most wins against an equal share}
    satuan: rasio
    nilai: 1.5
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  tender_minimal:
    judul: {id: Tender bersama minimal, en: Fewest joint tenders}
    satuan: jumlah
    nilai: 6
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: Kurang dari enam tender bersama, en: Fewer than six joint tenders}
putusan: berganti_pemenang / (tender_bersama - 1) >= berganti dan tertinggi(menang_anggota) * banyak(menang_anggota) <= merata * tender_bersama dan tender_bersama >= tender_minimal dan jumlah(menang_anggota) = tender_bersama
--- */
-- First the cheap look: only tenders that share agency, first and last bidder with another can be of one group.
WITH tanda AS (
    SELECT t.id_paket, p.wilayah, p.skpd, MIN(t.id_penyedia) AS awal, MAX(t.id_penyedia) AS akhir
    FROM b_paket AS p
    JOIN b_tawaran AS t ON t.id_paket = p.id_paket
    WHERE p.bukan_tender IS NULL AND p.n_penawar BETWEEN 3 AND 8
    GROUP BY t.id_paket, p.wilayah, p.skpd
),
mungkin AS (
    SELECT id_paket
    FROM (
        SELECT id_paket, COUNT(*) OVER (PARTITION BY wilayah, skpd, awal, akhir) AS serupa FROM tanda
    ) AS s
    WHERE serupa >= 2
),
ringkas AS (
    SELECT t.id_paket, t.id_penyedia, MAX(t.menang) AS menang
    FROM mungkin AS m
    JOIN b_tawaran AS t ON t.id_paket = m.id_paket
    GROUP BY t.id_paket, t.id_penyedia
),
anggota AS (
    SELECT ringkas.*, ROW_NUMBER() OVER (PARTITION BY id_paket ORDER BY id_penyedia) AS i FROM ringkas
),
-- The bidders of a tender in one text: equal texts are equal groups. Eight at most, so that it stays one.
tender AS (
    SELECT
        id_paket,
        COUNT(*) AS n,
        COUNT(id_penyedia) AS n_dikenal,
        SUM(menang) AS n_menang,
        MAX(CASE WHEN menang = 1 THEN id_penyedia END) AS pemenang,
        MAX(CASE WHEN i = 1 THEN id_penyedia END) || '+' || MAX(CASE WHEN i = 2 THEN id_penyedia END)
            || '+' || MAX(CASE WHEN i = 3 THEN id_penyedia END)
            || COALESCE('+' || MAX(CASE WHEN i = 4 THEN id_penyedia END), '')
            || COALESCE('+' || MAX(CASE WHEN i = 5 THEN id_penyedia END), '')
            || COALESCE('+' || MAX(CASE WHEN i = 6 THEN id_penyedia END), '')
            || COALESCE('+' || MAX(CASE WHEN i = 7 THEN id_penyedia END), '')
            || COALESCE('+' || MAX(CASE WHEN i = 8 THEN id_penyedia END), '') AS kelompok
    FROM anggota
    GROUP BY id_paket
),
urut AS (
    SELECT
        p.wilayah, p.kode_wilayah, p.skpd, p.kode_skpd, p.nama_skpd, p.tanggal_hari, t.*,
        LAG(t.pemenang) OVER (
            PARTITION BY p.wilayah, p.skpd, t.kelompok ORDER BY p.tanggal_hari, t.id_paket
        ) AS sebelumnya
    FROM tender AS t
    JOIN b_paket AS p ON p.id_paket = t.id_paket
    WHERE t.n BETWEEN 3 AND 8 AND t.n_dikenal = t.n
),
kemenangan AS (
    SELECT wilayah, skpd, kelompok, MAX(menang) AS terbanyak
    FROM (
        SELECT wilayah, skpd, kelompok, pemenang, COUNT(*) AS menang
        FROM urut
        WHERE pemenang IS NOT NULL
        GROUP BY wilayah, skpd, kelompok, pemenang
    ) AS m
    GROUP BY wilayah, skpd, kelompok
),
grup AS (
    SELECT
        wilayah, skpd, kelompok,
        MAX(kode_wilayah) AS kode_wilayah,
        MAX(kode_skpd) AS kode_skpd,
        MAX(nama_skpd) AS nama_skpd,
        MAX(n) AS n,
        COUNT(*) AS n_tender,
        SUM(CASE WHEN n_menang = 1 THEN 1 ELSE 0 END) AS n_diputus,
        COUNT(tanggal_hari) AS n_tanggal,
        SUM(CASE WHEN pemenang <> sebelumnya THEN 1 ELSE 0 END) AS n_berganti
    FROM urut
    GROUP BY wilayah, skpd, kelompok
    HAVING COUNT(*) >= 2
)
SELECT
    g.wilayah || ':' || COALESCE(g.skpd, '-') || ':' || g.kelompok AS subjek_id,
    CAST(g.n AS TEXT) || ' penyedia di ' || COALESCE(g.nama_skpd, g.skpd, '-') AS subjek_label,
    g.kode_wilayah,
    NULL AS tahun,
    g.kode_skpd,
    CASE
        WHEN g.skpd IS NOT NULL AND g.n_tender < a.tender_minimal
            THEN 'tender bersama kurang dari jumlah minimal'
    END AS tidak_berlaku,
    CASE
        WHEN g.skpd IS NULL THEN 'kode_skpd kosong'
        WHEN g.n_diputus < g.n_tender THEN 'pemenang kosong'
        WHEN g.n_tanggal < g.n_tender THEN 'tanggal pengumuman dan kontrak kosong'
    END AS tidak_dapat_dihitung,
    CASE
        WHEN g.n_berganti >= a.berganti * (g.n_tender - 1) AND m.terbanyak * g.n <= a.merata * g.n_tender THEN 1
        ELSE 0
    END AS terpicu,
    CAST(g.n_berganti AS DOUBLE) / (g.n_tender - 1) AS nilai,
    a.berganti AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan,
    g.wilayah,
    g.skpd,
    g.kelompok,
    g.n_tender,
    g.n_berganti
FROM grup AS g
JOIN aturan AS a ON a.wilayah = g.wilayah
LEFT JOIN kemenangan AS m
    ON m.wilayah = g.wilayah AND COALESCE(m.skpd, '') = COALESCE(g.skpd, '') AND m.kelompok = g.kelompok
-- bukti
WITH penawar AS (
    SELECT h.subjek_id, t.id_penyedia, t.id_paket, MAX(t.menang) AS menang
    FROM terpicu AS h
    JOIN b_paket AS p ON p.wilayah = h.wilayah AND p.skpd = h.skpd AND p.bukan_tender IS NULL
    JOIN b_tawaran AS t ON t.id_paket = p.id_paket
    -- Whole ids only, and exactly: a pattern would read % and _ in them as any character.
    WHERE REPLACE('+' || h.kelompok || '+', '+' || t.id_penyedia || '+', '') <> '+' || h.kelompok || '+'
    GROUP BY h.subjek_id, t.id_penyedia, t.id_paket
),
-- Tenders of the group: every member bid, and nobody else.
bersama AS (
    SELECT w.subjek_id, w.id_paket
    FROM (SELECT subjek_id, id_paket, COUNT(*) AS n FROM penawar GROUP BY subjek_id, id_paket) AS w
    JOIN b_paket AS p ON p.id_paket = w.id_paket
    JOIN (SELECT subjek_id, COUNT(DISTINCT id_penyedia) AS n FROM penawar GROUP BY subjek_id) AS k
        ON k.subjek_id = w.subjek_id
    WHERE w.n = k.n AND p.n_penawar = k.n
)
SELECT w.subjek_id, 'masukan' AS peran, 'menang_anggota' AS nama, SUM(w.menang) AS nilai,
    MAX(y.nama) AS teks, 'penyedia' AS tabel, w.id_penyedia AS id_baris
FROM penawar AS w
JOIN bersama AS b ON b.subjek_id = w.subjek_id AND b.id_paket = w.id_paket
LEFT JOIN penyedia AS y ON y.id_penyedia = w.id_penyedia
GROUP BY w.subjek_id, w.id_penyedia
UNION ALL
SELECT b.subjek_id, 'pembanding', 'tender', p.tanggal_hari, p.tanggal || ': ' || p.label, 'paket', b.id_paket
FROM bersama AS b
JOIN b_paket AS p ON p.id_paket = b.id_paket
UNION ALL
SELECT w.subjek_id, 'pembanding', 'identitas', NULL, MAX(y.aturan), 'penyedia', w.id_penyedia
FROM penawar AS w
JOIN penyedia AS y ON y.id_penyedia = w.id_penyedia
GROUP BY w.subjek_id, w.id_penyedia
UNION ALL
SELECT subjek_id, 'masukan', 'tender_bersama', n_tender, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'berganti_pemenang', n_berganti, NULL, NULL, NULL FROM terpicu
