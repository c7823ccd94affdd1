/* ---
kode: RUP-02
versi: "1"
judul: {id: RUP terlambat diumumkan, en: Plan published after the process began}
pertanyaan: {id: "Apakah RUP diumumkan setelah pengadaannya dimulai?", en: Was the plan published after the procurement began?}
deskripsi: {id: Tanggal pengumuman RUP lebih lambat daripada pengumuman paket (atau kontrak bila tidak ada)., en: "The plan was published later than the package was announced (or contracted, where there is no announcement)."}
alasan: {id: Rencana yang diumumkan belakangan hanya melengkapi administrasi dan menutup kesempatan peserta lain., en: A plan published afterwards only completes the file and closes the chance of others.}
penjelasan_wajar: {id: Portal menimpa tanggal setiap RUP direvisi; yang tersisa adalah tanggal revisi terakhir., en: The portal overwrites the date at each revision; what remains is the last one.}
yang_diperiksa: {id: "Riwayat pengumuman dan kaji ulang RUP, tanggal pengumuman pertama.", en: "The history of publication and review, the date of first publication."}
subjek: paket
populasi: {id: "Semua paket; berlaku untuk paket yang RUP-nya ditemukan.", en: All packages; applies to those whose plan is found.}
tingkat: 1
rujukan: {ocp: [R001, R004], lain: ["Perpres 16/2018 Pasal 22 (belum dikonfirmasi)"]}
kolom_wajib: [rup.tgl_pengumuman, paket.tgl_pengumuman]
parameter:
  tenggang:
    judul: {id: Hari tenggang, en: Days of grace}
    satuan: hari
    nilai: 0
    utama: true
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: "Pengadaan darurat dan swakelola", en: Emergency procurement and self-management}
  - {id: Paket gagal atau batal, en: Failed or cancelled packages}
putusan: tertinggi(pengumuman_rup) - mulai_pengadaan > tenggang
--- */
WITH rencana AS (
    SELECT k.id_paket, COUNT(k.id_rup) AS n_cocok, COUNT(r.tgl_pengumuman_hari) AS n_tanggal,
        MAX(r.tgl_pengumuman_hari) AS terakhir
    FROM paket_rup AS k
    LEFT JOIN rup AS r ON r.id = k.id_rup
    GROUP BY k.id_paket
)
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    CASE
        WHEN p.gagal = 1 THEN 'paket gagal atau batal'
        WHEN p.jenis_paket = 'swakelola' OR p.metode IN ('Darurat', 'Swakelola')
            THEN 'pengadaan darurat atau swakelola'
    END AS tidak_berlaku,
    CASE
        WHEN r.id_paket IS NULL THEN 'kd_rup kosong'
        WHEN r.n_cocok = 0 THEN 'RUP paket ini tidak ditemukan'
        WHEN r.n_tanggal = 0 THEN 'tgl_pengumuman_rup kosong'
        WHEN p.tanggal_hari IS NULL THEN 'tanggal pengumuman dan kontrak kosong'
    END AS tidak_dapat_dihitung,
    CASE WHEN r.terakhir - p.tanggal_hari > a.tenggang THEN 1 ELSE 0 END AS terpicu,
    r.terakhir - p.tanggal_hari AS nilai,
    a.tenggang AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan,
    p.tanggal_hari,
    p.tanggal,
    p.tanggal_dari
FROM b_paket AS p
JOIN aturan AS a ON a.wilayah = p.wilayah
LEFT JOIN rencana AS r ON r.id_paket = p.id_paket
-- bukti
WITH
-- sisipkan: asal_tanggal
SELECT h.subjek_id, 'masukan' AS peran, 'pengumuman_rup' AS nama, r.tgl_pengumuman_hari AS nilai,
    r.tgl_pengumuman AS teks, 'rup' AS tabel, CAST(r.id AS TEXT) AS id_baris
FROM terpicu AS h
JOIN paket_rup AS k ON k.id_paket = h.subjek_id
JOIN rup AS r ON r.id = k.id_rup
WHERE r.tgl_pengumuman_hari IS NOT NULL
UNION ALL
SELECT subjek_id, 'masukan', 'mulai_pengadaan', tanggal_hari, tanggal, tabel, id_baris FROM tanggal_asal
