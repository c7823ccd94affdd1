/* ---
kode: STA-02
versi: "2"
judul: {id: Benford dua digit pertama, en: "Benford, first two digits"}
pertanyaan: {id: "Apakah dua digit pertama pembayaran daerah ini menyimpang dari hukum Benford?", en: "Do the first two digits of this municipality's payments depart from Benford's law?"}
deskripsi:
  id: MAD 90 porsi dua digit pertama pembayaran (di luar belanja pegawai) terhadap log10(1 + 1/d) di atas 0,0022, dengan 1.000 nilai atau lebih yang merentang dua orde besaran.
  en: The MAD of the 90 first-two-digit shares of payments (salaries left out) from log10(1 + 1/d) exceeds 0.0022, with 1,000 amounts or more spanning two orders of magnitude.
alasan: {id: Uji dua digit menunjukkan nilai yang menumpuk tepat di bawah suatu batas., en: The two-digit test shows amounts that pile up just under a limit.}
penjelasan_wajar:
  id: Honorarium, uang harian, dan tarif baku berulang ribuan kali secara sah. Ini sifat suatu himpunan, bukan bukti tentang satu pembayaran.
  en: Honoraria, per diems and standard tariffs repeat thousands of times lawfully. It is a property of a population, never of a record.
yang_diperiksa: {id: "Pasangan digit dengan selisih terbesar dan pembayaran di baliknya.", en: The digit pairs with the largest deviation and the payments behind them.}
subjek: daerah
populasi: {id: Setiap daerah dan tahun dengan dokumen pembayaran., en: Each municipality and year with payment documents.}
tingkat: 2
rujukan: {ocp: [R029], lain: ["Nigrini 2012"]}
kolom_wajib: [transaksi.nilai]
parameter:
  mad:
    judul: {id: MAD, en: MAD}
    satuan: rasio
    nilai: 0.0022
    utama: true
    dasar: Nigrini 2012, dua digit pertama
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  nilai_minimal:
    judul: {id: Banyaknya nilai minimal, en: Fewest amounts}
    satuan: jumlah
    nilai: 1000
    dasar: Nigrini 2012
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  rentang:
    judul: {id: Rentang besaran minimal (terbesar dibagi terkecil), en: Smallest span (largest over smallest)}
    satuan: rasio
    sama_dengan: STA-01.rentang
pengecualian:
  - {id: Nilai yang tidak merentang dua orde besaran, en: Amounts that do not span two orders of magnitude}
  - {id: "Kurang dari 1.000 nilai", en: "Fewer than 1,000 amounts"}
riwayat:
  - "2: nilai harus merentang dua orde besaran, seperti pada STA-01"
putusan: jumlah(selisih_digit) / 90 > mad dan banyak_nilai >= nilai_minimal dan terbesar >= rentang * terkecil
--- */
WITH nilai AS (
    SELECT wilayah, tahun, kode_wilayah, SUBSTR(CAST(nilai_rp AS TEXT), 1, 2) AS digit, nilai, nilai_rp
    FROM b_bayar
    WHERE kode_rekening IS NULL OR kode_rekening NOT LIKE '5.1.01%'
),
per_digit AS (
    SELECT wilayah, tahun, digit, COUNT(*) AS n
    FROM nilai
    WHERE nilai_rp >= 10
    GROUP BY wilayah, tahun, digit
),
per_daerah AS (
    SELECT wilayah, tahun, MAX(kode_wilayah) AS kode_wilayah,
        SUM(CASE WHEN nilai_rp >= 10 THEN 1 ELSE 0 END) AS n,
        MIN(CASE WHEN nilai_rp >= 10 THEN nilai END) AS terkecil,
        MAX(nilai) AS terbesar
    FROM nilai
    GROUP BY wilayah, tahun
),
satuan AS (
    SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
    UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9
),
angka AS (
    SELECT 10 * p.d + s.d AS d FROM satuan AS p CROSS JOIN satuan AS s WHERE p.d > 0
),
mad AS (
    SELECT s.wilayah, s.tahun,
        SUM(ABS(CAST(COALESCE(p.n, 0) AS DOUBLE) / s.n
            - ln(1 + CAST(1 AS DOUBLE) / a.d) / ln(CAST(10 AS DOUBLE)))) / 90 AS mad
    FROM per_daerah AS s
    CROSS JOIN angka AS a
    LEFT JOIN per_digit AS p
        ON p.wilayah = s.wilayah AND p.tahun = s.tahun AND p.digit = CAST(a.d AS TEXT)
    WHERE s.n > 0
    GROUP BY s.wilayah, s.tahun
)
SELECT
    s.wilayah || ':' || COALESCE(CAST(s.tahun AS TEXT), '-') AS subjek_id,
    COALESCE(w.nama, s.wilayah) AS subjek_label,
    s.kode_wilayah,
    s.tahun,
    NULL AS kode_skpd,
    CASE
        WHEN s.n = 0 OR s.tahun IS NULL THEN NULL
        WHEN s.n < a.nilai_minimal THEN 'nilai kurang dari jumlah minimal'
        WHEN s.terbesar < a.rentang * s.terkecil THEN 'nilai tidak merentang dua orde besaran'
    END AS tidak_berlaku,
    CASE
        WHEN s.tahun IS NULL THEN 'tahun kosong'
        WHEN s.n = 0 THEN 'nilai kosong'
    END AS tidak_dapat_dihitung,
    CASE WHEN m.mad > a.mad THEN 1 ELSE 0 END AS terpicu,
    m.mad AS nilai,
    a.mad AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan,
    s.wilayah,
    s.n,
    s.terkecil,
    s.terbesar
FROM per_daerah AS s
JOIN aturan AS a ON a.wilayah = s.wilayah
LEFT JOIN mad AS m ON m.wilayah = s.wilayah AND m.tahun = s.tahun
LEFT JOIN wilayah AS w ON w.kode_wilayah = s.wilayah
-- bukti
WITH satuan AS (
    SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
    UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9
),
angka AS (
    SELECT 10 * p.d + s.d AS d FROM satuan AS p CROSS JOIN satuan AS s WHERE p.d > 0
),
per_digit AS (
    SELECT h.subjek_id, SUBSTR(CAST(b.nilai_rp AS TEXT), 1, 2) AS digit, COUNT(*) AS n
    FROM terpicu AS h
    JOIN b_bayar AS b ON b.wilayah = h.wilayah AND b.tahun = h.tahun
    WHERE b.nilai_rp >= 10 AND (b.kode_rekening IS NULL OR b.kode_rekening NOT LIKE '5.1.01%')
    GROUP BY h.subjek_id, SUBSTR(CAST(b.nilai_rp AS TEXT), 1, 2)
)
SELECT h.subjek_id, 'masukan' AS peran, 'selisih_digit' AS nama,
    ABS(CAST(COALESCE(p.n, 0) AS DOUBLE) / h.n
        - ln(1 + CAST(1 AS DOUBLE) / a.d) / ln(CAST(10 AS DOUBLE))) AS nilai,
    'digit ' || CAST(a.d AS TEXT) || ': ' || CAST(COALESCE(p.n, 0) AS TEXT) || ' nilai' AS teks,
    NULL AS tabel, NULL AS id_baris
FROM terpicu AS h
CROSS JOIN angka AS a
LEFT JOIN per_digit AS p ON p.subjek_id = h.subjek_id AND p.digit = CAST(a.d AS TEXT)
UNION ALL
SELECT subjek_id, 'masukan', 'banyak_nilai', n, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'terkecil', terkecil, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'terbesar', terbesar, NULL, NULL, NULL FROM terpicu
