/* ---
kode: STA-01
versi: "1"
judul: {id: Benford digit pertama, en: "Benford, first digit"}
pertanyaan: {id: "Apakah digit pertama nilai pembayaran SKPD ini menyimpang dari hukum Benford?", en: "Do the first digits of this agency's payments depart from Benford's law?"}
deskripsi:
  id: Rata-rata selisih mutlak (MAD) sembilan porsi digit pertama pembayaran terhadap log10(1 + 1/d) di atas 0,015, dengan 300 nilai atau lebih yang merentang dua orde besaran.
  en: The mean absolute deviation (MAD) of the nine first-digit shares of payments from log10(1 + 1/d) exceeds 0.015, with 300 amounts or more spanning two orders of magnitude.
alasan: {id: Angka yang disusun manusia jarang mengikuti sebaran digit alami., en: Figures made up by people seldom follow the natural spread of digits.}
penjelasan_wajar:
  id: Tarif resmi, gaji, batas pengadaan, dan kuota satuan memotong sebaran secara sah. Ini sifat suatu himpunan, bukan bukti tentang satu pembayaran.
  en: Official tariffs, salaries, procurement limits and unit quotas truncate the spread lawfully. It is a property of a population, never of a record.
yang_diperiksa: {id: "Digit yang menonjol, jenis belanja yang menyumbangnya, uji dua digit (STA-02).", en: "Digits that stand out, the kind of spending behind them, the two-digit test (STA-02)."}
subjek: skpd
populasi: {id: Setiap SKPD dan tahun dengan dokumen pembayaran (di luar belanja pegawai)., en: Each agency and year with payment documents (salaries left out).}
tingkat: 2
komponen_skor: true
rujukan: {ocp: [R029], lain: ["Nigrini 2012 (rapat 0,006; dapat diterima 0,012; sedang 0,015)"], catatan: {id: R029 menilai penawaran; di sini pembayaran., en: R029 is about bids; here payments.}}
kolom_wajib: [transaksi.nilai, transaksi.kode_skpd]
parameter:
  mad:
    judul: {id: MAD, en: MAD}
    satuan: rasio
    nilai: 0.015
    utama: true
    dasar: Nigrini 2012
    asal_dasar: pustaka
    status: terkonfirmasi
  rapat:
    judul: {id: MAD yang rapat, en: MAD that is close}
    satuan: rasio
    nilai: 0.006
    dasar: Nigrini 2012
    asal_dasar: pustaka
    status: terkonfirmasi
  diterima:
    judul: {id: MAD yang dapat diterima, en: MAD that is acceptable}
    satuan: rasio
    nilai: 0.012
    dasar: Nigrini 2012
    asal_dasar: pustaka
    status: terkonfirmasi
  nilai_minimal:
    judul: {id: Banyaknya nilai minimal, en: Fewest amounts}
    satuan: jumlah
    nilai: 300
    dasar: "katalog indikator program ini (ProACT: lebih dari 100 per pembeli)"
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  rentang:
    judul: {id: Rentang besaran minimal (terbesar dibagi terkecil), en: Smallest span (largest over smallest)}
    satuan: rasio
    nilai: 100
    dasar: Nigrini 2012
    asal_dasar: pustaka
    status: terkonfirmasi
pengecualian:
  - {id: Kurang dari 300 nilai, en: Fewer than 300 amounts}
  - {id: Nilai yang tidak merentang dua orde besaran, en: Amounts that do not span two orders of magnitude}
putusan: jumlah(selisih_digit) / 9 > mad dan banyak_nilai >= nilai_minimal
--- */
WITH nilai AS (
    SELECT wilayah, tahun, skpd, kode_wilayah, kode_skpd, nama_skpd, nilai, nilai_rp
    FROM b_bayar
    WHERE kode_rekening IS NULL OR kode_rekening NOT LIKE '5.1.01%'
),
per_digit AS (
    SELECT wilayah, tahun, skpd, SUBSTR(CAST(nilai_rp AS TEXT), 1, 1) AS digit, COUNT(*) AS n
    FROM nilai
    WHERE nilai_rp >= 1
    GROUP BY wilayah, tahun, skpd, SUBSTR(CAST(nilai_rp AS TEXT), 1, 1)
),
per_skpd AS (
    SELECT wilayah, tahun, skpd,
        MAX(kode_wilayah) AS kode_wilayah,
        MAX(kode_skpd) AS kode_skpd,
        MAX(nama_skpd) AS nama_skpd,
        SUM(CASE WHEN nilai_rp >= 1 THEN 1 ELSE 0 END) AS n,
        COUNT(*) AS n_semua,
        MIN(CASE WHEN nilai_rp >= 1 THEN nilai END) AS terkecil,
        MAX(nilai) AS terbesar
    FROM nilai
    GROUP BY wilayah, tahun, skpd
),
angka AS (
    SELECT 1 AS d UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5
    UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9
),
mad AS (
    SELECT s.wilayah, s.tahun, s.skpd,
        SUM(ABS(CAST(COALESCE(p.n, 0) AS DOUBLE) / s.n
            - ln(1 + CAST(1 AS DOUBLE) / a.d) / ln(CAST(10 AS DOUBLE)))) / 9 AS mad
    FROM per_skpd AS s
    CROSS JOIN angka AS a
    LEFT JOIN per_digit AS p
        ON p.wilayah = s.wilayah AND p.tahun = s.tahun AND p.skpd = s.skpd
        AND p.digit = CAST(a.d AS TEXT)
    WHERE s.n > 0
    GROUP BY s.wilayah, s.tahun, s.skpd
)
SELECT
    s.wilayah || ':' || COALESCE(CAST(s.tahun AS TEXT), '-') || ':' || s.skpd AS subjek_id,
    s.nama_skpd AS subjek_label,
    s.kode_wilayah,
    s.tahun,
    s.kode_skpd,
    CASE
        WHEN s.skpd = '-' OR s.n = 0 OR s.tahun IS NULL THEN NULL
        WHEN s.n < a.nilai_minimal THEN 'nilai kurang dari jumlah minimal'
        WHEN s.terbesar < a.rentang * s.terkecil THEN 'nilai tidak merentang dua orde besaran'
    END AS tidak_berlaku,
    CASE
        WHEN s.skpd = '-' THEN 'kode_skpd kosong'
        WHEN s.tahun IS NULL THEN 'tahun kosong'
        WHEN s.n = 0 THEN 'nilai kosong'
    END AS tidak_dapat_dihitung,
    CASE WHEN m.mad > a.mad THEN 1 ELSE 0 END AS terpicu,
    m.mad AS nilai,
    a.mad AS ambang,
    a.dasar AS dasar_ambang,
    CASE
        WHEN m.mad <= a.rapat THEN 'kesesuaian rapat'
        WHEN m.mad <= a.diterima THEN 'kesesuaian dapat diterima'
        WHEN m.mad <= a.mad THEN 'kesesuaian sedang'
    END AS catatan,
    s.wilayah,
    s.skpd,
    s.n
