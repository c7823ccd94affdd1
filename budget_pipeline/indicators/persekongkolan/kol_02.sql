/* ---
kode: KOL-02
versi: "3"
judul: {id: Jarak pemenang menonjol, en: Cover-bidding distance}
pertanyaan: {id: "Apakah penawaran terendah berjarak jauh dari penawaran lain yang saling berdekatan?", en: Is the lowest bid far from the others while those are close together?}
deskripsi:
  id: Jarak penawaran terendah ke penawaran kedua lebih besar daripada simpangan baku penawaran yang kalah (jarak relatif di atas 1).
  en: The gap between the lowest and second bid exceeds the standard deviation of the losing bids (relative distance above 1).
alasan: {id: Penawaran pendamping sering disusun berimpit dan sengaja di atas harga pemenang., en: Cover bids are often set close together and on purpose above the winning price.}
penjelasan_wajar: {id: "Pemenang memang lebih efisien, perbedaan teknis, penawaran yang kalah mengikuti HPS.", en: "The winner is more efficient, technical differences, losing bids follow the estimate."}
yang_diperiksa: {id: "Rincian harga penawar yang kalah, kesamaan dokumen, siapa bergantian menang.", en: "Unit prices of the losers, likeness of documents, who wins in turn."}
subjek: paket
populasi: {id: "Semua paket; berlaku untuk tender selesai yang dinilai menurut harga dengan empat penawaran sah atau lebih.", en: All packages; applies to finished tenders evaluated on price with four valid bids or more.}
tingkat: 2
rujukan: {ocp: [R022], lain: ["Imhof, Karagök & Rutz"], catatan: {id: "R022 melihat sebaran seluruh penawaran; di sini jarak pemenang terhadap sebaran yang kalah.", en: "R022 looks at the spread of all bids; here the winner's distance against the losers' spread."}}
kolom_wajib: [peserta.nilai_penawaran, paket.metode_evaluasi]
parameter:
  jarak:
    judul: {id: Jarak relatif, en: Relative distance}
    satuan: rasio
    nilai: 1
    utama: true
    dasar: "Imhof, Karagök & Rutz"
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  penawar_minimal:
    judul: {id: Penawaran sah minimal, en: Fewest valid bids}
    satuan: jumlah
    nilai: 4
    dasar: García Rodríguez dkk. 2022
    asal_dasar: pustaka
    status: terkonfirmasi
pengecualian:
  - {id: Kurang dari empat penawaran sah, en: Fewer than four valid bids}
  - {id: Metode tanpa persaingan serta tender gagal atau berjalan, en: Methods without competition and failed or running tenders}
  - {id: Penilaian dengan kualitas (harga bukan penentu) dan lebih dari satu pemenang, en: Evaluation that weighs quality (the price does not decide) and more than one winner}
riwayat:
  - "2: pemenang yang hanya dikenal dari kontraknya tidak lagi dihitung gugur"
  - "3: hanya tender yang dinilai menurut harga dengan satu pemenang"
putusan: (terendah(penawaran_kalah) - penawaran_terendah) / simpangan(penawaran_kalah) > jarak dan banyak(penawaran_kalah) + 1 >= penawar_minimal
--- */
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
        CASE WHEN p.simpangan_kalah = 0 THEN 'penawaran yang kalah sama besar' END
    ) AS tidak_dapat_dihitung,
    CASE
        WHEN p.simpangan_kalah > 0
            AND (CAST(p.sah_kedua AS DOUBLE) - p.sah_terendah) / p.simpangan_kalah > a.jarak THEN 1
        ELSE 0
    END AS terpicu,
    CASE
        WHEN p.simpangan_kalah > 0
            THEN (CAST(p.sah_kedua AS DOUBLE) - p.sah_terendah) / p.simpangan_kalah
    END AS nilai,
    a.jarak AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan
FROM b_paket AS p
JOIN aturan AS a ON a.wilayah = p.wilayah
-- bukti
SELECT h.subjek_id, 'masukan' AS peran,
    CASE WHEN t.urutan_sah = 1 THEN 'penawaran_terendah' ELSE 'penawaran_kalah' END AS nama,
    t.nilai AS nilai, t.nama_penyedia AS teks, 'peserta' AS tabel, CAST(t.id_peserta AS TEXT) AS id_baris
FROM terpicu AS h
JOIN b_tawaran AS t ON t.id_paket = h.subjek_id AND t.gugur = 0
