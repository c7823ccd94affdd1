/* ---
kode: RUP-08
versi: "1"
judul: {id: Paket usaha kecil dibuka untuk nonkecil, en: Small-business package opened to others}
pertanyaan: {id: "Apakah paket yang nilainya untuk usaha kecil disyaratkan bagi usaha nonkecil?", en: Is a package of small-business value reserved for larger firms?}
deskripsi: {id: Tender dengan pagu sampai batas usaha kecil (Rp15 miliar sejak 2021) memakai kualifikasi menengah atau nonkecil., en: A tender within the small-business limit (Rp15 billion since 2021) asks for medium or non-small firms.}
alasan: {id: Paket itu dicadangkan bagi usaha kecil dan koperasi., en: Such packages are reserved for small firms and cooperatives.}
penjelasan_wajar: {id: Kemampuan teknis yang diminta tidak dapat dipenuhi usaha kecil; pengecualian ini diizinkan., en: The technical capability asked for cannot be met by small firms; this exception is allowed.}
yang_diperiksa: {id: "Alasan kualifikasi pada dokumen pemilihan, paket sejenis di daerah lain.", en: "The reason of the qualification in the bidding documents, like packages elsewhere."}
subjek: paket
populasi: {id: "Semua paket; berlaku untuk tender barang, konstruksi, dan jasa lainnya.", en: "All packages; applies to tenders for goods, works and other services."}
tingkat: 2
rujukan: {ocp: tidak ada padanan, lain: ["Perpres 16/2018 jo. 12/2021 Pasal 65"]}
kolom_wajib: [paket.kualifikasi_usaha, paket.pagu, paket.tgl_pengumuman]
dimensi: [tanggal]
parameter:
  batas:
    judul: {id: Batas paket usaha kecil, en: Limit of small-business packages}
    satuan: rupiah
    utama: true
    nilai:
      - {berlaku_sejak: 2018-03-22, berlaku_sampai: 2021-02-01, nilai: 2500000000, dasar: Perpres 16/2018 Pasal 65, asal_dasar: kebiasaan, status: belum dikonfirmasi}
      - {berlaku_sejak: 2021-02-02, nilai: 15000000000, dasar: Perpres 16/2018 jo. 12/2021 Pasal 65, asal_dasar: hukum, status: terkonfirmasi}
pengecualian:
  - {id: Jasa konsultansi, en: Consultancy}
  - {id: Metode tanpa persaingan serta tender gagal atau batal, en: Methods without competition and failed or cancelled tenders}
  - {id: Pagu di atas batas usaha kecil, en: Budgets above the small-business limit}
putusan: pagu <= batas dan kualifikasi != 'kecil'
--- */
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    CASE
        WHEN p.kompetitif = 0 THEN 'bukan metode kompetitif'
        WHEN p.gagal = 1 THEN 'tender gagal atau batal'
        WHEN p.jenis = 'Konsultansi' THEN 'jasa konsultansi'
        WHEN p.pagu > a.batas THEN 'pagu di atas batas usaha kecil'
    END AS tidak_berlaku,
    CASE
        WHEN p.kualifikasi_usaha IS NULL THEN 'kualifikasi_usaha kosong'
        WHEN p.pagu IS NULL THEN 'pagu kosong'
        WHEN p.pagu <= 0 THEN 'pagu nol atau negatif'
        WHEN p.tanggal_hari IS NULL THEN 'tanggal pengumuman dan kontrak kosong'
        WHEN a.batas IS NULL THEN 'tidak ada ambang pada tanggal ini'
    END AS tidak_dapat_dihitung,
    CASE
        WHEN LOWER(p.kualifikasi_usaha) LIKE '%menengah%' OR LOWER(p.kualifikasi_usaha) LIKE '%non%kecil%'
            OR LOWER(p.kualifikasi_usaha) LIKE '%besar%' THEN
            CASE WHEN LOWER(p.kualifikasi_usaha) LIKE 'kecil%' THEN 0 ELSE 1 END
        ELSE 0
    END AS terpicu,
    p.pagu AS nilai,
    a.batas AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan,
    p.tanggal_hari,
    p.kualifikasi_usaha
FROM b_paket AS p
LEFT JOIN aturan AS a ON a.wilayah = p.wilayah AND p.tanggal_hari BETWEEN a.sejak AND a.sampai
-- bukti
SELECT subjek_id, 'masukan' AS peran, 'pagu' AS nama, nilai AS nilai, NULL AS teks, 'paket' AS tabel,
    subjek_id AS id_baris
FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'kualifikasi', NULL, LOWER(kualifikasi_usaha), 'paket', subjek_id FROM terpicu