FROM per_skpd AS s
JOIN aturan AS a ON a.wilayah = s.wilayah
LEFT JOIN mad AS m ON m.wilayah = s.wilayah AND m.tahun = s.tahun AND m.skpd = s.skpd
-- bukti
WITH angka AS (
    SELECT 1 AS d UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5
    UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9
),
per_digit AS (
    SELECT h.subjek_id, h.n AS semua, a.d, SUM(CASE
        WHEN SUBSTR(CAST(b.nilai_rp AS TEXT), 1, 1) = CAST(a.d AS TEXT) THEN 1 ELSE 0 END) AS n
    FROM terpicu AS h
    CROSS JOIN angka AS a
    JOIN b_bayar AS b ON b.wilayah = h.wilayah AND b.tahun = h.tahun AND b.skpd = h.skpd
    WHERE b.nilai_rp >= 1 AND (b.kode_rekening IS NULL OR b.kode_rekening NOT LIKE '5.1.01%')
    GROUP BY h.subjek_id, h.n, a.d
)
SELECT subjek_id, 'masukan' AS peran, 'selisih_digit' AS nama,
    ABS(CAST(n AS DOUBLE) / semua - ln(1 + CAST(1 AS DOUBLE) / d) / ln(CAST(10 AS DOUBLE))) AS nilai,
    'digit ' || CAST(d AS TEXT) || ': ' || CAST(n AS TEXT) || ' nilai' AS teks, NULL AS tabel,
    NULL AS id_baris
FROM per_digit
UNION ALL
SELECT subjek_id, 'masukan', 'banyak_nilai', n, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'pembanding', 'khi_kuadrat',
    SUM((n - semua * p) * (n - semua * p) / (semua * p)), NULL, NULL, NULL
FROM (
    SELECT subjek_id, n, semua, ln(1 + CAST(1 AS DOUBLE) / d) / ln(CAST(10 AS DOUBLE)) AS p FROM per_digit
) AS h
GROUP BY subjek_id
