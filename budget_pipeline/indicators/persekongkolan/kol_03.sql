/* ---
kode: KOL-03
versi: "3"
judul: {id: Saring gabungan penawaran, en: Combined bid screen}
pertanyaan: {id: "Apakah penawaran rapat dan sekaligus pemenangnya menonjol?", en: Are the bids close and the winner apart at once?}
deskripsi:
  id: Sebaran penawaran sah sangat rapat menurut KOL-01 dan jarak relatif pemenang di atas 1 menurut KOL-02.
  en: Valid bids are very close as in KOL-01 and the winner's relative distance is above 1 as in KOL-02.
alasan: {id: Kedua pola bersama-sama lebih khas penawaran pendamping daripada masing-masing., en: Both patterns together are more typical of cover bidding than each alone.}
penjelasan_wajar:
  id: "Ketepatannya sangat bergantung pada pasar: 0,98 pada satu kartel, 0,17 pada pasar lain. Jangan dibandingkan antar pasar."
  en: "Its precision depends on the market: 0.98 in one cartel, 0.17 in another market. Never compare across markets."
yang_diperiksa: {id: "Lihat KOL-01 dan KOL-02, lalu kemencengan sebaran dan tender bersama lainnya.", en: "See KOL-01 and KOL-02, then the skewness of bids and other joint tenders."}
subjek: paket
populasi: {id: "Semua paket; berlaku untuk tender selesai yang dinilai menurut harga dengan empat penawaran sah atau lebih.", en: All packages; applies to finished tenders evaluated on price with four valid bids or more.}
tingkat: 2
rujukan: {ocp: tidak ada padanan, lain: ["Imhof, Karagök & Rutz"]}
kolom_wajib: [peserta.nilai_penawaran, paket.jenis_pengadaan, paket.metode_evaluasi]
parameter:
  cv:
    judul: {id: Koefisien variasi, en: Coefficient of variation}
    satuan: rasio
    sama_dengan: KOL-01.cv
    utama: true
  jarak:
    judul: {id: Jarak relatif, en: Relative distance}
    satuan: rasio
    sama_dengan: KOL-02.jarak
  penawar_minimal:
    judul: {id: Penawaran sah minimal, en: Fewest valid bids}
    satuan: jumlah
    sama_dengan: KOL-01.penawar_minimal
  pembanding_minimal:
    judul: {id: Tender sejenis minimal, en: Fewest like tenders}
    satuan: jumlah
    sama_dengan: KOL-01.pembanding_minimal
pengecualian:
  - {id: Kurang dari empat penawaran sah, en: Fewer than four valid bids}
  - {id: Metode tanpa persaingan serta tender gagal atau berjalan, en: Methods without competition and failed or running tenders}
  - {id: Penilaian dengan kualitas (harga bukan penentu) dan lebih dari satu pemenang, en: Evaluation that weighs quality (the price does not decide) and more than one winner}
riwayat:
  - "2: pemenang yang hanya dikenal dari kontraknya tidak lagi dihitung gugur"
  - "3: hanya tender yang dinilai menurut harga dengan satu pemenang"
putusan: simpangan(penawaran) / rata(penawaran) <= batas_dipakai dan (penawaran_kedua - penawaran_terendah) / simpangan(penawaran_kalah) > jarak dan banyak(penawaran) >= penawar_minimal
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
            WHEN p.simpangan_kalah = 0 THEN 'penawaran yang kalah sama besar'
            WHEN g.n < a.pembanding_minimal THEN 'pembanding kurang dari jumlah minimal'
        END
    ) AS tidak_dapat_dihitung,
    CASE
        WHEN p.simpangan_kalah > 0
            AND p.simpangan / p.rata <= CASE WHEN g.median > a.cv THEN a.cv ELSE g.p10 END
            AND (CAST(p.sah_kedua AS DOUBLE) - p.sah_terendah) / p.simpangan_kalah > a.jarak THEN 1
        ELSE 0
    END AS terpicu,
    -- sisipkan: batas_cv
    p.sah_terendah,
    p.sah_kedua,
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
SELECT h.subjek_id, 'masukan', 'penawaran_kalah', t.nilai, t.nama_penyedia, 'peserta',
    CAST(t.id_peserta AS TEXT)
FROM terpicu AS h
JOIN b_tawaran AS t ON t.id_paket = h.subjek_id AND t.gugur = 0 AND t.urutan_sah > 1
UNION ALL
SELECT subjek_id, 'masukan', 'penawaran_terendah', sah_terendah, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'penawaran_kedua', sah_kedua, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'ambang', 'batas_dipakai', ambang, dasar_ambang, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'pembanding', 'tender_sejenis', tender_sejenis, NULL, NULL, NULL FROM terpicu
