/* ---
kode: KOM-07
versi: "1"
judul: {id: Pemenang bukan penawar terendah, en: Winner is not the lowest bidder}
pertanyaan: {id: "Apakah ada penawar lain dengan harga lebih rendah daripada pemenang?", en: Did another bidder offer less than the winner?}
deskripsi:
  id: Pada penilaian harga terendah, ada penawaran (setelah koreksi aritmatik) yang lebih rendah daripada harga pemenang.
  en: Under lowest-price evaluation another bid (after arithmetic correction) is below the winner's price.
alasan:
  id: Pada sistem harga terendah, melewati penawar yang lebih murah perlu alasan yang kuat dan tertulis.
  en: Under the lowest-price system, passing over a cheaper bid needs a strong written reason.
penjelasan_wajar:
  id: Penawar yang lebih murah tidak memenuhi syarat teknis atau kualifikasi; harga terlalu rendah setelah klarifikasi.
  en: The cheaper bidder failed technical or qualification terms; its price was abnormally low after clarification.
yang_diperiksa:
  id: Berita acara evaluasi, alasan gugur penawar yang lebih murah, selisih harga.
  en: The evaluation report, why the cheaper bid failed, the price difference.
subjek: paket
populasi: {id: "Semua paket; berlaku untuk tender selesai dengan penilaian harga terendah.", en: All packages; applies to finished tenders under lowest-price evaluation.}
tingkat: 2
rujukan:
  ocp: [R035, R036]
  lain: ["Tesis UGM tentang LPSE DKI 2011-2015"]
  catatan: {id: Dekat dengan R035 dan R036 tetapi tidak memerlukan alasan gugur., en: Close to R035 and R036 but needs no reason of disqualification.}
kolom_wajib: [peserta.nilai_penawaran, peserta.pemenang, paket.metode_evaluasi]
pengecualian:
  - {id: Penilaian dengan kualitas, en: Evaluation that weighs quality}
  - {id: Metode tanpa persaingan serta tender gagal atau berjalan, en: Methods without competition and failed or running tenders}
  - {id: Lebih dari satu pemenang, en: More than one winner}
putusan: terendah(harga_penawar_lain) < harga_pemenang
--- */
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    p.bukan_harga AS tidak_berlaku,
    COALESCE(
        p.tanpa_penawaran,
        CASE
            WHEN p.n_menang = 0 THEN 'pemenang kosong'
            WHEN p.harga_saja IS NULL THEN 'metode_evaluasi kosong'
        END
    ) AS tidak_dapat_dihitung,
    CASE WHEN p.harga_terendah < p.harga_menang THEN 1 ELSE 0 END AS terpicu,
    CAST(p.harga_menang - p.harga_terendah AS DOUBLE) / p.harga_terendah AS nilai,
    0 AS ambang,
    'penilaian harga terendah' AS dasar_ambang,
    NULL AS catatan
FROM b_paket AS p
-- bukti
SELECT h.subjek_id, 'masukan' AS peran,
    CASE WHEN t.menang = 1 THEN 'harga_pemenang' ELSE 'harga_penawar_lain' END AS nama,
    t.harga AS nilai, t.nama_penyedia || COALESCE(': ' || t.alasan, '') AS teks,
    'peserta' AS tabel, CAST(t.id_peserta AS TEXT) AS id_baris
FROM terpicu AS h
JOIN b_tawaran AS t ON t.id_paket = h.subjek_id
