/* ---
kode: RUP-01
versi: "1"
judul: {id: Paket tanpa RUP, en: Procurement without a published plan}
pertanyaan: {id: "Apakah kode RUP paket ini tidak ada di rencana umum pengadaan?", en: Is this package's plan code missing from the procurement plan?}
deskripsi: {id: Tidak satu pun kode RUP paket ditemukan di RUP yang dimuat untuk tahun itu., en: None of the package's plan codes is found in the plan loaded for that year.}
alasan: {id: Paket yang tidak diumumkan dalam rencana tidak dapat diawasi publik sejak awal., en: A package not published in the plan cannot be watched by the public from the start.}
penjelasan_wajar: {id: "Salah ketik kode, RUP digabung atau diganti setelah kaji ulang, RUP diunduh sebelum revisi.", en: "A mistyped code, a plan merged or replaced on review, a plan downloaded before its revision."}
yang_diperiksa: {id: "Kode RUP di SIRUP sekarang, riwayat kaji ulang, paket dengan nama dan pagu yang sama.", en: "The code in SIRUP now, the review history, plans of the same name and budget."}
subjek: paket
populasi: {id: "Semua paket; berlaku untuk tender, nontender, dan e-purchasing yang tidak batal.", en: "All packages; applies to tenders, direct methods and e-purchasing not cancelled."}
tingkat: 1
rujukan: {ocp: [R001, R012], lain: ["Perpres 16/2018 Pasal 22 (belum dikonfirmasi)"]}
kolom_wajib: [paket.kd_rup, rup.kd_rup]
pengecualian:
  - {id: "Pengadaan darurat dan swakelola", en: Emergency procurement and self-management}
  - {id: Paket gagal atau batal, en: Failed or cancelled packages}
putusan: ditemukan = 0
--- */
WITH rencana AS (
    SELECT COALESCE(kode_wilayah, '') AS wilayah, tahun, COUNT(*) AS n
    FROM rup
    WHERE jenis = 'penyedia'
    GROUP BY COALESCE(kode_wilayah, ''), tahun
),
kaitan AS (
    SELECT id_paket, COUNT(*) AS n_kode, COUNT(id_rup) AS n_cocok FROM paket_rup GROUP BY id_paket
)
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    CASE
        WHEN p.gagal = 1 THEN 'paket gagal atau batal'
        WHEN p.jenis_paket = 'swakelola' OR p.metode IN ('Darurat', 'Swakelola')
            THEN 'pengadaan darurat atau swakelola'
    END AS tidak_berlaku,
    CASE
        WHEN k.n_kode IS NULL THEN 'kd_rup kosong'
        WHEN k.n_cocok = 0 AND r.n IS NULL THEN 'RUP tahun ini tidak dimuat'
    END AS tidak_dapat_dihitung,
    CASE WHEN k.n_cocok = 0 THEN 1 ELSE 0 END AS terpicu,
    k.n_cocok AS nilai,
    NULL AS ambang,
    'pengumuman RUP mendahului pemilihan' AS dasar_ambang,
    NULL AS catatan
FROM b_paket AS p
LEFT JOIN kaitan AS k ON k.id_paket = p.id_paket
LEFT JOIN rencana AS r ON r.wilayah = p.wilayah AND r.tahun = p.tahun
-- bukti
SELECT h.subjek_id, 'masukan' AS peran, 'kode_rup' AS nama, NULL AS nilai, k.kd_rup AS teks,
    'paket' AS tabel, h.subjek_id AS id_baris
FROM terpicu AS h
JOIN paket_rup AS k ON k.id_paket = h.subjek_id
UNION ALL
SELECT subjek_id, 'masukan', 'ditemukan', nilai, 'kode RUP paket yang ada di tabel rup', NULL, NULL
FROM terpicu
