/* ---
kode: WKT-02
versi: "2"
judul: {id: Masa evaluasi terlalu singkat, en: Decision period too short}
pertanyaan: {id: "Apakah pemenang ditetapkan sangat cepat setelah batas pemasukan?", en: Was the winner decided very soon after the deadline?}
deskripsi:
  id: Empat hari atau kurang dari batas pemasukan penawaran sampai penetapan pemenang (5 sampai 8 hari tergolong sedang).
  en: Four days or fewer from the deadline of bids to the award (5 to 8 days count as medium).
alasan: {id: Evaluasi yang terlalu cepat dapat berarti pemenang sudah ditentukan., en: An evaluation too fast can mean that the winner was settled before.}
penjelasan_wajar: {id: "Satu atau dua penawaran yang sederhana, tanggal penetapan ditimpa saat pencatatan.", en: "One or two simple bids, an award date overwritten on entry."}
yang_diperiksa: {id: "Berita acara evaluasi, banyaknya penawaran, lama pembuktian kualifikasi.", en: "The evaluation report, number of bids, time of qualification checks."}
subjek: paket
populasi: {id: "Semua paket; berlaku untuk tender dan seleksi yang selesai.", en: All packages; applies to finished tenders and selections.}
tingkat: 1
komponen_skor: true
rujukan: {ocp: [R061], lain: ["ProACT (kalibrasi Indonesia: 1-4 tinggi, 5-8 sedang, 9-360 wajar)"]}
kolom_wajib: [jadwal.tgl_akhir, paket.tgl_penetapan]
parameter:
  hari:
    judul: {id: Hari (golongan tinggi), en: Days (high risk)}
    satuan: hari
    nilai: 4
    utama: true
    dasar: "ProACT, kalibrasi Indonesia"
    asal_dasar: pustaka
    status: terkonfirmasi
  hari_sedang:
    judul: {id: Hari (golongan sedang), en: Days (medium risk)}
    satuan: hari
    nilai: 8
    dasar: "ProACT, kalibrasi Indonesia"
    asal_dasar: pustaka
    status: terkonfirmasi
  hari_wajar:
    judul: {id: Masa terpanjang yang masuk akal, en: Longest plausible period}
    satuan: hari
    nilai: 360
    dasar: "ProACT, kalibrasi Indonesia"
    asal_dasar: pustaka
    status: terkonfirmasi
pengecualian:
  - {id: Tender Cepat, en: Quick tender}
  - {id: Metode tanpa persaingan serta tender gagal atau berjalan, en: Methods without competition and failed or running tenders}
riwayat:
  - "2: bukti tanggal menunjuk baris asalnya (paket, kontrak, atau jadwal)"
putusan: penetapan - batas_pemasukan <= hari dan penetapan - batas_pemasukan >= 1
--- */
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    COALESCE(p.bukan_tender, CASE WHEN p.metode = 'Tender Cepat' THEN 'tender cepat' END)
        AS tidak_berlaku,
    CASE
        WHEN p.pemasukan_hari IS NULL THEN 'jadwal pemasukan penawaran tidak dimuat'
        WHEN p.penetapan_hari IS NULL THEN 'tgl_penetapan kosong'
        WHEN p.lama < 1
            OR p.lama > a.hari_wajar
            THEN 'masa evaluasi di luar rentang masuk akal'
    END AS tidak_dapat_dihitung,
    -- sisipkan: golongan_hari
    p.pemasukan_hari,
    p.pemasukan_id,
    p.penetapan_hari,
    p.penetapan_dari,
    p.penetapan_id
FROM (SELECT b_paket.*, penetapan_hari - pemasukan_hari AS lama FROM b_paket) AS p
JOIN aturan AS a ON a.wilayah = p.wilayah
-- bukti
-- sisipkan: bukti_penetapan
UNION ALL
SELECT h.subjek_id, 'masukan', 'batas_pemasukan', h.pemasukan_hari, j.tgl_akhir, 'jadwal',
    CAST(h.pemasukan_id AS TEXT)
FROM terpicu AS h
JOIN jadwal AS j ON j.id = h.pemasukan_id
