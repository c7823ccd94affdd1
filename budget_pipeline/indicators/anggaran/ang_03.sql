/* ---
kode: ANG-03
versi: "1"
judul: {id: Lonjakan belanja akhir tahun, en: Year-end spending spike}
pertanyaan: {id: "Apakah belanja Desember jauh melampaui bulan-bulan lain?", en: Does spending in December far exceed the other months?}
deskripsi:
  id: Belanja Desember tiga kali rata-rata Januari sampai November atau lebih, atau seperempat belanja setahun atau lebih.
  en: December spending is three times the January to November average or more, or a quarter of the year or more.
alasan:
  id: Belanja yang dikejar pada akhir tahun cenderung kurang bermutu dan kurang diawasi.
  en: Spending rushed at year end tends to be of lower quality and less controlled.
penjelasan_wajar:
  id: Program musiman, termin kontrak yang jatuh tempo, hibah yang dicairkan Desember.
  en: Seasonal programmes, contract terms falling due, grants paid out in December.
yang_diperiksa:
  id: Dokumen pembayaran Desember, tanggal serah terima, paket yang dikontrak pada triwulan IV.
  en: Payment documents of December, hand-over dates, packages contracted in the fourth quarter.
subjek: skpd
populasi: {id: Setiap SKPD dan tahun dengan dokumen pembayaran., en: Each agency and year with payment documents.}
tingkat: 1
rujukan: {ocp: tidak ada padanan, lain: ["Liebman & Mahoney 2017 (pekan terakhir sekitar 4,9 kali pekan biasa)", "ICW Potential Fraud Analysis (triwulan IV)"]}
kolom_wajib: [transaksi.nilai, transaksi.tanggal, transaksi.kode_skpd]
parameter:
  rasio:
    judul: {id: Desember terhadap rata-rata bulan lain, en: December against the average month}
    satuan: rasio
    nilai: 3
    utama: true
    dasar: katalog indikator program ini menurut Liebman & Mahoney 2017
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  porsi:
    judul: {id: Porsi Desember dalam setahun, en: December's share of the year}
    satuan: rasio
    nilai: 0.25
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  bulan_minimal:
    judul: {id: Bulan minimal yang dimuat, en: Fewest months loaded}
    satuan: bulan
    nilai: 10
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
  - {id: Kurang dari sepuluh bulan dimuat, en: Fewer than ten months loaded}
  - {id: Belanja setahun di bawah Rp1 miliar, en: Yearly spending below Rp1 billion}
  - {id: Desember belum dimuat, en: December not loaded}
putusan: (desember - rasio * (setahun - desember) / 11 >= -0.005 atau desember - porsi * setahun >= -0.005) dan setahun >= belanja_minimal dan banyak(bulan) >= bulan_minimal
--- */
WITH per_skpd AS (
    SELECT
        wilayah,
        tahun,
        skpd,
        MAX(kode_wilayah) AS kode_wilayah,
        MAX(kode_skpd) AS kode_skpd,
        MAX(nama_skpd) AS nama_skpd,
        COUNT(DISTINCT bulan) AS n_bulan,
        SUM(CASE WHEN bulan IS NULL THEN 1 ELSE 0 END) AS tanpa_tanggal,
        COUNT(*) - COUNT(nilai) AS tanpa_nilai,
        SUM(nilai) AS setahun,
        SUM(CASE WHEN bulan = '12' THEN nilai END) AS desember,
        SUM(CASE WHEN bulan IN ('10', '11', '12') THEN nilai ELSE 0 END) AS triwulan_4
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
        WHEN s.skpd = '-' OR s.tanpa_tanggal > 0 OR s.tanpa_nilai > 0 THEN NULL
        WHEN s.n_bulan < a.bulan_minimal THEN 'bulan yang dimuat kurang dari jumlah minimal'
        WHEN s.desember IS NULL THEN 'Desember belum dimuat'
        WHEN s.setahun < a.belanja_minimal THEN 'belanja setahun di bawah nilai minimal'
    END AS tidak_berlaku,
    CASE
        WHEN s.skpd = '-' THEN 'kode_skpd kosong'
        WHEN s.tanpa_tanggal > 0 THEN 'tanggal kosong'
        WHEN s.tanpa_nilai > 0 THEN 'nilai kosong'
    END AS tidak_dapat_dihitung,
    CASE
        WHEN s.desember - a.rasio * (s.setahun - s.desember) / 11 >= -0.005 THEN 1
        WHEN s.desember - a.porsi * s.setahun >= -0.005 THEN 1
        ELSE 0
    END AS terpicu,
    CASE
        WHEN s.setahun > s.desember
            THEN s.desember / ((CAST(s.setahun AS DOUBLE) - s.desember) / 11)
    END AS nilai,
    a.rasio AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan,
    s.wilayah,
    s.skpd,
    s.setahun,
    s.desember,
    s.triwulan_4
FROM per_skpd AS s
JOIN aturan AS a ON a.wilayah = s.wilayah
-- bukti
SELECT h.subjek_id, 'masukan' AS peran, 'bulan' AS nama, SUM(b.nilai) AS nilai, b.bulan AS teks,
    NULL AS tabel, NULL AS id_baris
FROM terpicu AS h
JOIN b_bayar AS b ON b.wilayah = h.wilayah AND b.tahun = h.tahun AND b.skpd = h.skpd
GROUP BY h.subjek_id, b.bulan
UNION ALL
SELECT subjek_id, 'masukan', 'desember', desember, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'setahun', setahun, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'pembanding', 'triwulan_4', triwulan_4, NULL, NULL, NULL FROM terpicu
