/* ---
kode: WKT-03
versi: "2"
judul: {id: Proses terlalu lama, en: Long process}
pertanyaan: {id: "Apakah dari pengumuman sampai penetapan pemenang lebih dari 70 hari?", en: Did announcement to award take more than 70 days?}
deskripsi: {id: Lebih dari 70 hari dari pengumuman sampai penetapan pemenang (skor 5 pada pita ICW)., en: More than 70 days from announcement to award (score 5 in ICW's bands).}
alasan: {id: Proses yang berlarut memberi ruang tawar-menawar dan menekan waktu pelaksanaan., en: A drawn-out process leaves room for bargaining and presses on the time to build.}
penjelasan_wajar: {id: "Sanggah dan sanggah banding, prakualifikasi, evaluasi pekerjaan kompleks.", en: "Complaints and appeals, prequalification, evaluation of complex works."}
yang_diperiksa: {id: "Jadwal dan perubahannya, sanggahan, alasan penundaan.", en: "The schedule and its changes, complaints, reasons for delay."}
subjek: paket
populasi: {id: "Semua paket; berlaku untuk tender yang selesai dan bukan tender ulang.", en: All packages; applies to finished tenders that are not repeats.}
tingkat: 2
rujukan: {ocp: [R062, R060], lain: ["ICW Potential Fraud Analysis, indikator 1 (0-25 = 1 sampai > 70 = 5)"]}
kolom_wajib: [paket.tgl_pengumuman, paket.tgl_penetapan]
parameter:
  hari:
    judul: {id: Hari, en: Days}
    satuan: hari
    nilai: 70
    utama: true
    dasar: ICW Potential Fraud Analysis, indikator 1
    asal_dasar: pustaka
    status: terkonfirmasi
pengecualian:
  - {id: Tender ulang (dilaporkan tersendiri), en: Repeated tenders (reported apart)}
  - {id: Metode tanpa persaingan serta tender gagal atau berjalan, en: Methods without competition and failed or running tenders}
riwayat:
  - "2: bukti tanggal menunjuk baris asalnya (paket, kontrak, atau jadwal)"
putusan: penetapan - pengumuman > hari
--- */
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    COALESCE(p.bukan_tender, CASE WHEN p.versi >= 2 THEN 'tender ulang' END) AS tidak_berlaku,
    CASE
        WHEN p.pengumuman_hari IS NULL THEN 'tgl_pengumuman kosong'
        WHEN p.penetapan_hari IS NULL THEN 'tgl_penetapan kosong'
        WHEN p.penetapan_hari < p.pengumuman_hari THEN 'penetapan mendahului pengumuman'
    END AS tidak_dapat_dihitung,
    CASE WHEN p.penetapan_hari - p.pengumuman_hari > a.hari THEN 1 ELSE 0 END AS terpicu,
    p.penetapan_hari - p.pengumuman_hari AS nilai,
    a.hari AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan,
    p.pengumuman_hari,
    p.tgl_pengumuman,
    p.pengumuman_jadwal,
    p.penetapan_hari,
    p.penetapan_dari,
    p.penetapan_id
FROM b_paket AS p
JOIN aturan AS a ON a.wilayah = p.wilayah
-- bukti
-- sisipkan: bukti_pengumuman
UNION ALL
-- sisipkan: bukti_penetapan
