/* ---
kode: KON-03
versi: "2"
judul: {id: Penunjukan berulang melewati batas, en: "Repeat direct awards, sum above threshold"}
pertanyaan: {id: "Apakah penyedia yang sama berulang kali dipilih langsung sampai jumlahnya melewati batas?", en: Was the same supplier chosen directly again and again until the sum passed the limit?}
deskripsi:
  id: Dua pengadaan langsung atau lebih kepada penyedia, SKPD, dan tahun yang sama, masing-masing dalam batas tetapi jumlahnya melewati batas terendah yang berlaku.
  en: Two direct purchases or more to the same supplier by the same agency and year, each within the limit but together above the lowest limit in force.
alasan: {id: Pilihan langsung yang berulang pada satu penyedia dapat menggantikan satu tender., en: Repeated direct choice of one supplier can stand in for one tender.}
penjelasan_wajar: {id: "Katering, media, suku cadang, atau perawatan yang dibeli saat dibutuhkan; barang yang berbeda-beda.", en: "Catering, media, spare parts or maintenance bought as needed; different goods."}
yang_diperiksa: {id: "Kesamaan barang, selang waktu (RUP-03), alasan memilih penyedia.", en: "Likeness of goods, time between (RUP-03), the reason for choosing the supplier."}
subjek: penyedia_skpd
populasi: {id: Setiap pasangan penyedia dan SKPD dalam setahun yang punya pengadaan langsung., en: Each pair of supplier and agency in a year with direct procurement.}
tingkat: 1
rujukan: {ocp: [R055], lain: ["ICW Potential Fraud Analysis, indikator 7"], catatan: {id: "R055 bentuk penjumlahan; R049 adalah bentuk setiap paket tepat di bawah batas.", en: R055 in its summing form; R049 is the form of each just below.}}
kolom_wajib: [paket.metode, kontrak.nilai_kontrak, kontrak.nama_penyedia, paket.jenis_pengadaan]
dimensi: [jenis_pengadaan, tanggal]
parameter:
  batas:
    judul: {id: Batas nilai pengadaan langsung, en: Limit of direct procurement}
    satuan: rupiah
    sama_dengan: RUP-05.batas
    utama: true
  paket_minimal:
    judul: {id: Paket minimal, en: Fewest packages}
    satuan: jumlah
    nilai: 2
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: "Belanja rutin bulanan menurut judulnya (tagihan, langganan, makan dan minum, bahan bakar)", en: "Routine monthly purchases by their title (bills, subscriptions, meals, fuel)"}
  - {id: Hanya satu pengadaan langsung, en: Only one direct purchase}
riwayat:
  - "2: dasar hukum, catatan, dan batas yang tampil berasal dari kontrak dengan batas terendah"
putusan: jumlah(kontrak) > batas_terendah dan banyak(kontrak) >= paket_minimal
--- */
WITH langsung AS (
    SELECT
        b.wilayah, b.kode_wilayah, b.tahun, b.skpd, b.kode_skpd, b.nama_skpd, b.penyedia, b.id_penyedia,
        b.nama_penyedia, b.nilai, b.tanggal_hari, b.jenis, b.jenis_pengadaan, l.rutin, a.batas, a.dasar,
        a.catatan, a.paket_minimal,
        -- First the contract with the lowest limit: what that limit rests on goes with it.
        ROW_NUMBER() OVER (
            PARTITION BY b.wilayah, b.tahun, b.skpd, b.penyedia
            ORDER BY CASE WHEN l.rutin = 0 AND b.nilai <= a.batas THEN 0 ELSE 1 END, a.batas,
                b.tanggal_hari, b.id_paket
        ) AS urutan
    FROM b_belanja AS b
    JOIN b_langsung AS l ON l.id_paket = b.id_paket
    LEFT JOIN aturan AS a
        ON a.wilayah = b.wilayah AND a.jenis = b.jenis AND b.tanggal_hari BETWEEN a.sejak AND a.sampai
),
pasangan AS (
    SELECT
        wilayah, tahun, skpd, penyedia,
        MAX(kode_wilayah) AS kode_wilayah,
        MAX(kode_skpd) AS kode_skpd,
        MAX(nama_skpd) AS nama_skpd,
        MAX(nama_penyedia) AS nama_penyedia,
        MAX(id_penyedia) AS id_penyedia,
        MIN(rutin) AS semua_rutin,
        COUNT(*) AS n_semua,
        COUNT(nilai) AS n_nilai,
        COUNT(batas) AS n_batas,
        SUM(CASE WHEN rutin = 0 AND nilai <= batas THEN 1 ELSE 0 END) AS n,
        SUM(CASE WHEN rutin = 0 AND nilai <= batas THEN nilai END) AS jumlah,
        MIN(CASE WHEN rutin = 0 AND nilai <= batas THEN batas END) AS batas,
        MAX(CASE WHEN urutan = 1 THEN dasar END) AS dasar,
        MAX(CASE WHEN urutan = 1 THEN catatan END) AS catatan,
        MAX(paket_minimal) AS paket_minimal,
        MAX(CASE WHEN urutan = 1 THEN tanggal_hari END) AS tanggal_hari,
        MAX(CASE WHEN urutan = 1 THEN jenis_pengadaan END) AS jenis_pengadaan
    FROM langsung
    GROUP BY wilayah, tahun, skpd, penyedia
)
SELECT
    p.wilayah || ':' || COALESCE(CAST(p.tahun AS TEXT), '-') || ':' || COALESCE(p.skpd, '-') || ':'
        || CASE WHEN p.penyedia = '' THEN '-' ELSE p.penyedia END AS subjek_id,
    COALESCE(p.nama_penyedia, NULLIF(p.penyedia, ''), '-') || ' di ' || COALESCE(p.nama_skpd, '-') AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    CASE
        WHEN p.semua_rutin = 1 THEN 'belanja rutin bulanan'
        WHEN p.penyedia <> '' AND p.skpd IS NOT NULL AND p.tahun IS NOT NULL AND p.n_nilai = p.n_semua
            AND p.n_batas = p.n_semua AND p.n < p.paket_minimal
            THEN 'pengadaan langsung kurang dari jumlah minimal'
    END AS tidak_berlaku,
    CASE
        WHEN p.penyedia = '' THEN 'penyedia kosong'
        WHEN p.skpd IS NULL THEN 'kode_skpd kosong'
        WHEN p.tahun IS NULL THEN 'tahun kosong'
        WHEN p.n >= p.paket_minimal THEN NULL
        WHEN p.n_nilai < p.n_semua THEN 'nilai_kontrak kosong'
        WHEN p.n_batas < p.n_semua THEN 'jenis_pengadaan atau tanggal kosong'
    END AS tidak_dapat_dihitung,
    CASE WHEN p.n >= p.paket_minimal AND p.jumlah > p.batas THEN 1 ELSE 0 END AS terpicu,
    p.jumlah AS nilai,
    p.batas AS ambang,
    p.dasar AS dasar_ambang,
    p.catatan,
    p.jenis_pengadaan,
    p.tanggal_hari,
    p.wilayah,
    p.skpd,
    p.penyedia,
    p.id_penyedia
FROM pasangan AS p
-- bukti
SELECT h.subjek_id, 'masukan' AS peran, 'kontrak' AS nama, b.nilai AS nilai, b.label AS teks,
    'kontrak' AS tabel, b.id_kontrak AS id_baris
FROM terpicu AS h
JOIN b_belanja AS b
    ON b.wilayah = h.wilayah AND b.tahun = h.tahun AND b.skpd = h.skpd AND b.penyedia = h.penyedia
JOIN b_langsung AS l ON l.id_paket = b.id_paket AND l.rutin = 0
JOIN aturan AS a
    ON a.wilayah = b.wilayah AND a.jenis = b.jenis AND b.tanggal_hari BETWEEN a.sejak AND a.sampai
WHERE b.nilai <= a.batas
UNION ALL
SELECT subjek_id, 'ambang', 'batas_terendah', ambang, dasar_ambang, NULL, NULL FROM terpicu
UNION ALL
-- sisipkan: bukti_identitas
