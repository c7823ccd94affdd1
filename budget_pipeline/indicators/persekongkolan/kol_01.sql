/* ---
kode: KOL-01
versi: "3"
judul: {id: Sebaran penawaran sangat rapat, en: Low bid variance}
pertanyaan: {id: "Apakah nilai penawaran para peserta sangat berdekatan?", en: Are the bids of the participants very close together?}
deskripsi:
  id: Koefisien variasi penawaran sah (simpangan baku n-1 dibagi rata-rata) 0,06 atau kurang, pada jenis pengadaan yang median koefisiennya di atas itu; selain itu sampai persentil 10 jenisnya.
  en: The coefficient of variation of valid bids (standard deviation n-1 over the mean) is 0.06 or less in a category whose median is above that; otherwise at or below the category's tenth percentile.
alasan:
  id: Penawaran yang diatur bersama cenderung disusun berdekatan di atas harga pemenang yang disepakati.
  en: Bids arranged together tend to be set close above the agreed winning price.
penjelasan_wajar:
  id: Total HPS terbuka, sehingga di pasar yang jujur pun penawaran dapat rapat di sekitarnya; harga satuan standar. Di satu pasar lelang 84 persen tender yang bersaing pun di bawah 0,06.
  en: The total estimate is public, so bids cluster near it in honest markets too; standard unit prices. In one auction market 84 percent of competitive tenders were below 0.06.
yang_diperiksa:
  id: Rincian harga satuan, kesamaan dokumen, siapa menang dan kalah dalam tender bersama lainnya.
  en: Unit prices, likeness of documents, who wins and loses in other joint tenders.
subjek: paket
populasi: {id: "Semua paket; berlaku untuk tender selesai yang dinilai menurut harga dengan empat penawaran sah atau lebih.", en: All packages; applies to finished tenders evaluated on price with four valid bids or more.}
tingkat: 2
rujukan:
  ocp: tidak ada padanan
  lain: ["Imhof; García Rodríguez dkk. 2022", "KPPU"]
  catatan: {id: Statistik untuk mengurutkan pekerjaan pemeriksa; ketepatannya berbeda jauh antar pasar., en: A statistic to sort an auditor's work by; its precision differs much between markets.}
kolom_wajib: [peserta.nilai_penawaran, paket.jenis_pengadaan, paket.metode_evaluasi]
parameter:
  cv:
    judul: {id: Koefisien variasi, en: Coefficient of variation}
    satuan: rasio
    nilai: 0.06
    utama: true
    dasar: Imhof; García Rodríguez dkk. 2022
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  penawar_minimal:
    judul: {id: Penawaran sah minimal, en: Fewest valid bids}
    satuan: jumlah
    nilai: 4
    dasar: García Rodríguez dkk. 2022
    asal_dasar: pustaka
    status: terkonfirmasi
  pembanding_minimal:
    judul: {id: Tender sejenis minimal, en: Fewest like tenders}
    satuan: jumlah
    nilai: 20
    dasar: aturan kelompok pembanding program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: Kurang dari empat penawaran sah, en: Fewer than four valid bids}
  - {id: Metode tanpa persaingan serta tender gagal atau berjalan, en: Methods without competition and failed or running tenders}
  - {id: Penilaian dengan kualitas (harga bukan penentu) dan lebih dari satu pemenang, en: Evaluation that weighs quality (the price does not decide) and more than one winner}
riwayat:
  - "2: pemenang yang hanya dikenal dari kontraknya tidak lagi dihitung gugur"
  - "3: hanya tender yang dinilai menurut harga dengan satu pemenang"
putusan: simpangan(penawaran) / rata(penawaran) <= batas_dipakai dan banyak(penawaran) >= penawar_minimal
--- */
WITH ukuran AS (
    -- sisipkan: ukuran_cv
),
pagar AS (
    -- sisipkan: pagar
)
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    COALESCE(
        p.bukan_harga,
        CASE WHEN p.n_tawaran_sah < a.penawar_minimal THEN 'penawaran sah kurang dari jumlah minimal' END
    ) AS tidak_berlaku,
    COALESCE(
        p.tanpa_penawaran,
        CASE
            WHEN p.jenis = '' THEN 'jenis_pengadaan kosong'
            WHEN g.n < a.pembanding_minimal THEN 'pembanding kurang dari jumlah minimal'
        END
    ) AS tidak_dapat_dihitung,
    CASE
        WHEN p.simpangan / p.rata <= CASE WHEN g.median > a.cv THEN a.cv ELSE g.p10 END THEN 1
        ELSE 0
    END AS terpicu,
    -- sisipkan: batas_cv
    g.median,
    g.n AS tender_sejenis
FROM b_paket AS p
JOIN aturan AS a ON a.wilayah = p.wilayah
LEFT JOIN pagar AS g ON g.kelompok = p.wilayah || ':' || p.jenis AND p.bukan_harga IS NULL
-- bukti
SELECT h.subjek_id, 'masukan' AS peran, 'penawaran' AS nama, t.nilai AS nilai,
    t.nama_penyedia AS teks, 'peserta' AS tabel, CAST(t.id_peserta AS TEXT) AS id_baris
FROM terpicu AS h
JOIN b_tawaran AS t ON t.id_paket = h.subjek_id AND t.gugur = 0
UNION ALL
SELECT subjek_id, 'ambang', 'batas_dipakai', ambang, dasar_ambang, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'pembanding', 'median_sejenis', median, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'pembanding', 'tender_sejenis', tender_sejenis, NULL, NULL, NULL FROM terpicu
