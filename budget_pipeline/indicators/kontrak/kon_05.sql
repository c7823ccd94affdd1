/* ---
kode: KON-05
versi: "2"
judul: {id: Penyedia dalam daftar hitam, en: Blacklisted supplier}
pertanyaan: {id: "Apakah pemenangnya sedang dikenai sanksi daftar hitam?", en: Was the winner under a blacklist sanction?}
deskripsi: {id: "Tanggal penetapan jatuh di dalam masa sanksi (kedua ujung termasuk) penyedia dengan NPWP yang sama.", en: The award date lies within a sanction (both ends included) of a supplier with the same tax number.}
alasan: {id: Penyedia dalam daftar hitam tidak boleh mengikuti pengadaan., en: A blacklisted supplier may not take part in procurement.}
penjelasan_wajar: {id: "Sanksi ditunda pengadilan atau dicabut tetapi belum tercatat, kontrak ditandatangani sebelum sanksi terbit.", en: "A sanction suspended by a court or lifted but not recorded, a contract signed before the sanction was issued."}
yang_diperiksa: {id: "Nomor dan masa sanksi di portal daftar hitam, tanggal penetapan sebenarnya.", en: "Number and span of the sanction on the blacklist portal, the true award date."}
subjek: paket
populasi: {id: Setiap paket dengan pemenang., en: Each package with a winner.}
tingkat: 1
rujukan: {ocp: [R046], lain: ["Perpres 16/2018 Pasal 78-83", "Perlem LKPP 4/2021"], catatan: {id: Kesamaan nama saja tidak pernah dipakai., en: Equal names alone are never used.}}
kolom_wajib: [kontrak.id_penyedia, daftar_hitam.id_penyedia, daftar_hitam.tgl_berlaku, daftar_hitam.tgl_selesai]
pengecualian:
  - {id: Sanksi yang dibatalkan atau ditunda, en: Cancelled or suspended sanctions}
  - {id: Paket tanpa pemenang, en: Packages without a winner}
riwayat:
  - "2: sanksi tanpa tanggal dan penyedia tanpa NPWP tidak lagi dianggap bersih"
putusan: tanggal_penetapan >= tertinggi(mulai_sanksi) dan tanggal_penetapan <= terendah(akhir_sanksi)
--- */
WITH sanksi AS (
    SELECT id, id_penyedia, tgl_berlaku_hari, tgl_selesai_hari
    FROM daftar_hitam
    WHERE id_penyedia IS NOT NULL AND (status IS NULL OR UPPER(status) NOT LIKE 'CANCEL%')
),
kena AS (
    SELECT b.id_paket, s.id AS id_sanksi, b.penyedia,
        ROW_NUMBER() OVER (PARTITION BY b.id_paket ORDER BY s.id, b.penyedia) AS urutan
    FROM b_belanja AS b
    JOIN sanksi AS s ON s.id_penyedia = b.id_penyedia
    WHERE b.menang_hari BETWEEN s.tgl_berlaku_hari AND s.tgl_selesai_hari
),
-- A sanction that lacks a date may cover the award where the date it has does not rule that out.
mungkin AS (
    SELECT b.id_paket,
        MAX(CASE WHEN s.tgl_berlaku_hari IS NULL THEN 1 ELSE 0 END) AS tanpa_mulai
    FROM b_belanja AS b
    JOIN sanksi AS s ON s.id_penyedia = b.id_penyedia
    WHERE (s.tgl_berlaku_hari IS NULL OR s.tgl_selesai_hari IS NULL)
        AND COALESCE(s.tgl_berlaku_hari, b.menang_hari) <= b.menang_hari
        AND COALESCE(s.tgl_selesai_hari, b.menang_hari) >= b.menang_hari
    GROUP BY b.id_paket
),
dikenal AS (
    SELECT
        b.id_paket,
        COUNT(*) AS n,
        SUM(CASE WHEN y.aturan = 'npwp' THEN 1 ELSE 0 END) AS n_npwp,
        COUNT(b.menang_hari) AS n_tanggal,
        MAX(b.menang_hari) AS menang_hari
    FROM b_belanja AS b
    LEFT JOIN penyedia AS y ON y.id_penyedia = b.id_penyedia
    GROUP BY b.id_paket
),
daftar AS (
    SELECT COUNT(*) AS n FROM daftar_hitam
)
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    CASE
        WHEN p.gagal = 1 THEN 'paket gagal atau batal'
        WHEN d.id_paket IS NULL THEN 'belum ada pemenang'
    END AS tidak_berlaku,
    CASE
        WHEN h.n = 0 THEN 'tabel daftar_hitam tidak dimuat'
        WHEN k.id_paket IS NOT NULL THEN NULL
        WHEN d.n_npwp < d.n THEN 'npwp kosong'
        WHEN d.n_tanggal < d.n THEN 'tgl_penetapan kosong'
        WHEN m.tanpa_mulai = 1 THEN 'tgl_berlaku kosong'
        WHEN m.tanpa_mulai = 0 THEN 'tgl_selesai kosong'
    END AS tidak_dapat_dihitung,
    CASE WHEN k.id_paket IS NOT NULL THEN 1 ELSE 0 END AS terpicu,
    CASE WHEN k.id_paket IS NOT NULL THEN 1 ELSE 0 END AS nilai,
    NULL AS ambang,
    'masa sanksi daftar hitam, NPWP sama' AS dasar_ambang,
    NULL AS catatan,
    k.id_sanksi,
    k.penyedia
FROM b_paket AS p
CROSS JOIN daftar AS h
LEFT JOIN dikenal AS d ON d.id_paket = p.id_paket
LEFT JOIN kena AS k ON k.id_paket = p.id_paket AND k.urutan = 1
LEFT JOIN mungkin AS m ON m.id_paket = p.id_paket
-- bukti
SELECT h.subjek_id, 'masukan' AS peran, 'tanggal_penetapan' AS nama, b.menang_hari AS nilai,
    b.nama_penyedia AS teks, 'kontrak' AS tabel, b.id_kontrak AS id_baris
FROM terpicu AS h
JOIN b_belanja AS b ON b.id_paket = h.subjek_id AND b.penyedia = h.penyedia
UNION ALL
SELECT h.subjek_id, 'masukan', 'mulai_sanksi', s.tgl_berlaku_hari, s.tgl_berlaku, 'daftar_hitam',
    CAST(s.id AS TEXT)
FROM terpicu AS h
JOIN daftar_hitam AS s ON s.id = h.id_sanksi
UNION ALL
SELECT h.subjek_id, 'masukan', 'akhir_sanksi', s.tgl_selesai_hari, s.tgl_selesai, 'daftar_hitam',
    CAST(s.id AS TEXT)
FROM terpicu AS h
JOIN daftar_hitam AS s ON s.id = h.id_sanksi
UNION ALL
SELECT h.subjek_id, 'pembanding', 'nomor_sk', NULL, s.nomor_sk, 'daftar_hitam', CAST(s.id AS TEXT)
FROM terpicu AS h
JOIN daftar_hitam AS s ON s.id = h.id_sanksi
