/* ---
kode: RUP-09
versi: "1"
judul: {id: Metode rencana melampaui batas, en: Planned method above the limit}
pertanyaan: {id: "Apakah RUP merencanakan pengadaan langsung di atas batasnya?", en: Does the plan foresee direct procurement above its limit?}
deskripsi: {id: RUP bermetode pengadaan langsung dengan pagu di atas batas yang berlaku pada tanggal pengumumannya., en: A plan by direct procurement has a budget above the limit in force when it was published.}
alasan: {id: Penghindaran tender dapat dicegah sejak rencana., en: Avoiding a tender can be stopped at the plan.}
penjelasan_wajar: {id: "Rencana masih akan dikaji ulang, satu RUP memuat beberapa paket, jenis pengadaan salah pilih.", en: "The plan will be reviewed, one plan holds several packages, a wrong category."}
yang_diperiksa: {id: "Kaji ulang RUP, paket yang kemudian dibuat dari RUP ini.", en: "Review of the plan, packages made from it later."}
subjek: rup
populasi: {id: "Setiap RUP penyedia yang tidak dihapus; berlaku untuk pengadaan langsung.", en: Each supplier plan not deleted; applies to direct procurement.}
tingkat: 2
rujukan: {ocp: [R010, R012], lain: ["Perpres 16/2018 jo. 12/2021 jo. 46/2025, Pasal 38 dan 41"]}
kolom_wajib: [rup.metode, rup.jenis_pengadaan, rup.pagu, rup.tgl_pengumuman]
dimensi: [jenis_pengadaan, tanggal]
parameter:
  batas:
    judul: {id: Batas nilai pengadaan langsung, en: Limit of direct procurement}
    satuan: rupiah
    sama_dengan: RUP-05.batas
    utama: true
pengecualian:
  - {id: Metode selain pengadaan langsung, en: Methods other than direct procurement}
putusan: pagu > batas
--- */
SELECT
    'rup-penyedia-' || p.kd_rup AS subjek_id,
    p.nama_paket AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    CASE WHEN p.metode <> 'Pengadaan Langsung' THEN 'bukan pengadaan langsung' END AS tidak_berlaku,
    CASE
        WHEN p.metode IS NULL THEN 'metode kosong'
        WHEN p.jenis_pengadaan IS NULL THEN 'jenis_pengadaan kosong'
        WHEN p.tanggal_hari IS NULL THEN 'tgl_pengumuman kosong'
        WHEN p.pagu IS NULL THEN 'pagu kosong'
        WHEN p.pagu <= 0 THEN 'pagu nol atau negatif'
        WHEN a.batas IS NULL THEN 'tidak ada ambang pada tanggal ini'
    END AS tidak_dapat_dihitung,
    CASE WHEN p.pagu > a.batas THEN 1 ELSE 0 END AS terpicu,
    p.pagu AS nilai,
    a.batas AS ambang,
    a.dasar AS dasar_ambang,
    a.catatan,
    p.jenis_pengadaan,
    p.tanggal_hari,
    p.tanggal,
    p.id
FROM (
    SELECT
        id, kd_rup, nama_paket, kode_wilayah, COALESCE(kode_wilayah, '') AS wilayah, tahun, kode_skpd,
        metode, jenis_pengadaan, COALESCE(jenis_pengadaan, '') AS jenis, pagu,
        COALESCE(tgl_pengumuman_hari, tgl_buat_hari) AS tanggal_hari,
        COALESCE(tgl_pengumuman, tgl_buat) AS tanggal
    FROM rup
    WHERE jenis = 'penyedia' AND COALESCE(status_hapus, 0) = 0
) AS p
LEFT JOIN aturan AS a
    ON a.wilayah = p.wilayah AND a.jenis = p.jenis AND p.tanggal_hari BETWEEN a.sejak AND a.sampai
-- bukti
SELECT subjek_id, 'masukan' AS peran, 'pagu' AS nama, nilai AS nilai, NULL AS teks, 'rup' AS tabel,
    CAST(id AS TEXT) AS id_baris
FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'tanggal', NULL, tanggal, 'rup', CAST(id AS TEXT) FROM terpicu
