/* ---
kode: KON-07
versi: "2"
judul: {id: Kontrak beda dari penetapan atau dibayar lebih, en: "Contract differs from award, or overpaid"}
pertanyaan: {id: "Apakah nilai kontrak berbeda dari nilai penetapan, atau pembayaran melebihi kontrak?", en: "Does the contract differ from the award, or do payments exceed the contract?"}
deskripsi:
  id: Nilai kontrak berbeda lebih dari 2 persen dari nilai penetapan (atau negosiasi) menurut dua dasar PPN, atau jumlah pembayaran melebihi nilai kontrak terakhir.
  en: The contract differs by more than 2 percent from the award (or negotiated value) on either VAT basis, or payments exceed the latest contract value.
alasan: {id: Nilai yang berubah antara penetapan dan kontrak melewati evaluasi; pembayaran lebih adalah kerugian., en: A value that changes between award and contract bypasses evaluation; overpayment is a loss.}
penjelasan_wajar: {id: "Salah satu angka tanpa PPN, retensi, pembulatan, pembayaran untuk adendum yang belum dicatat.", en: "One figure without VAT, retention, rounding, payment for an amendment not yet recorded."}
yang_diperiksa: {id: "Berita acara negosiasi, dokumen kontrak, berita acara pembayaran, adendum.", en: "Minutes of negotiation, the contract, payment records, amendments."}
subjek: paket
populasi: {id: "Setiap paket dengan pemenang; berlaku untuk tender dan nontender.", en: Each package with a winner; applies to tenders and direct methods.}
tingkat: 1
rujukan: {ocp: [R059, R068], lain: ["BPK: kelebihan pembayaran"]}
kolom_wajib: [kontrak.nilai_kontrak, kontrak.nilai_penetapan, kontrak.nilai_negosiasi, bast.besar_pembayaran]
dimensi: [tanggal]
parameter:
  beda:
    judul: {id: Beda relatif, en: Relative difference}
    satuan: rasio
    nilai: 0.02
    utama: true
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  toleransi:
    judul: {id: Toleransi pembayaran, en: Tolerance of payments}
    satuan: rupiah
    nilai: 1
    dasar: toleransi pembulatan program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  ppn:
    judul: {id: Tarif PPN, en: VAT rate}
    satuan: rasio
    nilai:
      - {berlaku_sampai: 2022-03-31, nilai: 0.10, dasar: UU PPN, asal_dasar: kebiasaan, status: belum dikonfirmasi}
      - {berlaku_sejak: 2022-04-01, nilai: 0.11, dasar: UU 7/2021, asal_dasar: kebiasaan, status: belum dikonfirmasi}
pengecualian:
  - {id: E-purchasing, en: E-purchasing}
  - {id: "Paket tanpa pemenang, gagal, atau batal", en: "Packages without a winner, failed or cancelled"}
riwayat:
  - "2: paket dengan beberapa penyedia dinilai hanya bila nilai setiap penyedia diketahui"
putusan: (mutlak(kontrak - penetapan) - beda * penetapan > 0.005 dan mutlak(kontrak / (1 + ppn) - penetapan) - beda * penetapan > 0.005 dan mutlak(kontrak * (1 + ppn) - penetapan) - beda * penetapan > 0.005) atau jumlah(pembayaran) - kontrak_terakhir > toleransi
--- */
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    CASE
        WHEN p.gagal = 1 THEN 'paket gagal atau batal'
        WHEN p.jenis_paket = 'epurchasing' THEN 'pesanan e-purchasing'
        WHEN p.n_penyedia IS NULL THEN 'belum ada pemenang'
    END AS tidak_berlaku,
    CASE
        WHEN p.nilai_awal IS NULL THEN 'nilai_kontrak kosong'
        WHEN p.nilai_awal <= 0 THEN 'nilai_kontrak nol atau negatif'
        WHEN p.tanggal_hari IS NULL THEN 'tanggal pengumuman dan kontrak kosong'
        WHEN (p.nilai_tetap IS NULL OR p.nilai_tetap <= 0)
            AND (COALESCE(s.n_bayar, 0) = 0 OR p.nilai_akhir IS NULL)
            THEN 'nilai penetapan dan pembayaran kosong'
    END AS tidak_dapat_dihitung,
    CASE
        WHEN p.nilai_tetap > 0
            AND ABS(p.nilai_awal - p.nilai_tetap) - a.beda * p.nilai_tetap > 0.005
            AND ABS(p.nilai_awal / (1 + a.ppn) - p.nilai_tetap) - a.beda * p.nilai_tetap > 0.005
            AND ABS(p.nilai_awal * (1 + a.ppn) - p.nilai_tetap) - a.beda * p.nilai_tetap > 0.005 THEN 1
        WHEN s.bayar - p.nilai_akhir > a.toleransi THEN 1
        ELSE 0
    END AS terpicu,
    CASE
        WHEN s.bayar - p.nilai_akhir > a.toleransi
            THEN (CAST(s.bayar AS DOUBLE) - p.nilai_akhir) / p.nilai_akhir
        WHEN p.nilai_tetap > 0
            THEN ABS(p.nilai_awal - p.nilai_tetap) / CAST(p.nilai_tetap AS DOUBLE)
    END AS nilai,
    a.beda AS ambang,
    a.dasar AS dasar_ambang,
    CASE
        WHEN s.bayar - p.nilai_akhir > a.toleransi THEN 'pembayaran melebihi kontrak'
        WHEN p.nilai_tetap IS NULL THEN 'hanya pembayaran yang dinilai'
        WHEN COALESCE(s.n_bayar, 0) = 0 THEN 'hanya nilai penetapan yang dinilai'
    END AS catatan,
    p.tanggal_hari,
    p.nilai_awal,
    p.nilai_akhir,
    p.nilai_tetap
FROM b_paket AS p
LEFT JOIN aturan AS a ON a.wilayah = p.wilayah AND p.tanggal_hari BETWEEN a.sejak AND a.sampai
LEFT JOIN b_serah AS s ON s.id_paket = p.id_paket
-- bukti
SELECT subjek_id, 'masukan' AS peran, 'kontrak' AS nama, nilai_awal AS nilai, NULL AS teks,
    NULL AS tabel, NULL AS id_baris
FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'penetapan', nilai_tetap, NULL, NULL, NULL
FROM terpicu
WHERE nilai_tetap IS NOT NULL
UNION ALL
SELECT subjek_id, 'masukan', 'kontrak_terakhir', nilai_akhir, NULL, NULL, NULL
FROM terpicu
WHERE nilai_akhir IS NOT NULL
UNION ALL
SELECT h.subjek_id, 'pembanding', 'nilai_kontrak', k.nilai_kontrak, k.nomor_kontrak, 'kontrak',
    k.id_kontrak
FROM terpicu AS h
JOIN kontrak AS k ON k.id_paket = h.subjek_id
UNION ALL
SELECT h.subjek_id, 'masukan', 'pembayaran', b.besar_pembayaran, COALESCE(b.tgl_bap, b.tgl_bast), 'bast',
    CAST(b.id AS TEXT)
FROM terpicu AS h
JOIN bast AS b ON b.id_paket = h.subjek_id
WHERE b.besar_pembayaran IS NOT NULL
