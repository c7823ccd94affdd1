/* ---
kode: RUP-06
versi: "1"
judul: {id: Judul atau uraian terlalu singkat, en: Uninformative title}
pertanyaan: {id: "Apakah judul atau uraian paket terlalu singkat untuk dimengerti?", en: Is the title or description too short to understand?}
deskripsi: {id: "Judul paket kurang dari 20 karakter, atau uraian RUP kurang dari 60 karakter.", en: "The title has fewer than 20 characters, or the plan's description fewer than 60."}
alasan: {id: Judul yang tidak menjelaskan isi menyulitkan peserta dan pengawas., en: A title that does not tell the content makes it hard for bidders and watchers.}
penjelasan_wajar: {id: Judul baku yang ditetapkan portal atau nama rekening., en: Standard titles imposed by the portal or the account's name.}
yang_diperiksa: {id: "Spesifikasi dan volume paket, paket lain berjudul serupa.", en: "Specification and volume, other packages of like title."}
subjek: paket
populasi: {id: "Semua paket (judul) dan semua RUP (judul dan uraian).", en: All packages (title) and all plans (title and description).}
tingkat: 2
rujukan: {ocp: tidak ada padanan, lain: ["ICW Potential Fraud Analysis, indikator 4 dan 5"]}
kolom_wajib: [paket.nama_paket, rup.nama_paket, rup.uraian]
parameter:
  judul:
    judul: {id: Panjang judul, en: Title length}
    satuan: karakter
    nilai: 20
    utama: true
    dasar: ICW Potential Fraud Analysis, indikator 4
    asal_dasar: pustaka
    status: terkonfirmasi
  uraian:
    judul: {id: Panjang uraian, en: Description length}
    satuan: karakter
    nilai: 60
    dasar: ICW Potential Fraud Analysis, indikator 5
    asal_dasar: pustaka
    status: terkonfirmasi
putusan: panjang_judul < judul atau panjang_uraian < uraian
--- */
SELECT
    t.subjek_id,
    t.subjek_jenis,
    t.label AS subjek_label,
    t.kode_wilayah,
    t.tahun,
    t.kode_skpd,
    NULL AS tidak_berlaku,
    CASE WHEN t.panjang_judul IS NULL THEN 'nama_paket kosong' END AS tidak_dapat_dihitung,
    CASE
        WHEN t.panjang_judul < a.judul THEN 1
        WHEN t.panjang_uraian < a.uraian THEN 1
        ELSE 0
    END AS terpicu,
    CASE WHEN t.panjang_judul >= a.judul AND t.panjang_uraian < a.uraian THEN t.panjang_uraian
        ELSE t.panjang_judul END AS nilai,
    CASE WHEN t.panjang_judul >= a.judul AND t.panjang_uraian < a.uraian THEN a.uraian
        ELSE a.judul END AS ambang,
    a.dasar AS dasar_ambang,
    CASE WHEN t.panjang_uraian IS NULL THEN 'uraian tidak ada: hanya judul yang dinilai' END AS catatan,
    t.panjang_judul,
    t.panjang_uraian,
    t.tabel,
    t.id_baris,
    t.judul,
    t.uraian
FROM (
    SELECT
        id_paket AS subjek_id, 'paket' AS subjek_jenis, label, kode_wilayah, wilayah, tahun, kode_skpd,
        LENGTH(TRIM(label)) AS panjang_judul, CAST(NULL AS INTEGER) AS panjang_uraian,
        'paket' AS tabel, id_paket AS id_baris, label AS judul, CAST(NULL AS TEXT) AS uraian
    FROM b_paket
    UNION ALL
    SELECT
        'rup-' || COALESCE(jenis, '') || '-' || kd_rup, 'rup', nama_paket, kode_wilayah,
        COALESCE(kode_wilayah, ''), tahun, kode_skpd,
        LENGTH(TRIM(nama_paket)), LENGTH(TRIM(uraian)), 'rup', CAST(id AS TEXT), nama_paket, uraian
    FROM rup
    WHERE jenis = 'penyedia' AND COALESCE(status_hapus, 0) = 0
) AS t
JOIN aturan AS a ON a.wilayah = t.wilayah
-- bukti
SELECT subjek_id, 'masukan' AS peran, 'panjang_judul' AS nama, panjang_judul AS nilai, judul AS teks,
    tabel, id_baris
FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'panjang_uraian', panjang_uraian, uraian, tabel, id_baris
FROM terpicu
WHERE panjang_uraian IS NOT NULL
