/* ---
kode: RUP-03
versi: "3"
judul: {id: Indikasi pemecahan paket, en: Package splitting}
pertanyaan: {id: "Apakah beberapa pengadaan langsung sejenis dalam waktu dekat melewati batas bila digabung?", en: "Do several like direct purchases within a short time exceed the limit together?"}
deskripsi:
  id: "Dua paket pengadaan langsung atau lebih dengan SKPD, jenis, dan rekening yang sama dalam 60 hari, masing-masing di dalam batas yang berlaku baginya tetapi jumlahnya di atas batas tertinggi di antaranya. Paket yang rekeningnya kosong hanya dikelompokkan bila judulnya sama seluruhnya (huruf besar dan spasi tepi diabaikan): paket yang dipecah dengan judul berlainan tidak terlihat oleh aturan ini."
  en: "Two direct purchases or more of the same agency, category and account within 60 days, each within its own limit but together above the highest of these. Packages without an account are grouped only where their whole titles are equal (case and outer spaces ignored): a package split under differing titles escapes this rule."
alasan: {id: Paket yang dipecah menghindari tender dan persaingan., en: Splitting a package avoids a tender and competition.}
penjelasan_wajar:
  id: Pekerjaan kecil di lokasi yang berbeda, sekolah atau kelurahan yang membeli sendiri, kebutuhan yang memang muncul berurutan. Yang dilarang adalah memecah dengan maksud menghindari tender.
  en: Small works at different places, schools or wards buying alone, needs that arise one after another. What is forbidden is splitting with the intent to avoid a tender.
yang_diperiksa: {id: "Lokasi dan isi tiap paket, apakah penyedianya sama, apakah RUP-nya satu, tanggal kebutuhan.", en: "Place and content of each package, whether the supplier is the same, whether they share a plan, when the need arose."}
subjek: kelompok_paket
populasi: {id: "Setiap kelompok pengadaan langsung menurut SKPD, tahun, jenis pengadaan, dan rekening (judul bila rekening kosong).", en: "Each group of direct purchases by agency, year, category and account (title where the account is empty)."}
tingkat: 1
rujukan: {ocp: [R011, R055], lain: ["Perpres 16/2018 Pasal 20 ayat (2) huruf d", "Prozorro"]}
kolom_wajib: [paket.metode, paket.jenis_pengadaan, paket.kode_rekening, paket.tgl_pengumuman, paket.kode_skpd]
dimensi: [jenis_pengadaan, tanggal]
parameter:
  batas:
    judul: {id: Batas nilai pengadaan langsung, en: Limit of direct procurement}
    satuan: rupiah
    sama_dengan: RUP-05.batas
    utama: true
  jendela:
    judul: {id: Jendela waktu, en: Window}
    satuan: hari
    nilai: 60
    tetap: true
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  paket_minimal:
    judul: {id: Paket minimal, en: Fewest packages}
    satuan: jumlah
    nilai: 2
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: "Belanja rutin bulanan menurut judulnya (tagihan, langganan, makan dan minum, bahan bakar)", en: "Routine monthly purchases by their title (bills, subscriptions, meals, fuel)"}
  - {id: "Jasa orang per orang (tenaga ahli atau pendukung menurut judulnya, atau penyedia perorangan): satu orang tidak dapat digabung dengan yang lain", en: "Services of one person each (an expert or helper by the title, or a supplier who is an individual): one person cannot be merged with another"}
  - {id: "Kelompok yang semua paketnya di atas batas (lihat RUP-05)", en: Groups whose packages all exceed the limit (see RUP-05)}
riwayat:
  - "2: paket dengan beberapa penyedia dinilai hanya bila nilai setiap penyedia diketahui; bukti dan dasar menurut batas yang berlaku bagi setiap paket"
  - "3: jasa orang per orang tidak dihitung sebagai pecahan"
putusan: jumlah(paket) > batas_dipakai dan banyak(paket) >= paket_minimal dan tertinggi(paket) <= batas_dipakai dan mutlak(jumlah(paket) - jumlah_jendela) < 0.005
--- */
WITH langsung AS (
    SELECT p.*, a.batas, a.paket_minimal
    FROM b_langsung AS p
    LEFT JOIN aturan AS a
        ON a.wilayah = p.wilayah AND a.jenis = p.jenis AND p.tanggal_hari BETWEEN a.sejak AND a.sampai
),
jendela AS (
    SELECT
        kunci, tanggal_hari, paket_minimal,
        COUNT(*) OVER w AS n,
        SUM(nilai) OVER w AS jumlah,
        MAX(batas) OVER w AS batas
    FROM langsung
    WHERE nilai > 0 AND nilai <= batas AND rutin = 0 AND orang = 0
    WINDOW w AS (
        PARTITION BY kunci ORDER BY tanggal_hari RANGE BETWEEN CURRENT ROW AND {jendela} FOLLOWING
    )
),
puncak AS (
    SELECT
        jendela.*,
        ROW_NUMBER() OVER (
            PARTITION BY kunci
            ORDER BY CASE WHEN n >= paket_minimal THEN 0 ELSE 1 END, jumlah - batas DESC, tanggal_hari
        ) AS i
    FROM jendela
),
-- The package whose limit is the one applied: what that limit rests on goes with it.
pemberi_batas AS (
    SELECT
        u.kunci,
        a.dasar,
        a.catatan,
        ROW_NUMBER() OVER (PARTITION BY u.kunci ORDER BY a.batas DESC, p.tanggal_hari, p.id_paket) AS i
    FROM puncak AS u
    JOIN b_langsung AS p
        ON p.kunci = u.kunci AND p.tanggal_hari BETWEEN u.tanggal_hari AND u.tanggal_hari + {jendela}
    JOIN aturan AS a
        ON a.wilayah = p.wilayah AND a.jenis = p.jenis AND p.tanggal_hari BETWEEN a.sejak AND a.sampai
    WHERE u.i = 1 AND p.nilai > 0 AND p.nilai <= a.batas AND p.rutin = 0 AND p.orang = 0
),
kelompok AS (
    SELECT
        kunci,
        MAX(wilayah) AS wilayah,
        MAX(kode_wilayah) AS kode_wilayah,
        MAX(tahun) AS tahun,
        MAX(skpd) AS skpd,
        MAX(kode_skpd) AS kode_skpd,
        MAX(nama_skpd) AS nama_skpd,
        MAX(jenis_pengadaan) AS jenis_pengadaan,
        MAX(label) AS label,
        MIN(rutin) AS rutin,
        MIN(CASE WHEN rutin = 1 OR orang = 1 THEN 1 ELSE 0 END) AS dikecualikan,
        COUNT(tanggal_hari) AS n_tanggal,
        COUNT(nilai) AS n_nilai,
        SUM(CASE WHEN nilai <= 0 THEN 1 ELSE 0 END) AS n_tidak_sah,
        COUNT(batas) AS n_batas,
        COUNT(*) AS n
    FROM langsung
    GROUP BY kunci
)
SELECT
    k.kunci AS subjek_id,
    COALESCE(k.nama_skpd, k.skpd) || ': ' || k.label AS subjek_label,
    k.kode_wilayah,
    k.tahun,
    k.kode_skpd,
    CASE
        WHEN k.rutin = 1 THEN 'belanja rutin bulanan'
        WHEN k.dikecualikan = 1 THEN 'jasa orang per orang'
        WHEN u.kunci IS NULL AND k.n_batas = k.n AND k.n_nilai = k.n AND k.n_tidak_sah = 0
            THEN 'semua paket di atas batas'
    END AS tidak_berlaku,
    CASE
        WHEN k.skpd IS NULL THEN 'kode_skpd kosong'
        WHEN k.jenis_pengadaan IS NULL THEN 'jenis_pengadaan kosong'
        WHEN u.kunci IS NOT NULL THEN NULL
        WHEN k.n_tanggal < k.n THEN 'tanggal pengumuman dan kontrak kosong'
        WHEN k.n_nilai < k.n THEN 'hps, nilai_kontrak, dan pagu kosong'
        WHEN k.n_batas < k.n THEN 'tidak ada ambang pada tanggal ini'
        WHEN k.n_tidak_sah > 0 THEN 'nilai paket nol atau negatif'
    END AS tidak_dapat_dihitung,
    CASE WHEN u.n >= u.paket_minimal AND u.jumlah > u.batas THEN 1 ELSE 0 END AS terpicu,
    u.jumlah AS nilai,
    u.batas AS ambang,
    d.dasar AS dasar_ambang,
    CASE
        WHEN u.n >= 3 AND u.jumlah > u.batas THEN 'tiga paket atau lebih'
        ELSE d.catatan
    END AS catatan,
    k.jenis_pengadaan,
    u.tanggal_hari
