/* ---
kode: ANG-04
versi: "1"
judul: {id: Pergeseran susunan belanja, en: Composition variance}
pertanyaan: {id: "Apakah belanja antarprogram menyimpang dari susunan anggaran murni?", en: Did spending between programmes depart from the original budget?}
deskripsi:
  id: Jumlah selisih mutlak realisasi program terhadap anggaran murni yang diskalakan mencapai 15 persen realisasi atau lebih.
  en: The sum of absolute differences of programme spending from the scaled original budget is 15 percent of spending or more.
alasan:
  id: Susunan belanja yang berubah besar berarti prioritas yang disetujui DPRD tidak menjadi prioritas belanja.
  en: A composition that changed much means that the priorities the council approved were not those of spending.
penjelasan_wajar:
  id: Pemfokusan ulang yang diwajibkan, penataan ulang SKPD, bencana, dana transfer bertujuan khusus.
  en: Mandated refocusing, reorganised agencies, disasters, earmarked transfers.
yang_diperiksa:
  id: Program yang naik dan turun paling besar, dasar hukum pergeseran, kapan berubah.
  en: The programmes that rose and fell most, the legal basis of shifts, when they changed.
subjek: skpd
populasi: {id: Setiap SKPD dan tahun dengan anggaran murni dan realisasi., en: Each agency and year with an original budget and spending.}
tingkat: 2
rujukan: {ocp: tidak ada padanan, lain: ["PEFA PI-2 (A < 5, B < 10, C < 15 persen)"]}
kolom_wajib: [anggaran.pagu, anggaran.kode_program, transaksi.nilai, transaksi.kode_program]
parameter:
  penyimpangan:
    judul: {id: Penyimpangan susunan, en: Composition variance}
    satuan: rasio
    nilai: 0.15
    utama: true
    dasar: "PEFA PI-2, pita D"
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: Belanja tidak terduga, en: Contingency spending}
  - {id: Tahun yang belum tutup buku, en: Years not yet closed}
putusan: jumlah(simpangan_program) / jumlah(realisasi_program) >= penyimpangan
--- */
WITH baris AS (
    SELECT wilayah, tahun, skpd, kode_wilayah, kode_skpd, nama_skpd, kode_program, nama_program,
        pagu_murni AS murni, NULL AS realisasi, 1 AS dari_anggaran
    FROM b_pagu
    WHERE n_murni > 0 AND kode_rekening NOT LIKE '5.3%'
    UNION ALL
    SELECT wilayah, tahun, skpd, kode_wilayah, kode_skpd, nama_skpd, kode_program, nama_program,
        NULL, nilai, 0
    FROM b_bayar
    WHERE kode_rekening IS NULL OR kode_rekening NOT LIKE '5.3%'
    UNION ALL
    SELECT r.wilayah, r.tahun, r.skpd, r.kode_wilayah, r.kode_skpd, r.nama_skpd, r.kode_program,
        r.nama_program, NULL, r.realisasi, 0
    FROM b_realisasi AS r
    LEFT JOIN b_tutup AS t ON t.wilayah = r.wilayah AND t.tahun = r.tahun
    WHERE t.wilayah IS NULL AND r.belanja = 1 AND r.skpd <> '-'
        AND (r.kode_rekening IS NULL OR r.kode_rekening NOT LIKE '5.3%')
),
program AS (
    SELECT wilayah, tahun, skpd, kode_program, MAX(nama_program) AS nama_program,
        MAX(kode_wilayah) AS kode_wilayah, MAX(kode_skpd) AS kode_skpd, MAX(nama_skpd) AS nama_skpd,
        MAX(dari_anggaran) AS dianggarkan,
        COALESCE(SUM(murni), 0) AS murni, COALESCE(SUM(realisasi), 0) AS realisasi
    FROM baris
    GROUP BY wilayah, tahun, skpd, kode_program
),
jumlah AS (
    SELECT wilayah, tahun, skpd, SUM(murni) AS murni, SUM(realisasi) AS realisasi,
        MAX(kode_wilayah) AS kode_wilayah, MAX(kode_skpd) AS kode_skpd, MAX(nama_skpd) AS nama_skpd,
        MAX(dianggarkan) AS dianggarkan,
        SUM(CASE WHEN kode_program IS NULL THEN 1 ELSE 0 END) AS tanpa_program
    FROM program
    GROUP BY wilayah, tahun, skpd
),
selisih AS (
    SELECT p.wilayah, p.tahun, p.skpd,
        SUM(ABS(p.realisasi - p.murni * (CAST(j.realisasi AS DOUBLE) / j.murni))) AS simpangan
    FROM program AS p
    JOIN jumlah AS j ON j.wilayah = p.wilayah AND j.tahun = p.tahun AND j.skpd = p.skpd
    WHERE j.murni > 0
    GROUP BY p.wilayah, p.tahun, p.skpd
)
SELECT
    j.wilayah || ':' || COALESCE(CAST(j.tahun AS TEXT), '-') || ':' || j.skpd AS subjek_id,
    j.nama_skpd AS subjek_label,
    j.kode_wilayah,
    j.tahun,
    j.kode_skpd,
    CASE WHEN s.tutup = 0 THEN 'tahun belum tutup buku' END AS tidak_berlaku,
    CASE
        WHEN j.dianggarkan = 0 THEN 'anggaran murni tidak dimuat'
        WHEN j.realisasi = 0 THEN 'realisasi SKPD ini tidak dimuat'
        WHEN s.tutup IS NULL THEN 'sampai_tanggal kosong'
        WHEN j.tanpa_program > 0 THEN 'kode_program kosong'
        WHEN j.murni <= 0 THEN 'anggaran murni nol'
    END AS tidak_dapat_dihitung,
    CASE WHEN d.simpangan / j.realisasi >= a.penyimpangan THEN 1 ELSE 0 END AS terpicu,
    d.simpangan / j.realisasi AS nilai,
    a.penyimpangan AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan,
    j.wilayah,
    j.skpd,
    j.murni,
    j.realisasi
