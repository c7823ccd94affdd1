/* ---
kode: KON-10
versi: "1"
judul: {id: Pemenang tender berulang, en: Repeat tender winner}
pertanyaan: {id: "Apakah penyedia yang sama menang tender berkali-kali di satu SKPD dalam setahun?", en: Did the same supplier win tenders of one agency several times in a year?}
deskripsi: {id: Satu penyedia menang tiga tender atau lebih pada satu SKPD dan tahun., en: One supplier won three tenders or more of one agency in a year.}
alasan: {id: Kemenangan yang berulang dapat menandakan kedekatan atau pembagian pekerjaan., en: Repeated wins can be a sign of closeness or of work being shared out.}
penjelasan_wajar: {id: "Penyedia memang unggul, tender sejenis dibuka bersamaan, sedikit penyedia setempat.", en: "The supplier is simply better, like tenders opened together, few local suppliers."}
yang_diperiksa: {id: "Lawan pada setiap tender (KOL-05), selisih harga, tahun sebelumnya.", en: "Rivals in each tender (KOL-05), price gaps, earlier years."}
subjek: penyedia_skpd
populasi: {id: Setiap pasangan penyedia dan SKPD dalam setahun yang punya kontrak hasil tender., en: Each pair of supplier and agency in a year with contracts from tenders.}
tingkat: 2
rujukan: {ocp: tidak ada padanan, lain: ["ICW Potential Fraud Analysis, indikator 7", "ICW Potential Risk Analysis 2013 (2x = 1 sampai 5x = 4)"]}
kolom_wajib: [kontrak.nama_penyedia, paket.kode_skpd, paket.metode]
parameter:
  menang:
    judul: {id: Banyaknya kemenangan, en: Number of wins}
    satuan: jumlah
    nilai: 3
    utama: true
    dasar: "ICW Potential Risk Analysis 2013: tiga kali ke atas"
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: Layanan monopoli, en: Monopoly services}
  - {id: Penyedia tanpa kemenangan tender, en: Suppliers without a tender win}
putusan: banyak(tender_dimenangi) >= menang
--- */
SELECT
    s.subjek AS subjek_id,
    s.label AS subjek_label,
    s.kode_wilayah,
    s.tahun,
    s.kode_skpd,
    CASE
        WHEN s.monopoli = 1 THEN 'layanan monopoli'
        WHEN s.n_tender = 0 THEN 'tidak pernah menang tender'
    END AS tidak_berlaku,
    CASE
        WHEN s.penyedia = '' THEN 'penyedia kosong'
        WHEN s.skpd IS NULL THEN 'kode_skpd kosong'
        WHEN s.tahun IS NULL THEN 'tahun kosong'
    END AS tidak_dapat_dihitung,
    CASE WHEN s.n_tender >= a.menang THEN 1 ELSE 0 END AS terpicu,
    s.n_tender AS nilai,
    a.menang AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan,
    s.wilayah,
    s.skpd,
    s.penyedia,
    s.id_penyedia
FROM b_penyedia_skpd AS s
JOIN aturan AS a ON a.wilayah = s.wilayah
-- bukti
SELECT h.subjek_id, 'masukan' AS peran, 'tender_dimenangi' AS nama, b.nilai AS nilai, b.label AS teks,
    'kontrak' AS tabel, b.id_kontrak AS id_baris
FROM terpicu AS h
JOIN b_belanja AS b
    ON b.wilayah = h.wilayah AND b.tahun = h.tahun AND b.skpd = h.skpd AND b.penyedia = h.penyedia
WHERE b.kompetitif = 1
UNION ALL
-- sisipkan: bukti_identitas
