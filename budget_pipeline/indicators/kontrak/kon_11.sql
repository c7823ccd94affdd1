/* ---
kode: KON-11
versi: "1"
judul: {id: Pesanan katalog dipecah, en: Catalogue orders split}
pertanyaan: {id: "Apakah SKPD memesan berulang kali ke penyedia yang sama dalam beberapa hari?", en: Did the agency order from the same supplier again and again within days?}
deskripsi:
  id: Tiga pesanan e-purchasing atau lebih ke penyedia yang sama dalam tujuh hari, jumlahnya di atas Rp200 juta.
  en: Three e-purchasing orders or more to one supplier within seven days, together above Rp200 million.
alasan: {id: Pesanan yang dipecah menghindari mini-kompetisi atau persetujuan nilai besar., en: Split orders avoid a mini-competition or approval of large values.}
penjelasan_wajar: {id: "Pesanan untuk lokasi atau sekolah yang berbeda, produk berbeda dari satu toko.", en: "Orders for different places or schools, different products of one shop."}
yang_diperiksa: {id: "Produk dan alamat kirim tiap pesanan, satu RUP atau lebih, cara memilih penyedia.", en: "Product and delivery address of each order, one plan or more, how the supplier was chosen."}
subjek: penyedia_skpd
populasi: {id: Setiap pasangan penyedia dan SKPD dalam setahun yang punya pesanan e-purchasing., en: Each pair of supplier and agency in a year with e-purchasing orders.}
tingkat: 2
rujukan: {ocp: [R011], lain: ["analogi dengan pemecahan paket"]}
kolom_wajib: [kontrak.tgl_kontrak, kontrak.nilai_kontrak, kontrak.nama_penyedia]
parameter:
  jumlah_nilai:
    judul: {id: Jumlah nilai, en: Sum of values}
    satuan: rupiah
    nilai: 200000000
    utama: true
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  pesanan_minimal:
    judul: {id: Pesanan minimal, en: Fewest orders}
    satuan: jumlah
    nilai: 3
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  jendela:
    judul: {id: Jendela waktu, en: Window}
    satuan: hari
    nilai: 7
    tetap: true
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: Kurang dari tiga pesanan, en: Fewer than three orders}
putusan: jumlah(pesanan) > jumlah_nilai dan banyak(pesanan) >= pesanan_minimal
--- */
WITH pesanan AS (
    SELECT b.*, a.jumlah_nilai, a.pesanan_minimal, a.dasar
    FROM b_belanja AS b
    JOIN aturan AS a ON a.wilayah = b.wilayah
    WHERE b.jenis_paket = 'epurchasing'
),
jendela AS (
    SELECT
        wilayah, tahun, skpd, penyedia, kontrak_hari, pesanan_minimal,
        COUNT(*) OVER w AS n,
        SUM(nilai) OVER w AS jumlah
    FROM pesanan
    WHERE nilai IS NOT NULL AND kontrak_hari IS NOT NULL
    WINDOW w AS (
        PARTITION BY wilayah, tahun, skpd, penyedia
        ORDER BY kontrak_hari RANGE BETWEEN CURRENT ROW AND {jendela} FOLLOWING
    )
),
puncak AS (
    SELECT
        jendela.*,
        ROW_NUMBER() OVER (
            PARTITION BY wilayah, tahun, skpd, penyedia
            ORDER BY CASE WHEN n >= pesanan_minimal THEN 0 ELSE 1 END, jumlah DESC, kontrak_hari
        ) AS i
    FROM jendela
),
pasangan AS (
    SELECT
        wilayah, tahun, skpd, penyedia,
        MAX(kode_wilayah) AS kode_wilayah,
        MAX(kode_skpd) AS kode_skpd,
        MAX(nama_skpd) AS nama_skpd,
        MAX(nama_penyedia) AS nama_penyedia,
        MAX(id_penyedia) AS id_penyedia,
        COUNT(*) AS n,
        COUNT(kontrak_hari) AS n_tanggal,
        COUNT(nilai) AS n_nilai,
        MAX(pesanan_minimal) AS pesanan_minimal,
        MAX(jumlah_nilai) AS jumlah_nilai,
        MAX(dasar) AS dasar
    FROM pesanan
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
        WHEN p.penyedia <> '' AND p.n < p.pesanan_minimal THEN 'pesanan kurang dari jumlah minimal'
    END AS tidak_berlaku,
    CASE
        WHEN p.penyedia = '' THEN 'penyedia kosong'
        WHEN p.skpd IS NULL THEN 'kode_skpd kosong'
        WHEN p.tahun IS NULL THEN 'tahun kosong'
        WHEN p.n_tanggal < p.pesanan_minimal THEN 'tgl_kontrak kosong'
        WHEN p.n_nilai < p.pesanan_minimal THEN 'nilai_kontrak kosong'
    END AS tidak_dapat_dihitung,
    CASE WHEN u.n >= p.pesanan_minimal AND u.jumlah > p.jumlah_nilai THEN 1 ELSE 0 END AS terpicu,
    u.jumlah AS nilai,
    p.jumlah_nilai AS ambang,
    p.dasar AS dasar_ambang,
    NULL AS catatan,
    p.wilayah,
    p.skpd,
    p.penyedia,
    p.id_penyedia,
    u.kontrak_hari AS mulai_hari
FROM pasangan AS p
LEFT JOIN puncak AS u
    ON u.i = 1 AND u.wilayah = p.wilayah AND u.tahun = p.tahun AND u.skpd = p.skpd
    AND u.penyedia = p.penyedia
-- bukti
SELECT h.subjek_id, 'masukan' AS peran, 'pesanan' AS nama, b.nilai AS nilai, b.label AS teks,
    'kontrak' AS tabel, b.id_kontrak AS id_baris
FROM terpicu AS h
JOIN b_belanja AS b
    ON b.wilayah = h.wilayah AND b.tahun = h.tahun AND b.skpd = h.skpd AND b.penyedia = h.penyedia
    AND b.kontrak_hari BETWEEN h.mulai_hari AND h.mulai_hari + {jendela}
WHERE b.jenis_paket = 'epurchasing' AND b.nilai IS NOT NULL
UNION ALL
-- sisipkan: bukti_identitas
