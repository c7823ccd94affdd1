/* ---
kode: HRG-05
versi: "1"
judul: {id: Harga penawaran identik, en: Identical bid prices}
pertanyaan: {id: "Apakah dua peserta menawar dengan nilai yang sama persis?", en: Did two bidders offer exactly the same amount?}
deskripsi:
  id: Dua peserta berbeda atau lebih memasukkan nilai penawaran yang sama sampai ke rupiah dalam satu paket.
  en: Two different bidders or more entered the same bid value to the rupiah in one package.
alasan: {id: Nilai yang sama persis sukar terjadi tanpa saling mengetahui., en: Exactly equal values hardly occur without knowledge of each other.}
penjelasan_wajar: {id: "Harga menurut tarif resmi, keduanya menawar sebesar HPS atau tepat 80 persen HPS (batas kewajaran harga), salah ketik data.", en: "Prices by official tariff, both bid the estimate or exactly its 80 percent (the limit of price reasonableness), a typing error in the data."}
yang_diperiksa: {id: "Rincian harga satuan, surat penawaran, identitas dan waktu unggah kedua peserta.", en: "Unit prices, offer letters, identity and upload time of both bidders."}
subjek: paket
populasi: {id: "Semua paket; berlaku untuk tender selesai dengan dua penawar atau lebih.", en: All packages; applies to finished tenders with two bidders or more.}
tingkat: 1
rujukan: {ocp: [R028], lain: ["KPPU: kesamaan harga"]}
kolom_wajib: [peserta.nilai_penawaran]
parameter:
  nilai_minimal:
    judul: {id: Nilai penawaran minimal, en: Smallest bid}
    satuan: rupiah
    nilai: 1000000
    utama: true
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: Metode tanpa persaingan serta tender gagal atau berjalan, en: Methods without competition and failed or running tenders}
  - {id: "Kurang dari dua penawar; nilai sama dengan HPS dilaporkan tersendiri", en: Fewer than two bidders; values equal to the estimate are reported apart}
putusan: banyak(penawaran_sama) >= 2 * beda(penawaran_sama) dan beda(penawaran_sama) >= 1 dan terendah(penawaran_sama) >= nilai_minimal
--- */
WITH kembar AS (
    SELECT t.id_paket, t.nilai, COUNT(DISTINCT t.penawar) AS n,
        MAX(p.wilayah) AS wilayah, CASE WHEN t.nilai = MAX(p.hps) THEN 1 ELSE 0 END AS sama_hps,
        CASE WHEN ABS(t.nilai - 0.8 * MAX(p.hps)) < 1 THEN 1 ELSE 0 END AS batas_wajar
    FROM b_tawaran AS t
    JOIN b_paket AS p ON p.id_paket = t.id_paket
    GROUP BY t.id_paket, t.nilai
    HAVING COUNT(DISTINCT t.penawar) >= 2
),
per_paket AS (
    SELECT k.id_paket,
        MAX(CASE WHEN k.sama_hps = 0 AND k.nilai >= a.nilai_minimal THEN k.n END) AS n,
        MIN(CASE WHEN k.sama_hps = 0 AND k.nilai >= a.nilai_minimal THEN k.batas_wajar END)
            AS batas_wajar,
        MAX(k.sama_hps) AS sama_hps
    FROM kembar AS k
    JOIN aturan AS a ON a.wilayah = k.wilayah
    GROUP BY k.id_paket
)
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    COALESCE(p.bukan_tender, CASE WHEN p.n_penawar = 1 THEN 'kurang dari dua penawar' END)
        AS tidak_berlaku,
    p.tanpa_penawaran AS tidak_dapat_dihitung,
    CASE WHEN k.n >= 2 THEN 1 ELSE 0 END AS terpicu,
    COALESCE(k.n, 0) AS nilai,
    a.nilai_minimal AS ambang,
    a.dasar AS dasar_ambang,
    CASE
        WHEN k.n IS NULL AND k.sama_hps = 1 THEN 'penawaran identik sama dengan HPS'
        WHEN k.n >= 2 AND k.batas_wajar = 1 THEN 'penawaran identik tepat 80 % HPS'
    END AS catatan
FROM b_paket AS p
JOIN aturan AS a ON a.wilayah = p.wilayah
LEFT JOIN per_paket AS k ON k.id_paket = p.id_paket
-- bukti
SELECT h.subjek_id, 'masukan' AS peran, 'penawaran_sama' AS nama, t.nilai AS nilai,
    t.nama_penyedia AS teks, 'peserta' AS tabel, CAST(t.id_peserta AS TEXT) AS id_baris
FROM terpicu AS h
JOIN b_tawaran AS t ON t.id_paket = h.subjek_id
JOIN (
    SELECT id_paket, nilai
    FROM b_tawaran
    GROUP BY id_paket, nilai
    HAVING COUNT(DISTINCT penawar) >= 2
) AS k ON k.id_paket = t.id_paket AND k.nilai = t.nilai
JOIN paket AS p ON p.id_paket = t.id_paket
WHERE (p.hps IS NULL OR p.hps <> t.nilai) AND t.nilai >= h.ambang
