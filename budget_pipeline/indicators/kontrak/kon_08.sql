/* ---
kode: KON-08
versi: "2"
judul: {id: Keterlambatan penyelesaian, en: Late delivery}
pertanyaan: {id: "Apakah pekerjaan diserahkan setelah kontrak berakhir?", en: Was the work handed over after the contract ended?}
deskripsi:
  id: Serah terima terakhir lewat dari akhir kontrak (termasuk perpanjangan), atau belum ada serah terima 30 hari setelah kontrak berakhir.
  en: The last hand-over is later than the contract's end (extensions included), or there is none 30 days after the end.
alasan: {id: Keterlambatan tanpa denda merugikan daerah dan kerap ditemukan pemeriksa., en: Delay without penalty costs the municipality and is often found by auditors.}
penjelasan_wajar: {id: "Diperpanjang dengan adendum yang belum dicatat, berita acara dibuat belakangan, keadaan kahar.", en: "Extended by an amendment not recorded, a record written later, force majeure."}
yang_diperiksa: {id: "Adendum waktu, denda 1 per mil per hari, kondisi lapangan.", en: "Time extensions, the penalty of 1 per mille a day, the site."}
subjek: paket
populasi: {id: Setiap paket dengan kontrak., en: Each package with a contract.}
tingkat: 2
rujukan: {ocp: [R067], lain: ["Perpres 16/2018 Pasal 79 (belum dikonfirmasi)", "Temuan BPK"]}
kolom_wajib: [kontrak.tgl_akhir, bast.tgl_bast]
parameter:
  hari:
    judul: {id: Hari terlambat, en: Days late}
    satuan: hari
    nilai: 0
    utama: true
    dasar: akhir masa kontrak
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  hari_berat:
    judul: {id: Batas kesempatan penyelesaian, en: Limit of the completion grace}
    satuan: hari
    nilai: 50
    dasar: batas pemberian kesempatan menyelesaikan pekerjaan
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  tenggang:
    judul: {id: Tenggang tanpa serah terima, en: Grace without hand-over}
    satuan: hari
    nilai: 30
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: E-purchasing dan paket tanpa kontrak, en: E-purchasing and packages without a contract}
  - {id: Kontrak yang belum berakhir pada tanggal data, en: Contracts not yet ended at the date of the data}
riwayat:
  - "2: serah terima tanpa tanggal membuat putusan tidak dapat dihitung; ambang yang tampil ialah yang dipakai"
putusan: serah_terima - akhir_kontrak > hari atau data_sampai - akhir_kontrak > tenggang
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
        WHEN p.n_penyedia IS NULL THEN 'belum ada kontrak'
        WHEN s.serah_hari IS NULL AND s.n_tanpa_tanggal = 0
            AND s.sampai_hari - p.akhir_hari <= a.tenggang
            THEN 'kontrak belum berakhir pada tanggal data'
    END AS tidak_berlaku,
    CASE
        WHEN s.id_paket IS NULL THEN 'tabel bast tidak dimuat'
        WHEN p.akhir_hari IS NULL THEN 'tgl_akhir kosong'
        WHEN s.serah_hari - p.akhir_hari > a.hari THEN NULL
        WHEN s.n_tanpa_tanggal > 0 THEN 'tgl_bast kosong'
    END AS tidak_dapat_dihitung,
    CASE
        WHEN s.serah_hari - p.akhir_hari > a.hari THEN 1
        WHEN s.serah_hari IS NULL AND s.sampai_hari - p.akhir_hari > a.tenggang THEN 1
        ELSE 0
    END AS terpicu,
    COALESCE(s.serah_hari, s.sampai_hari) - p.akhir_hari AS nilai,
    CASE
        WHEN s.serah_hari IS NULL AND s.n_tanpa_tanggal = 0 AND p.akhir_hari IS NOT NULL THEN a.tenggang
        ELSE a.hari
    END AS ambang,
    CASE
        WHEN s.serah_hari IS NULL AND s.n_tanpa_tanggal = 0 AND p.akhir_hari IS NOT NULL
            THEN a.tenggang_dasar
        ELSE a.dasar
    END AS dasar_ambang,
    CASE
        WHEN s.serah_hari IS NULL THEN 'belum ada serah terima'
        WHEN s.serah_hari - p.akhir_hari > a.hari_berat THEN 'lebih dari 50 hari'
    END AS catatan,
    p.akhir_hari,
    s.serah_hari,
    s.sampai_hari
FROM b_paket AS p
JOIN aturan AS a ON a.wilayah = p.wilayah
LEFT JOIN b_serah AS s ON s.id_paket = p.id_paket
-- bukti
SELECT h.subjek_id, 'masukan' AS peran, 'akhir_kontrak' AS nama, h.akhir_hari AS nilai,
    MAX(k.tgl_akhir) AS teks, 'kontrak' AS tabel, MAX(k.id_kontrak) AS id_baris
FROM terpicu AS h
JOIN kontrak AS k ON k.id_paket = h.subjek_id AND k.tgl_akhir_hari = h.akhir_hari
GROUP BY h.subjek_id, h.akhir_hari
UNION ALL
SELECT h.subjek_id, 'masukan', 'serah_terima', h.serah_hari, MAX(b.tgl_bast), 'bast',
    CAST(MAX(b.id) AS TEXT)
FROM terpicu AS h
JOIN bast AS b ON b.id_paket = h.subjek_id AND b.tgl_bast_hari = h.serah_hari
GROUP BY h.subjek_id, h.serah_hari
UNION ALL
SELECT subjek_id, 'masukan', 'data_sampai', sampai_hari, 'belum ada serah terima', NULL, NULL
FROM terpicu
WHERE serah_hari IS NULL
