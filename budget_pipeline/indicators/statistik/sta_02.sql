/* ---
kode: STA-02
versi: "3"
judul: {id: Benford dua digit pertama dan digit kedua, en: "Benford, first two digits and second digit"}
pertanyaan: {id: "Apakah dua digit pertama atau digit kedua pembayaran daerah ini menyimpang dari hukum Benford?", en: "Do the first two digits or the second digit of this municipality's payments depart from Benford's law?"}
deskripsi:
  id: MAD 90 porsi dua digit pertama pembayaran (di luar belanja pegawai) terhadap log10(1 + 1/d) di atas 0,0022, atau MAD sepuluh porsi digit kedua di atas 0,012, dengan 1.000 nilai atau lebih yang merentang dua orde besaran.
  en: The MAD of the 90 first-two-digit shares of payments (salaries left out) from log10(1 + 1/d) exceeds 0.0022, or the MAD of the ten second-digit shares exceeds 0.012, with 1,000 amounts or more spanning two orders of magnitude.
alasan: {id: Uji dua digit menunjukkan nilai yang menumpuk tepat di bawah suatu batas., en: The two-digit test shows amounts that pile up just under a limit.}
penjelasan_wajar:
  id: Honorarium, uang harian, dan tarif baku berulang ribuan kali secara sah. Ini sifat suatu himpunan, bukan bukti tentang satu pembayaran.
  en: Honoraria, per diems and standard tariffs repeat thousands of times lawfully. It is a property of a population, never of a record.
yang_diperiksa: {id: "Pasangan digit yang melonjak (z di atas 3,45) dan pembayaran di baliknya.", en: The digit pairs that spike (z above 3.45) and the payments behind them.}
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
  mad_kedua:
    judul: {id: MAD digit kedua, en: MAD of the second digit}
    satuan: rasio
    nilai: 0.012
    dasar: Nigrini 2012, digit kedua
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  rapat:
    judul: {id: MAD yang rapat, en: MAD that is close}
    satuan: rasio
    nilai: 0.0012
    dasar: Nigrini 2012, dua digit pertama
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  diterima:
    judul: {id: MAD yang dapat diterima, en: MAD that is acceptable}
    satuan: rasio
    nilai: 0.0018
    dasar: Nigrini 2012, dua digit pertama
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  z:
    judul: {id: z digit yang disebut melonjak, en: z of a digit called a spike}
    satuan: rasio
    nilai: 3.45
    dasar: Nigrini 2012, dengan koreksi Bonferroni untuk 90 pasangan digit
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
  - "3: digit kedua ikut dinilai; pasangan digit yang melonjak disebut"
putusan: (jumlah(selisih_digit) / 90 > mad atau jumlah(selisih_digit_kedua) / 10 > mad_kedua) dan banyak_nilai >= nilai_minimal dan terbesar >= rentang * terkecil
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
    SELECT 10 * p.d + s.d AS d, s.d AS kedua FROM satuan AS p CROSS JOIN satuan AS s WHERE p.d > 0
),
porsi AS (
    SELECT s.wilayah, s.tahun, a.d, a.kedua,
        CAST(COALESCE(p.n, 0) AS DOUBLE) / s.n AS nyata,
        ln(1 + CAST(1 AS DOUBLE) / a.d) / ln(CAST(10 AS DOUBLE)) AS teori
    FROM per_daerah AS s
    CROSS JOIN angka AS a
    LEFT JOIN per_digit AS p
        ON p.wilayah = s.wilayah AND p.tahun = s.tahun AND p.digit = CAST(a.d AS TEXT)
    WHERE s.n > 0
),
mad AS (
    SELECT wilayah, tahun, SUM(ABS(nyata - teori)) / 90 AS mad FROM porsi GROUP BY wilayah, tahun
),
mad_kedua AS (
    SELECT wilayah, tahun, SUM(ABS(nyata - teori)) / 10 AS mad
    FROM (
        SELECT wilayah, tahun, kedua, SUM(nyata) AS nyata, SUM(teori) AS teori
        FROM porsi
        GROUP BY wilayah, tahun, kedua
    ) AS k
    GROUP BY wilayah, tahun
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
    CASE WHEN m.mad > a.mad OR k.mad > a.mad_kedua THEN 1 ELSE 0 END AS terpicu,
    CASE WHEN k.mad > a.mad_kedua AND m.mad <= a.mad THEN k.mad ELSE m.mad END AS nilai,
    CASE WHEN k.mad > a.mad_kedua AND m.mad <= a.mad THEN a.mad_kedua ELSE a.mad END AS ambang,
    CASE WHEN k.mad > a.mad_kedua AND m.mad <= a.mad THEN a.mad_kedua_dasar ELSE a.dasar END AS dasar_ambang,
    CASE
        WHEN k.mad > a.mad_kedua AND m.mad <= a.mad THEN 'hanya digit kedua yang menyimpang'
        WHEN m.mad <= a.rapat THEN 'kesesuaian rapat'
        WHEN m.mad <= a.diterima THEN 'kesesuaian dapat diterima'
        WHEN m.mad <= a.mad THEN 'kesesuaian sedang'
    END AS catatan,
    s.wilayah,
    s.n,
    s.terkecil,
    s.terbesar,
    a.z
FROM per_daerah AS s
JOIN aturan AS a ON a.wilayah = s.wilayah
LEFT JOIN mad AS m ON m.wilayah = s.wilayah AND m.tahun = s.tahun
LEFT JOIN mad_kedua AS k ON k.wilayah = s.wilayah AND k.tahun = s.tahun
LEFT JOIN wilayah AS w ON w.kode_wilayah = s.wilayah
-- bukti
WITH satuan AS (
    SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
    UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9
),
angka AS (
    SELECT 10 * p.d + s.d AS d, s.d AS kedua FROM satuan AS p CROSS JOIN satuan AS s WHERE p.d > 0
),
per_digit AS (
    SELECT h.subjek_id, SUBSTR(CAST(b.nilai_rp AS TEXT), 1, 2) AS digit, COUNT(*) AS n
    FROM terpicu AS h
    JOIN b_bayar AS b ON b.wilayah = h.wilayah AND b.tahun = h.tahun
    WHERE b.nilai_rp >= 10 AND (b.kode_rekening IS NULL OR b.kode_rekening NOT LIKE '5.1.01%')
    GROUP BY h.subjek_id, SUBSTR(CAST(b.nilai_rp AS TEXT), 1, 2)
),
porsi AS (
    SELECT h.subjek_id, h.n AS semua, h.z AS batas_z, a.d, a.kedua, COALESCE(p.n, 0) AS n,
        CAST(COALESCE(p.n, 0) AS DOUBLE) / h.n AS nyata,
        ln(1 + CAST(1 AS DOUBLE) / a.d) / ln(CAST(10 AS DOUBLE)) AS teori
    FROM terpicu AS h
    CROSS JOIN angka AS a
    LEFT JOIN per_digit AS p ON p.subjek_id = h.subjek_id AND p.digit = CAST(a.d AS TEXT)
),
-- z with continuity correction, which is left out where it is larger than the difference itself.
lonjakan AS (
    SELECT subjek_id, batas_z, d, n,
        (nyata - teori - CASE WHEN nyata - teori > 0.5 / semua THEN 0.5 / semua ELSE 0 END)
            / sqrt(teori * (1 - teori) / semua) AS z
    FROM porsi
    WHERE nyata > teori
)
SELECT subjek_id, 'masukan' AS peran, 'selisih_digit' AS nama, ABS(nyata - teori) AS nilai,
    'digit ' || CAST(d AS TEXT) || ': ' || CAST(n AS TEXT) || ' nilai' AS teks, NULL AS tabel,
    NULL AS id_baris
FROM porsi
UNION ALL
SELECT subjek_id, 'masukan', 'selisih_digit_kedua', ABS(SUM(nyata) - SUM(teori)),
    'digit kedua ' || CAST(kedua AS TEXT) || ': ' || CAST(SUM(n) AS TEXT) || ' nilai', NULL, NULL
FROM porsi
GROUP BY subjek_id, kedua
UNION ALL
SELECT subjek_id, 'pembanding', 'lonjakan_z', z,
    'digit ' || CAST(d AS TEXT) || ': ' || CAST(n AS TEXT) || ' nilai', NULL, NULL
FROM lonjakan
WHERE z > batas_z
UNION ALL
SELECT subjek_id, 'masukan', 'banyak_nilai', n, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'terkecil', terkecil, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'terbesar', terbesar, NULL, NULL, NULL FROM terpicu
