/* ---
kode: KOM-01
versi: "2"
judul: {id: Penawar tunggal, en: Single bidder}
pertanyaan: {id: "Apakah hanya satu peserta yang memasukkan penawaran?", en: Did only one participant submit a bid?}
deskripsi:
  id: Pada tender, seleksi, atau tender cepat yang selesai, hanya satu peserta memasukkan nilai penawaran.
  en: In a finished tender, selection or quick tender only one participant submitted a bid value.
alasan:
  id: Tanpa pesaing, harga tidak diuji pasar; penawar tunggal dapat menandakan syarat yang mengarah atau pengaturan.
  en: Without a rival the price is not tested; a single bid can be a sign of tailored conditions or of an arrangement.
penjelasan_wajar:
  id: Pasar khusus atau daerah terpencil, tender ulang setelah gagal, paket kecil yang kurang diminati. Sejak 2018 satu penawar sah bila memenuhi syarat.
  en: A specialised or remote market, a repeat after a failed tender, a small package few want. Since 2018 one qualified bid is lawful.
yang_diperiksa:
  id: Syarat kualifikasi dan spesifikasi, alasan pendaftar lain tidak menawar, lama pemasukan penawaran, riwayat penyedia di SKPD ini.
  en: Qualification terms and specification, why other registrants did not bid, length of the bidding period, the supplier's record with this agency.
subjek: paket
populasi:
  id: Semua paket; berlaku untuk tender, seleksi, dan tender cepat yang tidak gagal dan sudah selesai.
  en: All packages; applies to tenders, selections and quick tenders that are finished and did not fail.
tingkat: 1
komponen_skor: true
rujukan:
  ocp: [R018]
  lain: ["Fazekas & Kocsis, corruption risk index", "ICW Potential Risk Analysis 2013"]
  catatan:
    id: OCP membaca jumlah peserta; di sini dihitung peserta yang memasukkan nilai penawaran, bukan pendaftar. Jumlah penawar menurut sumber dipakai bila nilai penawarannya tidak ada.
    en: OCP reads the number of tenderers; here those with a bid value are counted, not registrants. The source's count of bidders is used where no bid value is known.
kolom_wajib: [paket.metode, peserta.nilai_penawaran, paket.jumlah_penawar]
parameter:
  penawar:
    judul: {id: Jumlah penawar, en: Number of bidders}
    satuan: jumlah
    nilai: 1
    utama: true
    dasar: "OCP R018; indeks risiko korupsi (CRI)"
    asal_dasar: pustaka
    status: terkonfirmasi
  porsi_lazim:
    judul: {id: Porsi penawar tunggal yang dianggap lazim, en: Share of single bids taken as usual}
    satuan: rasio
    nilai: 0.8
    dasar: usulan program ini untuk pasar khusus
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  paket_minimal:
    judul: {id: Paket sejenis minimal untuk menilai kelaziman, en: Fewest like packages to judge what is usual}
    satuan: jumlah
    nilai: 20
    dasar: usulan program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: Metode tanpa persaingan terbuka (e-purchasing dan pengadaan langsung), en: Methods without open competition}
  - {id: Tender gagal atau batal dan proses yang belum selesai, en: Failed or cancelled tenders and those still running}
  - {id: Jenis pengadaan yang penawar tunggalnya lazim (80 % atau lebih dari 20 paket), en: Categories where single bids are usual}
riwayat:
  - "2: jumlah penawar menurut sumber dipakai bila nilai penawaran tidak ada; kelaziman mengikuti ambang"
putusan: (banyak(penawaran) = penawar atau jumlah_penawar = penawar) dan (porsi_sejenis < porsi_lazim atau paket_sejenis < paket_minimal)
--- */
WITH pasar AS (
    SELECT
        p.wilayah,
        p.tahun,
        p.jenis,
        COUNT(*) AS n,
        CAST(SUM(CASE WHEN p.penawar = a.penawar THEN 1 ELSE 0 END) AS DOUBLE) / COUNT(*) AS porsi
    FROM b_paket AS p
    JOIN aturan AS a ON a.wilayah = p.wilayah
    WHERE p.bukan_tender IS NULL AND p.penawar IS NOT NULL
    GROUP BY p.wilayah, p.tahun, p.jenis
)
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    p.bukan_tender AS tidak_berlaku,
    CASE WHEN p.penawar IS NULL THEN p.tanpa_penawaran END AS tidak_dapat_dihitung,
    CASE
        WHEN p.penawar <> a.penawar THEN 0
        WHEN m.porsi >= a.porsi_lazim AND m.n >= a.paket_minimal THEN 0
        ELSE 1
    END AS terpicu,
    p.penawar AS nilai,
    a.penawar AS ambang,
    a.dasar AS dasar_ambang,
    CASE
        WHEN p.penawar = a.penawar AND m.porsi >= a.porsi_lazim AND m.n >= a.paket_minimal
            THEN 'penawar tunggal lazim pada jenis pengadaan ini'
    END AS catatan,
    m.porsi AS porsi_sejenis,
    m.n AS paket_sejenis,
    p.n_pendaftar,
    CASE WHEN COALESCE(p.n_penawar, 0) = 0 THEN p.penawar END AS jumlah_penawar
FROM b_paket AS p
JOIN aturan AS a ON a.wilayah = p.wilayah
LEFT JOIN pasar AS m
    ON m.wilayah = p.wilayah AND COALESCE(m.tahun, 0) = COALESCE(p.tahun, 0) AND m.jenis = p.jenis
-- bukti
SELECT h.subjek_id, 'masukan' AS peran, 'penawaran' AS nama, t.nilai AS nilai,
    t.nama_penyedia AS teks, 'peserta' AS tabel, CAST(t.id_peserta AS TEXT) AS id_baris
FROM terpicu AS h
JOIN b_tawaran AS t ON t.id_paket = h.subjek_id
UNION ALL
SELECT subjek_id, 'masukan', 'jumlah_penawar', jumlah_penawar, NULL, 'paket', subjek_id
FROM terpicu
WHERE jumlah_penawar IS NOT NULL
UNION ALL
SELECT subjek_id, 'pembanding', 'porsi_sejenis', porsi_sejenis, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'pembanding', 'paket_sejenis', paket_sejenis, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'pembanding', 'pendaftar', n_pendaftar, NULL, 'paket', subjek_id
FROM terpicu
WHERE n_pendaftar IS NOT NULL
