/* ---
kode: ANG-07
versi: "2"
judul: {id: Baris anggaran ganda, en: Duplicate budget lines}
pertanyaan: {id: "Apakah ada baris anggaran yang sama persis lebih dari sekali?", en: Does the same budget line occur more than once?}
deskripsi:
  id: Dua baris atau lebih dengan SKPD, sub unit, sub kegiatan, rekening, uraian paket, dan nilai yang sama, Rp10 juta atau lebih.
  en: Two lines or more with the same agency, sub-unit, sub-activity, account, package description and amount, of Rp10 million or more.
alasan:
  id: Anggaran yang dicatat dua kali dapat membiayai kegiatan fiktif atau dibayar dua kali.
  en: A budget entered twice can pay for something that does not exist, or be paid twice.
penjelasan_wajar:
  id: Alokasi yang memang berulang untuk setiap lokasi, sekolah, atau kelurahan dengan nilai sama.
  en: Allocations that repeat for each place, school or ward with the same amount.
yang_diperiksa:
  id: Rincian dan lokasi tiap baris pada RKA, keterangan paket, apakah keduanya dibayar.
  en: Detail and place of each line in the RKA, the package remarks, whether both were paid.
subjek: anggaran
populasi: {id: "Setiap kelompok baris belanja tahapan terakhir menurut SKPD, sub unit, sub kegiatan, rekening, uraian, dan nilai.", en: "Each group of expenditure lines of the latest stage by agency, sub-unit, sub-activity, account, description and amount."}
tingkat: 1
rujukan: {ocp: tidak ada padanan, lain: ["praktik pemeriksaan"]}
kolom_wajib: [anggaran.nama_paket, anggaran.pagu]
parameter:
  baris:
    judul: {id: Banyaknya baris yang sama, en: Number of equal lines}
    satuan: jumlah
    nilai: 2
    utama: true
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  nilai_minimal:
    judul: {id: Nilai minimal, en: Smallest amount}
    satuan: rupiah
    nilai: 10000000
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: Belanja pegawai, en: Salaries}
  - {id: "Alokasi yang sama bagi sub unit yang berlainan (kelurahan, sekolah, puskesmas) bukan satu kelompok", en: "Equal allocations to different sub-units (wards, schools, clinics) are no one group"}
  - {id: Baris di bawah Rp10 juta, en: Lines below Rp10 million}
riwayat:
  - "2: alokasi yang sama bagi sub unit yang berlainan tidak lagi dianggap ganda"
putusan: banyak(pagu) >= baris dan terendah(pagu) >= nilai_minimal dan terendah(pagu) = tertinggi(pagu)
--- */
WITH terakhir AS (
    SELECT wilayah, tahun, MAX(tahapan) AS tahapan
    FROM b_pagu
    GROUP BY wilayah, tahun
),
kelompok AS (
    SELECT
        t.wilayah,
        t.tahun,
        t.tahapan,
        COALESCE(a.kode_skpd, a.nama_skpd, '-') AS skpd,
        COALESCE(a.kode_sub_kegiatan, '-') AS sub,
        COALESCE(a.kode_sub_unit, a.nama_sub_unit) AS unit,
        a.kode_rekening,
        LOWER(TRIM(COALESCE(a.nama_paket, a.nama_standar_harga, a.keterangan))) AS uraian,
        a.pagu_rp,
        a.pagu_sen,
        MAX(a.pagu) AS pagu,
        MAX(a.kode_wilayah) AS kode_wilayah,
        MAX(a.kode_skpd) AS kode_skpd,
        MAX(COALESCE(a.nama_paket, a.nama_standar_harga, a.keterangan, a.nama_rekening)) AS label,
        COUNT(*) AS n
    -- In this order: from each municipality's stage to the lines would read the lines of all others too.
    FROM anggaran AS a
    CROSS JOIN terakhir AS t
    WHERE t.wilayah = COALESCE(a.kode_wilayah, '') AND t.tahun = a.tahun AND t.tahapan = a.tahapan
        AND a.jenis = 'belanja' AND a.kode_rekening IS NOT NULL
    GROUP BY
        t.wilayah, t.tahun, t.tahapan, COALESCE(a.kode_skpd, a.nama_skpd, '-'),
        COALESCE(a.kode_sub_kegiatan, '-'), COALESCE(a.kode_sub_unit, a.nama_sub_unit), a.kode_rekening,
        LOWER(TRIM(COALESCE(a.nama_paket, a.nama_standar_harga, a.keterangan))), a.pagu_rp, a.pagu_sen
)
SELECT
    k.wilayah || ':' || CAST(k.tahun AS TEXT) || ':' || k.skpd || ':' || k.sub || ':'
        || k.kode_rekening || ':' || REPLACE(COALESCE(k.uraian, '-'), '/', ' ') || ':'
        || COALESCE(CAST(k.pagu_rp AS TEXT), '-')
        || CASE WHEN k.pagu_sen > 0 THEN ',' || CAST(k.pagu_sen AS TEXT) ELSE '' END
        || COALESCE(':' || REPLACE(k.unit, '/', ' '), '') AS subjek_id,
    k.label AS subjek_label,
    k.kode_wilayah,
    k.tahun,
    k.kode_skpd,
    CASE
        WHEN k.kode_rekening LIKE '5.1.01%' THEN 'belanja pegawai'
        WHEN k.pagu < a.nilai_minimal THEN 'pagu di bawah nilai minimal'
    END AS tidak_berlaku,
    CASE
        WHEN k.pagu IS NULL THEN 'pagu kosong'
        WHEN k.uraian IS NULL THEN 'nama_paket kosong'
    END AS tidak_dapat_dihitung,
    CASE WHEN k.n >= a.baris THEN 1 ELSE 0 END AS terpicu,
    k.n AS nilai,
    a.baris AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan,
    k.wilayah,
    k.tahapan,
    k.skpd,
    k.sub,
    k.unit,
    k.kode_rekening,
    k.uraian,
    k.pagu
FROM kelompok AS k
JOIN aturan AS a ON a.wilayah = k.wilayah
-- bukti
SELECT h.subjek_id, 'masukan' AS peran, 'pagu' AS nama, b.pagu AS nilai,
    COALESCE(b.keterangan, b.nama_sub_unit, b.nama_paket) AS teks, 'anggaran' AS tabel,
    CAST(b.id AS TEXT) AS id_baris
FROM terpicu AS h
JOIN anggaran AS b
    ON b.kode_rekening = h.kode_rekening AND b.tahun = h.tahun AND b.tahapan = h.tahapan
    AND b.pagu = h.pagu AND COALESCE(b.kode_wilayah, '') = h.wilayah
    AND COALESCE(b.kode_skpd, b.nama_skpd, '-') = h.skpd AND COALESCE(b.kode_sub_kegiatan, '-') = h.sub
    AND COALESCE(b.kode_sub_unit, b.nama_sub_unit, '') = COALESCE(h.unit, '')
    AND LOWER(TRIM(COALESCE(b.nama_paket, b.nama_standar_harga, b.keterangan))) = h.uraian
