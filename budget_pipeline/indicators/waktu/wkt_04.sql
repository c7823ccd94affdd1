/* ---
kode: WKT-04
versi: "2"
judul: {id: Urutan tanggal mustahil, en: Impossible date order}
pertanyaan: {id: "Apakah kontrak mendahului penetapan pemenang, atau penetapan mendahului batas pemasukan?", en: "Does the contract precede the award, or the award the deadline of bids?"}
deskripsi:
  id: Tanggal kontrak sebelum penetapan pemenang, penetapan sebelum batas pemasukan penawaran, atau penetapan sebelum pengumuman.
  en: The contract is dated before the award, the award before the deadline of bids, or the award before the announcement.
alasan: {id: "Urutan yang terbalik dapat berarti pekerjaan dimulai sebelum pemilihan, atau pemilihan hanya formalitas.", en: A reversed order can mean that work began before selection or that selection was a formality.}
penjelasan_wajar: {id: "Tanggal input bukan tanggal kejadian, beda zona waktu, salah ketik tahun.", en: "The date of entry is not that of the event, a time-zone difference, a mistyped year."}
yang_diperiksa: {id: "Dokumen kontrak dan penetapan asli, riwayat pencatatan di SPSE.", en: "Original contract and award documents, the entry log in SPSE."}
subjek: paket
populasi: {id: "Semua paket; berlaku untuk tender dan nontender yang tidak gagal dengan dua tanggal atau lebih.", en: All packages; applies to tenders and direct methods not failed with two dates or more.}
tingkat: 2
rujukan: {ocp: [R030], lain: ["BPK"], catatan: {id: "Waktu masuk setiap penawaran tidak ada di sumber; penawaran terlambat tidak dapat diperiksa.", en: The time of each bid is in no source; late bids cannot be checked.}}
kolom_wajib: [paket.tgl_penetapan, kontrak.tgl_kontrak, jadwal.tgl_akhir]
parameter:
  hari:
    judul: {id: Hari mendahului, en: Days too early}
    satuan: hari
    nilai: 0
    utama: true
    dasar: urutan tahapan pengadaan
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: E-purchasing dan swakelola, en: E-purchasing and self-management}
  - {id: Paket gagal atau batal, en: Failed or cancelled packages}
riwayat:
  - "2: bukti tanggal menunjuk baris asalnya (paket, kontrak, atau jadwal)"
putusan: penetapan - kontrak > hari atau batas_pemasukan - penetapan > hari atau pengumuman - penetapan > hari
--- */
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    CASE
        WHEN p.jenis_paket IN ('epurchasing', 'swakelola') THEN 'bukan tender atau nontender'
        WHEN p.gagal = 1 THEN 'paket gagal atau batal'
    END AS tidak_berlaku,
    CASE
        WHEN p.penetapan_hari IS NULL THEN 'tgl_penetapan kosong'
        WHEN p.kontrak_hari IS NULL AND p.pemasukan_hari IS NULL AND p.pengumuman_hari IS NULL
            THEN 'kurang dari dua tanggal'
    END AS tidak_dapat_dihitung,
    CASE
        WHEN p.penetapan_hari - p.kontrak_hari > a.hari THEN 1
        WHEN p.pemasukan_hari - p.penetapan_hari > a.hari THEN 1
        WHEN p.pengumuman_hari - p.penetapan_hari > a.hari THEN 1
        ELSE 0
    END AS terpicu,
    CASE
        WHEN p.penetapan_hari - p.kontrak_hari > a.hari THEN p.penetapan_hari - p.kontrak_hari
        WHEN p.pemasukan_hari - p.penetapan_hari > a.hari THEN p.pemasukan_hari - p.penetapan_hari
        WHEN p.pengumuman_hari - p.penetapan_hari > a.hari THEN p.pengumuman_hari - p.penetapan_hari
        ELSE 0
    END AS nilai,
    a.hari AS ambang,
    a.dasar AS dasar_ambang,
    CASE
        WHEN p.penetapan_hari - p.kontrak_hari > a.hari THEN 'kontrak mendahului penetapan'
        WHEN p.pemasukan_hari - p.penetapan_hari > a.hari THEN 'penetapan mendahului batas pemasukan'
        WHEN p.pengumuman_hari - p.penetapan_hari > a.hari THEN 'penetapan mendahului pengumuman'
    END AS catatan,
    p.penetapan_hari,
    p.penetapan_dari,
    p.penetapan_id,
    p.kontrak_hari,
    p.tgl_kontrak,
    p.pemasukan_hari,
    p.pemasukan_id,
    p.pengumuman_hari,
    p.tgl_pengumuman,
    p.pengumuman_jadwal
FROM b_paket AS p
JOIN aturan AS a ON a.wilayah = p.wilayah
-- bukti
-- sisipkan: bukti_penetapan
UNION ALL
SELECT h.subjek_id, 'masukan', 'kontrak', h.kontrak_hari, h.tgl_kontrak, 'kontrak', MIN(m.id_kontrak)
FROM terpicu AS h
JOIN b_menang AS m ON m.id_paket = h.subjek_id AND m.kontrak_hari = h.kontrak_hari
GROUP BY h.subjek_id, h.kontrak_hari, h.tgl_kontrak
UNION ALL
SELECT h.subjek_id, 'masukan', 'batas_pemasukan', h.pemasukan_hari, j.tgl_akhir, 'jadwal',
    CAST(h.pemasukan_id AS TEXT)
FROM terpicu AS h
JOIN jadwal AS j ON j.id = h.pemasukan_id
UNION ALL
-- sisipkan: bukti_pengumuman