FROM kelompok AS k
LEFT JOIN puncak AS u ON u.kunci = k.kunci AND u.i = 1
LEFT JOIN pemberi_batas AS d ON d.kunci = k.kunci AND d.i = 1
-- bukti
SELECT h.subjek_id, 'masukan' AS peran, 'paket' AS nama, p.nilai AS nilai,
    p.tanggal || ': ' || p.label AS teks, 'paket' AS tabel, p.id_paket AS id_baris
FROM terpicu AS h
JOIN b_langsung AS p
    ON p.kunci = h.subjek_id AND p.tanggal_hari BETWEEN h.tanggal_hari AND h.tanggal_hari + {jendela}
JOIN aturan AS a
    ON a.wilayah = p.wilayah AND a.jenis = p.jenis AND p.tanggal_hari BETWEEN a.sejak AND a.sampai
WHERE p.nilai > 0 AND p.nilai <= a.batas AND p.rutin = 0 AND p.orang = 0
UNION ALL
SELECT h.subjek_id, 'pembanding', 'penyedia_berbeda', COUNT(DISTINCT p.penyedia), NULL, NULL, NULL
FROM terpicu AS h
JOIN b_langsung AS p
    ON p.kunci = h.subjek_id AND p.tanggal_hari BETWEEN h.tanggal_hari AND h.tanggal_hari + {jendela}
JOIN aturan AS a
    ON a.wilayah = p.wilayah AND a.jenis = p.jenis AND p.tanggal_hari BETWEEN a.sejak AND a.sampai
WHERE p.nilai > 0 AND p.nilai <= a.batas AND p.rutin = 0 AND p.orang = 0
GROUP BY h.subjek_id
UNION ALL
SELECT subjek_id, 'masukan', 'jumlah_jendela', nilai, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'ambang', 'batas_dipakai', ambang, dasar_ambang, NULL, NULL FROM terpicu
