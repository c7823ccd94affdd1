/* ---
kode: ANG-09
versi: "1"
judul: {id: Belanja rawan melonjak, en: Sensitive spending rises}
pertanyaan: {id: "Apakah perjalanan dinas, hibah, bantuan sosial, atau belanja tidak terduga melonjak dari tahun lalu?", en: "Did travel, grants, social aid or contingency rise much over last year?"}
deskripsi:
  id: Anggaran satu kelompok belanja rawan pada satu SKPD naik lebih dari 50 persen dan lebih dari Rp200 juta dari tahun sebelumnya.
  en: An agency's budget for a sensitive group rose by more than 50 percent and more than Rp200 million over the year before.
alasan:
  id: Lonjakan kelompok belanja ini, terutama menjelang pemilihan, patut dijelaskan.
  en: A rise in these groups, before elections above all, deserves an explanation.
penjelasan_wajar:
  id: Bencana, program baru dari pusat, tugas yang berpindah dari SKPD lain, tahun sebelumnya dipotong.
  en: Disasters, a new national programme, a task moved from another agency, cuts in the year before.
yang_diperiksa:
  id: Dasar kenaikan, daftar penerima, dokumen usulan.
  en: The ground of the increase, lists of recipients, proposals.
subjek: skpd_akun
populasi: {id: Setiap SKPD dan kelompok belanja rawan yang dianggarkannya., en: Each agency and sensitive group it budgets for.}
tingkat: 2
rujukan: {ocp: tidak ada padanan, lain: ["Temuan BPK"]}
kolom_wajib: [anggaran.pagu, anggaran.kode_rekening, anggaran.kode_skpd]
parameter:
  kenaikan:
    judul: {id: Kenaikan relatif, en: Relative increase}
    satuan: rasio
    nilai: 0.5
    utama: true
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  kenaikan_minimal:
    judul: {id: Kenaikan minimal, en: Smallest increase}
    satuan: rupiah
    nilai: 200000000
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
putusan: pagu_tahun_ini - (1 + kenaikan) * pagu_tahun_lalu > 0.005 dan pagu_tahun_ini - pagu_tahun_lalu > kenaikan_minimal
--- */
SELECT
    r.wilayah || ':' || COALESCE(CAST(r.tahun AS TEXT), '-') || ':' || r.skpd || ':' || r.akun
        AS subjek_id,
    r.nama_skpd || ': ' || r.akun AS subjek_label,
    r.kode_wilayah,
    r.tahun,
    r.kode_skpd,
    NULL AS tidak_berlaku,
    CASE
        WHEN r.skpd = '-' THEN 'kode_skpd kosong'
        WHEN r.versi_bagan = '13/2006' THEN 'bagan akun lama belum dipetakan'
        WHEN r.kosong > 0 THEN 'pagu kosong'
        WHEN l.wilayah IS NULL THEN 'anggaran tahun sebelumnya tidak dimuat'
        WHEN l.kosong > 0 OR l.pagu <= 0 THEN 'anggaran tahun sebelumnya kosong atau nol'
    END AS tidak_dapat_dihitung,
    CASE
        WHEN r.pagu - (1 + a.kenaikan) * l.pagu > 0.005
            AND r.pagu - l.pagu > a.kenaikan_minimal THEN 1
        ELSE 0
    END AS terpicu,
    CASE WHEN l.pagu > 0 THEN (CAST(r.pagu AS DOUBLE) - l.pagu) / l.pagu END AS nilai,
    a.kenaikan AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan,
    r.pagu,
    l.pagu AS pagu_lalu
FROM b_rawan AS r
JOIN aturan AS a ON a.wilayah = r.wilayah
LEFT JOIN b_rawan AS l
    ON l.wilayah = r.wilayah AND l.skpd = r.skpd AND l.akun = r.akun AND l.tahun = r.tahun - 1
-- bukti
SELECT subjek_id, 'masukan' AS peran, 'pagu_tahun_ini' AS nama, pagu AS nilai, subjek_label AS teks,
    NULL AS tabel, NULL AS id_baris
FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'pagu_tahun_lalu', pagu_lalu, NULL, NULL, NULL FROM terpicu
