/* ---
kode: ANG-15
versi: "1"
judul: {id: Porsi uang muka tinggi, en: High share of cash advances}
pertanyaan: {id: "Apakah sebagian besar belanja SKPD ini dibayar lewat GU dan TU?", en: "Is much of this agency's spending paid through replenished or additional cash (GU, TU)?"}
deskripsi:
  id: Belanja lewat ganti uang (GU) dan tambahan uang (TU) lebih dari 20 persen belanja SKPD setahun.
  en: Spending through replenished (GU) and additional (TU) cash is above 20 percent of the agency's yearly spending.
alasan:
  id: Uang yang dipegang bendahara lebih sulit ditelusuri daripada pembayaran langsung kepada penyedia.
  en: Cash held by a treasurer is harder to trace than direct payment to suppliers.
penjelasan_wajar:
  id: SKPD kecil dengan banyak belanja rutin, kegiatan lapangan yang tersebar.
  en: A small agency with much routine spending, field work in many places.
yang_diperiksa:
  id: Pertanggungjawaban GU dan TU, sisa TU yang terlambat disetor, belanja yang semestinya langsung (LS).
  en: Accounts of GU and TU, late returns of TU, spending that should be direct (LS).
subjek: skpd
populasi: {id: Setiap SKPD dan tahun dengan dokumen pembayaran., en: Each agency and year with payment documents.}
tingkat: 2
rujukan: {ocp: tidak ada padanan, lain: ["Temuan BPK", "Permendagri 77/2020"]}
kolom_wajib: [transaksi.jenis_transaksi, transaksi.nilai, transaksi.kode_skpd]
parameter:
  porsi:
    judul: {id: Porsi GU dan TU, en: Share of GU and TU}
    satuan: rasio
    nilai: 0.2
    utama: true
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  belanja_minimal:
    judul: {id: Belanja setahun minimal, en: Smallest yearly spending}
    satuan: rupiah
    nilai: 1000000000
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: Belanja setahun di bawah Rp1 miliar, en: Yearly spending below Rp1 billion}
putusan: uang_muka - porsi * setahun > 0.005 dan setahun >= belanja_minimal
--- */
WITH per_skpd AS (
    SELECT
        wilayah,
        tahun,
        skpd,
        MAX(kode_wilayah) AS kode_wilayah,
        MAX(kode_skpd) AS kode_skpd,
        MAX(nama_skpd) AS nama_skpd,
        COUNT(*) - COUNT(jenis_transaksi) AS tanpa_jenis,
        COUNT(*) - COUNT(nilai) AS tanpa_nilai,
        SUM(nilai) AS setahun,
        SUM(CASE WHEN UPPER(jenis_transaksi) IN ('GU', 'TU') THEN nilai ELSE 0 END) AS uang_muka
    FROM b_bayar
    GROUP BY wilayah, tahun, skpd
)
SELECT
    s.wilayah || ':' || COALESCE(CAST(s.tahun AS TEXT), '-') || ':' || s.skpd AS subjek_id,
    s.nama_skpd AS subjek_label,
    s.kode_wilayah,
    s.tahun,
    s.kode_skpd,
    CASE
        WHEN s.skpd <> '-' AND s.tanpa_jenis = 0 AND s.tanpa_nilai = 0
            AND s.setahun < a.belanja_minimal THEN 'belanja setahun di bawah nilai minimal'
    END AS tidak_berlaku,
    CASE
        WHEN s.skpd = '-' THEN 'kode_skpd kosong'
        WHEN s.tanpa_jenis > 0 THEN 'jenis_transaksi kosong'
        WHEN s.tanpa_nilai > 0 THEN 'nilai kosong'
    END AS tidak_dapat_dihitung,
    CASE WHEN s.uang_muka - a.porsi * s.setahun > 0.005 THEN 1 ELSE 0 END AS terpicu,
    CASE WHEN s.setahun > 0 THEN CAST(s.uang_muka AS DOUBLE) / s.setahun END AS nilai,
    a.porsi AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan,
    s.setahun,
    s.uang_muka
FROM per_skpd AS s
JOIN aturan AS a ON a.wilayah = s.wilayah
-- bukti
SELECT subjek_id, 'masukan' AS peran, 'uang_muka' AS nama, uang_muka AS nilai, 'GU dan TU' AS teks,
    NULL AS tabel, NULL AS id_baris
FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'setahun', setahun, NULL, NULL, NULL FROM terpicu
