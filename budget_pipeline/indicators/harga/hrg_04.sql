/* ---
kode: HRG-04
versi: "1"
judul: {id: Selisih pemenang dan kedua tipis, en: Winner and runner-up too close}
pertanyaan: {id: "Apakah penawar kedua hampir menyamai harga pemenang?", en: Did the runner-up almost equal the winning price?}
deskripsi:
  id: Penawaran sah terendah dari peserta lain hanya sedikit di atas harga pemenang, sampai pagar bawah tender lain; bila pagar tidak informatif, sampai 1 persen.
  en: The lowest valid bid of another bidder is barely above the winning price, at or below the lower fence of other tenders; where the fence says nothing, at most 1 percent.
alasan:
  id: Selisih yang sangat tipis dapat terjadi bila penawar mengetahui harga satu sama lain.
  en: A very thin gap can arise when bidders know each other's price.
penjelasan_wajar: {id: "Lelang terbalik, harga pasar yang seragam, margin tipis.", en: "Reverse auctions, uniform market prices, thin margins."}
yang_diperiksa: {id: "Rincian harga satuan kedua penawar, identitas dan hubungan keduanya, tender lain yang diikuti bersama.", en: "Unit prices of both bidders, their identity and ties, other tenders they joined together."}
subjek: paket
populasi: {id: "Semua paket; berlaku untuk tender selesai yang dinilai menurut harga dan dimenangi penawar terendah.", en: All packages; applies to finished price-only tenders won by the lowest bidder.}
tingkat: 2
rujukan: {ocp: [R024], lain: [], catatan: {id: Pagar Cardinal jarang informatif; batas tetap dipakai sebagai gantinya dan disebut., en: "Cardinal's fence seldom says anything; the fixed parameter replaces it and is named."}}
kolom_wajib: [peserta.nilai_penawaran, peserta.pemenang]
parameter:
  selisih:
    judul: {id: Selisih tetap, en: Fixed gap}
    satuan: rasio
    nilai: 0.01
    utama: true
    dasar: OCP R024 (Cardinal), parameter tetap pilihan
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  pembanding_minimal:
    judul: {id: Tender pembanding minimal, en: Fewest peer tenders}
    satuan: jumlah
    nilai: 20
    dasar: aturan kelompok pembanding program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: Penilaian dengan kualitas, en: Evaluation that weighs quality}
  - {id: Metode tanpa persaingan serta tender gagal atau berjalan, en: Methods without competition and failed or running tenders}
  - {id: "Lebih dari satu pemenang, satu penawar sah, atau pemenang bukan terendah", en: "More than one winner, one valid bid, or a winner who is not the lowest"}
putusan: (harga_kedua - harga_pemenang) / harga_pemenang <= batas_dipakai
--- */
WITH ukuran AS (
    SELECT wilayah AS kelompok,
        CAST(harga_lawan - harga_menang AS DOUBLE) / harga_menang AS x
    FROM b_paket
    WHERE bukan_harga IS NULL AND n_menang = 1 AND harga_lawan >= harga_menang
),
pagar AS (
    -- sisipkan: pagar
),
batas AS (
    SELECT
        a.wilayah,
        a.dasar,
        g.n,
        CASE WHEN g.n >= a.pembanding_minimal AND g.q1 > 0 AND g.bawah > 1e-9 AND g.q1 < g.q3
            THEN 1 ELSE 0 END AS informatif,
        CASE WHEN g.n >= a.pembanding_minimal AND g.q1 > 0 AND g.bawah > 1e-9 AND g.q1 < g.q3
            THEN g.bawah ELSE a.selisih END AS batas
    FROM aturan AS a
    LEFT JOIN pagar AS g ON g.kelompok = a.wilayah
)
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    COALESCE(
        p.bukan_harga,
        CASE
            WHEN p.n_menang = 1 AND p.harga_lawan IS NULL THEN 'hanya satu penawar sah'
            WHEN p.n_menang = 1 AND p.harga_lawan < p.harga_menang
                THEN 'pemenang bukan penawar terendah'
        END
    ) AS tidak_berlaku,
    COALESCE(p.tanpa_penawaran, CASE WHEN p.n_menang = 0 THEN 'pemenang kosong' END)
        AS tidak_dapat_dihitung,
    CASE
        WHEN CAST(p.harga_lawan - p.harga_menang AS DOUBLE) / p.harga_menang <= b.batas THEN 1
        ELSE 0
    END AS terpicu,
    CAST(p.harga_lawan - p.harga_menang AS DOUBLE) / p.harga_menang AS nilai,
    b.batas AS ambang,
    CASE
        WHEN b.informatif = 1 THEN 'pagar statistik: kuartil 1 - 1,5 jarak antarkuartil' ELSE b.dasar
    END AS dasar_ambang,
    CASE WHEN b.informatif = 0 THEN 'pagar statistik tidak informatif: dipakai batas tetap' END
        AS catatan,
    p.harga_lawan,
    p.harga_menang,
    COALESCE(b.n, 0) AS n_pembanding
FROM b_paket AS p
JOIN batas AS b ON b.wilayah = p.wilayah
-- bukti
SELECT h.subjek_id, 'masukan' AS peran,
    CASE WHEN t.menang = 1 THEN 'harga_pemenang' ELSE 'harga_lain' END AS nama, t.harga AS nilai,
    t.nama_penyedia AS teks, 'peserta' AS tabel, CAST(t.id_peserta AS TEXT) AS id_baris
FROM terpicu AS h
JOIN b_tawaran AS t ON t.id_paket = h.subjek_id
UNION ALL
SELECT subjek_id, 'masukan', 'harga_kedua', harga_lawan, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'ambang', 'batas_dipakai', ambang, dasar_ambang, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'pembanding', 'tender_pembanding', n_pembanding, NULL, NULL, NULL FROM terpicu
