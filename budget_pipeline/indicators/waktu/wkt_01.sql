/* ---
kode: WKT-01
versi: "2"
judul: {id: Masa pemasukan terlalu singkat, en: Short submission period}
pertanyaan: {id: "Apakah waktu untuk memasukkan penawaran sangat singkat?", en: Was the time to submit bids very short?}
deskripsi:
  id: Enam hari atau kurang dari pengumuman sampai batas akhir pemasukan penawaran (7 sampai 11 hari tergolong sedang).
  en: Six days or fewer from announcement to the deadline of bids (7 to 11 days count as medium).
alasan: {id: Waktu yang singkat menguntungkan peserta yang sudah tahu lebih dulu., en: Short time favours a bidder who knew beforehand.}
penjelasan_wajar: {id: "Paket bernilai kecil yang masanya memang singkat menurut aturan, keadaan mendesak, tender ulang.", en: "Small packages with lawful short periods, urgency, a repeated tender."}
yang_diperiksa: {id: "Jadwal dan perubahannya, jumlah hari kerja, apakah peserta lain gagal memasukkan penawaran.", en: "The schedule and its changes, working days, whether others failed to submit."}
subjek: paket
populasi: {id: "Semua paket; berlaku untuk tender dan seleksi yang tidak gagal.", en: All packages; applies to tenders and selections that did not fail.}
tingkat: 1
komponen_skor: true
rujukan:
  ocp: [R003]
  lain: ["ProACT (kalibrasi Indonesia: 1-6 tinggi, 7-11 sedang, 12-183 wajar)", "Perlem LKPP: minimal 5 hari kerja (belum dikonfirmasi)"]
  catatan: {id: "Cardinal memakai 15 hari; di sini kalibrasi untuk Indonesia.", en: Cardinal uses 15 days; here the calibration for Indonesia.}
kolom_wajib: [paket.tgl_pengumuman, jadwal.tgl_akhir, paket.metode]
parameter:
  hari:
    judul: {id: Hari (golongan tinggi), en: Days (high risk)}
    satuan: hari
    nilai: 6
    utama: true
    dasar: "ProACT, kalibrasi Indonesia"
    asal_dasar: pustaka
    status: terkonfirmasi
  hari_sedang:
    judul: {id: Hari (golongan sedang), en: Days (medium risk)}
    satuan: hari
    nilai: 11
    dasar: "ProACT, kalibrasi Indonesia"
    asal_dasar: pustaka
    status: terkonfirmasi
  hari_wajar:
    judul: {id: Masa terpanjang yang masuk akal, en: Longest plausible period}
    satuan: hari
    nilai: 183
    dasar: "ProACT, kalibrasi Indonesia"
    asal_dasar: pustaka
    status: terkonfirmasi
pengecualian:
  - {id: Tender Cepat, en: Quick tender}
  - {id: Metode tanpa persaingan serta tender gagal atau berjalan, en: Methods without competition and failed or running tenders}
riwayat:
  - "2: bukti tanggal menunjuk baris jadwal yang memuat tanggal itu"
putusan: batas_pemasukan - pengumuman <= hari dan batas_pemasukan - pengumuman >= 1
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
        WHEN p.pengumuman_hari IS NULL THEN 'tgl_pengumuman kosong'
        WHEN p.pemasukan_hari IS NULL THEN 'jadwal pemasukan penawaran tidak dimuat'
        WHEN p.lama < 1
            OR p.lama > a.hari_wajar
            THEN 'masa pemasukan di luar rentang masuk akal'
    END AS tidak_dapat_dihitung,
    -- sisipkan: golongan_hari
    p.pengumuman_hari,
    p.tgl_pengumuman,
    p.pengumuman_jadwal,
    p.pemasukan_hari,
    p.pemasukan_id
FROM (SELECT b_paket.*, pemasukan_hari - pengumuman_hari AS lama FROM b_paket) AS p
JOIN aturan AS a ON a.wilayah = p.wilayah
-- bukti
-- sisipkan: bukti_pengumuman
UNION ALL
SELECT h.subjek_id, 'masukan', 'batas_pemasukan', h.pemasukan_hari, j.tgl_akhir, 'jadwal',
    CAST(h.pemasukan_id AS TEXT)
FROM terpicu AS h
JOIN jadwal AS j ON j.id = h.pemasukan_id
