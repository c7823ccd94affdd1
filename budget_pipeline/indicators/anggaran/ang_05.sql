/* ---
kode: ANG-05
versi: "1"
judul: {id: Perubahan anggaran besar, en: Large mid-year revision}
pertanyaan: {id: "Apakah anggaran satu baris naik sangat besar di tengah tahun?", en: Did the budget of a line rise very much in mid-year?}
deskripsi:
  id: Anggaran satu baris belanja naik 50 persen atau lebih dan Rp500 juta atau lebih antara dua tahapan.
  en: The budget of an expenditure line rose by 50 percent or more and by Rp500 million or more between two stages.
alasan:
  id: Kenaikan besar di tengah tahun melewati pembahasan yang lebih singkat daripada anggaran murni.
  en: Large increases in mid-year go through shorter debate than the original budget.
penjelasan_wajar:
  id: Bencana, dana transfer bertujuan khusus yang datang kemudian, pekerjaan yang digabung ke satu rekening.
  en: Disasters, earmarked transfers that came later, works merged into one account.
yang_diperiksa:
  id: Dasar perubahan, kerangka acuan, paket pengadaan yang dibiayai baris ini.
  en: The ground of the change, terms of reference, procurement paid from this line.
subjek: anggaran
populasi: {id: Setiap baris belanja pada dua tahapan anggaran yang berurutan., en: Each expenditure line in two successive budget stages.}
tingkat: 2
rujukan: {ocp: tidak ada padanan, lain: ["PEFA PI-2", "MCP KPK penganggaran"]}
kolom_wajib: [perubahan_anggaran.sebelum, perubahan_anggaran.sesudah]
parameter:
  kenaikan:
    judul: {id: Kenaikan relatif, en: Relative increase}
    satuan: rasio
    nilai: 0.5
    utama: true
    dasar: katalog indikator program ini (praktik pemeriksaan)
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  kenaikan_minimal:
    judul: {id: Kenaikan minimal, en: Smallest increase}
    satuan: rupiah
    nilai: 500000000
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: "Baris baru atau dihapus (dilaporkan tersendiri)", en: New or removed lines (reported apart)}
  - {id: Baris yang pindah SKPD atau berganti kode, en: Lines that moved agency or changed code}
  - {id: Pendapatan dan pembiayaan, en: Revenue and financing}
putusan: jumlah(sesudah) - (1 + kenaikan) * jumlah(sebelum) >= -0.005 dan jumlah(sesudah) - jumlah(sebelum) >= kenaikan_minimal
--- */
WITH baris AS (
    SELECT
        COALESCE(kode_wilayah, '') AS wilayah,
        tahun,
        dari_tahapan,
        ke_tahapan,
        COALESCE(kode_skpd, nama_skpd, '-') AS skpd,
        COALESCE(kode_sub_kegiatan, '-') AS sub,
        COALESCE(kode_rekening, '-') AS rekening,
        MAX(kode_wilayah) AS kode_wilayah,
        MAX(kode_skpd) AS kode_skpd,
        MAX(nama_rekening) AS label,
        MAX(CASE WHEN golongan IN ('pindah_opd', 'ganti_kode') THEN 1 ELSE 0 END) AS pindah,
        COUNT(*) AS n,
        SUM(CASE WHEN golongan = 'baru' OR sebelum IS NOT NULL THEN 1 ELSE 0 END) AS n_sebelum,
        SUM(CASE WHEN golongan = 'hapus' OR sesudah IS NOT NULL THEN 1 ELSE 0 END) AS n_sesudah,
        COALESCE(SUM(sebelum), 0) AS sebelum,
        COALESCE(SUM(sesudah), 0) AS sesudah
    FROM perubahan_anggaran
    GROUP BY
        COALESCE(kode_wilayah, ''), tahun, dari_tahapan, ke_tahapan, COALESCE(kode_skpd, nama_skpd, '-'),
        COALESCE(kode_sub_kegiatan, '-'), COALESCE(kode_rekening, '-')
)
SELECT
    b.wilayah || ':' || COALESCE(CAST(b.tahun AS TEXT), '-') || ':' || b.skpd || ':' || b.sub || ':'
        || b.rekening || ':' || COALESCE(b.ke_tahapan, '-') AS subjek_id,
    b.label AS subjek_label,
    b.kode_wilayah,
    b.tahun,
    b.kode_skpd,
    CASE
        WHEN b.rekening NOT LIKE '5%' AND b.rekening <> '-' THEN 'bukan belanja'
        WHEN b.pindah = 1 THEN 'pindah SKPD atau berganti kode'
        WHEN b.n_sebelum < b.n OR b.n_sesudah < b.n THEN NULL
        WHEN b.sebelum = 0 THEN 'baris baru'
        WHEN b.sesudah = 0 THEN 'baris dihapus'
    END AS tidak_berlaku,
    CASE
        WHEN b.rekening = '-' THEN 'kode_rekening kosong'
        WHEN b.n_sebelum < b.n THEN 'pagu_sebelum kosong'
        WHEN b.n_sesudah < b.n THEN 'pagu_sesudah kosong'
    END AS tidak_dapat_dihitung,
    CASE
        WHEN b.sesudah - (1 + a.kenaikan) * b.sebelum >= -0.005
            AND b.sesudah - b.sebelum >= a.kenaikan_minimal THEN 1
        ELSE 0
    END AS terpicu,
    (CAST(b.sesudah AS DOUBLE) - b.sebelum) / b.sebelum AS nilai,
    a.kenaikan AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan,
    b.wilayah,
    b.dari_tahapan,
    b.ke_tahapan,
    b.skpd,
    b.sub,
    b.rekening
FROM baris AS b
JOIN aturan AS a ON a.wilayah = b.wilayah
-- bukti
WITH baris AS (
    SELECT h.subjek_id, p.id, p.sebelum, p.sesudah, p.dari_tahapan, p.ke_tahapan
    FROM terpicu AS h
    JOIN perubahan_anggaran AS p
        ON COALESCE(p.kode_wilayah, '') = h.wilayah AND p.tahun = h.tahun
        AND p.dari_tahapan = h.dari_tahapan AND p.ke_tahapan = h.ke_tahapan
        AND COALESCE(p.kode_skpd, p.nama_skpd, '-') = h.skpd
        AND COALESCE(p.kode_sub_kegiatan, '-') = h.sub AND COALESCE(p.kode_rekening, '-') = h.rekening
)
SELECT subjek_id, 'masukan' AS peran, 'sebelum' AS nama, COALESCE(sebelum, 0) AS nilai,
    dari_tahapan AS teks, 'perubahan_anggaran' AS tabel, CAST(id AS TEXT) AS id_baris
FROM baris
UNION ALL
SELECT subjek_id, 'masukan', 'sesudah', COALESCE(sesudah, 0), ke_tahapan, 'perubahan_anggaran',
    CAST(id AS TEXT)
FROM baris
