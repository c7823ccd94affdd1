/* ---
kode: ANG-04
versi: "2"
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
riwayat:
  - "2: realisasi dan tutup buku dari sumber yang sama; nilai kosong tidak dibaca nol; hanya laporan terakhir setiap SKPD yang dibaca"
putusan: jumlah(simpangan_program) / jumlah(realisasi_program) >= penyimpangan
--- */
WITH jumlah AS (
    SELECT wilayah, tahun, skpd, SUM(murni) AS murni, SUM(realisasi) AS realisasi,
        MAX(kode_wilayah) AS kode_wilayah, MAX(kode_skpd) AS kode_skpd, MAX(nama_skpd) AS nama_skpd,
        MAX(tutup) AS tutup, SUM(n_murni) AS n_murni, SUM(n_realisasi) AS n_realisasi,
        SUM(kosong_murni) AS kosong_murni, SUM(kosong_realisasi) AS kosong_realisasi,
        SUM(CASE WHEN kode_program IS NULL THEN 1 ELSE 0 END) AS tanpa_program
    FROM b_program
    GROUP BY wilayah, tahun, skpd
),
selisih AS (
    SELECT p.wilayah, p.tahun, p.skpd,
        SUM(ABS(p.realisasi - p.murni * (CAST(j.realisasi AS DOUBLE) / j.murni))) AS simpangan
    FROM b_program AS p
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
    CASE WHEN j.tutup = 0 THEN 'tahun belum tutup buku' END AS tidak_berlaku,
    CASE
        WHEN j.n_murni = 0 THEN 'anggaran murni tidak dimuat'
        WHEN j.n_realisasi = 0 THEN 'realisasi SKPD ini tidak dimuat'
        WHEN j.tutup IS NULL THEN 'sampai_tanggal kosong'
        WHEN j.tanpa_program > 0 THEN 'kode_program kosong'
        WHEN j.kosong_murni > 0 THEN 'anggaran kosong'
        WHEN j.kosong_realisasi > 0 THEN 'realisasi kosong'
        WHEN j.murni <= 0 THEN 'anggaran murni nol'
        WHEN j.realisasi <= 0 THEN 'realisasi nol atau negatif'
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
-- bukti
SELECT h.subjek_id, 'masukan' AS peran, 'realisasi_program' AS nama, p.realisasi AS nilai,
    p.kode_program || ' ' || COALESCE(p.nama_program, '') AS teks, NULL AS tabel, NULL AS id_baris
FROM terpicu AS h
JOIN b_program AS p ON p.wilayah = h.wilayah AND p.tahun = h.tahun AND p.skpd = h.skpd
UNION ALL
SELECT h.subjek_id, 'masukan', 'murni_program', p.murni,
    p.kode_program || ' ' || COALESCE(p.nama_program, ''), NULL, NULL
FROM terpicu AS h
JOIN b_program AS p ON p.wilayah = h.wilayah AND p.tahun = h.tahun AND p.skpd = h.skpd
UNION ALL
SELECT h.subjek_id, 'masukan', 'simpangan_program',
    ABS(p.realisasi - p.murni * (CAST(h.realisasi AS DOUBLE) / h.murni)),
    p.kode_program || ' ' || COALESCE(p.nama_program, ''), NULL, NULL
FROM terpicu AS h
JOIN b_program AS p ON p.wilayah = h.wilayah AND p.tahun = h.tahun AND p.skpd = h.skpd
UNION ALL
SELECT DISTINCT h.subjek_id, 'pembanding', 'sumber_realisasi', NULL, p.sumber, NULL, NULL
FROM terpicu AS h
JOIN b_program AS p ON p.wilayah = h.wilayah AND p.tahun = h.tahun AND p.skpd = h.skpd