FROM jumlah AS j
JOIN aturan AS a ON a.wilayah = j.wilayah
LEFT JOIN selisih AS d ON d.wilayah = j.wilayah AND d.tahun = j.tahun AND d.skpd = j.skpd
LEFT JOIN b_serapan_skpd AS s ON s.wilayah = j.wilayah AND s.tahun = j.tahun AND s.skpd = j.skpd
-- bukti
WITH baris AS (
    SELECT h.subjek_id, p.kode_program, p.nama_program, p.pagu_murni AS murni, 0 AS realisasi
    FROM terpicu AS h
    JOIN b_pagu AS p ON p.wilayah = h.wilayah AND p.tahun = h.tahun AND p.skpd = h.skpd
    WHERE p.n_murni > 0 AND p.kode_rekening NOT LIKE '5.3%'
    UNION ALL
    SELECT h.subjek_id, b.kode_program, b.nama_program, 0, b.nilai
    FROM terpicu AS h
    JOIN b_bayar AS b ON b.wilayah = h.wilayah AND b.tahun = h.tahun AND b.skpd = h.skpd
    WHERE b.kode_rekening IS NULL OR b.kode_rekening NOT LIKE '5.3%'
    UNION ALL
    SELECT h.subjek_id, r.kode_program, r.nama_program, 0, r.realisasi
    FROM terpicu AS h
    JOIN b_realisasi AS r ON r.wilayah = h.wilayah AND r.tahun = h.tahun AND r.skpd = h.skpd
    LEFT JOIN b_tutup AS t ON t.wilayah = r.wilayah AND t.tahun = r.tahun
    WHERE t.wilayah IS NULL AND r.belanja = 1
        AND (r.kode_rekening IS NULL OR r.kode_rekening NOT LIKE '5.3%')
),
program AS (
    SELECT subjek_id, kode_program, MAX(nama_program) AS nama_program, COALESCE(SUM(murni), 0) AS murni,
        COALESCE(SUM(realisasi), 0) AS realisasi
    FROM baris
    GROUP BY subjek_id, kode_program
)
SELECT subjek_id, 'masukan' AS peran, 'realisasi_program' AS nama, realisasi AS nilai,
    kode_program || ' ' || COALESCE(nama_program, '') AS teks, NULL AS tabel, NULL AS id_baris
FROM program
UNION ALL
SELECT subjek_id, 'masukan', 'murni_program', murni, kode_program || ' ' || COALESCE(nama_program, ''),
    NULL, NULL
FROM program
UNION ALL
SELECT p.subjek_id, 'masukan', 'simpangan_program',
    ABS(p.realisasi - p.murni * (CAST(h.realisasi AS DOUBLE) / h.murni)),
    p.kode_program || ' ' || COALESCE(p.nama_program, ''), NULL, NULL
FROM program AS p
JOIN terpicu AS h ON h.subjek_id = p.subjek_id
