/* ---
kode: KOM-08
versi: "1"
judul: {id: Tender gagal atau diulang, en: Failed or repeated tender}
pertanyaan: {id: "Apakah tender ini gagal, batal, atau diulang?", en: "Did this tender fail, was it cancelled or repeated?"}
deskripsi:
  id: Tender berstatus gagal atau batal, atau versinya dua atau lebih (diulang).
  en: The tender failed or was cancelled, or its version is two or more (repeated).
alasan:
  id: Tender yang berkali-kali gagal dapat berakhir pada penunjukan langsung atau diulang sampai pemenang tertentu lolos.
  en: Tenders that fail again and again can end in direct appointment or be repeated until a certain winner passes.
penjelasan_wajar:
  id: Tidak ada penawar, semua harga di atas HPS, anggaran dipotong, dokumen perlu diperbaiki.
  en: No bidder, all prices above the estimate, a budget cut, documents that needed mending.
yang_diperiksa:
  id: Keterangan ulang atau tutup, siapa yang gugur pada putaran pertama, metode yang dipakai kemudian.
  en: The remarks on repetition or closing, who failed in the first round, the method used later.
subjek: paket
populasi: {id: "Semua paket; berlaku untuk tender, seleksi, dan tender cepat.", en: "All packages; applies to tenders, selections and quick tenders."}
tingkat: 2
rujukan: {ocp: tidak ada padanan, lain: ["Perpres 16/2018 Pasal 51 (belum dikonfirmasi)", "KPPU 3/2023"]}
kolom_wajib: [paket.versi, paket.status]
parameter:
  versi:
    judul: {id: Versi tender, en: Version of the tender}
    satuan: jumlah
    nilai: 2
    utama: true
    dasar: arti kolom versi tender di SPSE
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: Metode tanpa persaingan, en: Methods without competition}
putusan: status_paket = 'gagal' atau status_paket = 'batal' atau versi_tender >= versi
--- */
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    CASE WHEN p.kompetitif = 0 THEN 'bukan metode kompetitif' END AS tidak_berlaku,
    CASE WHEN p.gagal = 0 AND p.versi IS NULL THEN 'versi kosong' END AS tidak_dapat_dihitung,
    CASE WHEN p.gagal = 1 OR p.versi >= a.versi THEN 1 ELSE 0 END AS terpicu,
    p.versi AS nilai,
    a.versi AS ambang,
    a.dasar AS dasar_ambang,
    CASE WHEN p.gagal = 1 THEN 'tender gagal atau batal' END AS catatan,
    p.status AS status_paket,
    COALESCE(p.ket_diulang, p.ket_ditutup) AS keterangan
FROM b_paket AS p
JOIN aturan AS a ON a.wilayah = p.wilayah
-- bukti
SELECT subjek_id, 'masukan' AS peran, 'status_paket' AS nama, NULL AS nilai, status_paket AS teks,
    'paket' AS tabel, subjek_id AS id_baris
FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'versi_tender', nilai, keterangan, 'paket', subjek_id
FROM terpicu
WHERE nilai IS NOT NULL
