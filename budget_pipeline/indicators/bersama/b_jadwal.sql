/* ---
nama: b_jadwal
keterangan: >
  Milestones of each tender from its schedule, as days: announcement, deadline of submission, award.
  Stage names are those of SPSE 4 ("Upload Dokumen Penawaran") and of its older releases
  ("Pemasukan Dokumen Penawaran").
indeks: [[id_paket]]
--- */
SELECT
    id_paket,
    MIN(CASE WHEN tahap = 'pengumuman' THEN tgl_awal_hari END) AS pengumuman_hari,
    MIN(CASE WHEN tahap = 'pengumuman' THEN id END) AS pengumuman_id,
    MAX(CASE WHEN tahap = 'pemasukan' THEN tgl_akhir_hari END) AS pemasukan_hari,
    MAX(CASE WHEN tahap = 'pemasukan' THEN tgl_akhir END) AS pemasukan_waktu,
    MAX(CASE WHEN tahap = 'pemasukan' THEN id END) AS pemasukan_id,
    MAX(CASE WHEN tahap = 'penetapan' THEN tgl_akhir_hari END) AS penetapan_hari,
    MAX(CASE WHEN tahap = 'penetapan' THEN id END) AS penetapan_id
FROM (
    SELECT
        id,
        id_paket,
        tgl_awal_hari,
        tgl_akhir_hari,
        tgl_akhir,
        CASE
            WHEN LOWER(nama_tahapan) LIKE 'upload dokumen penawaran%'
                OR LOWER(nama_tahapan) LIKE 'pemasukan%penawaran%' THEN 'pemasukan'
            WHEN LOWER(nama_tahapan) LIKE 'penetapan pemenang%' THEN 'penetapan'
            WHEN LOWER(nama_tahapan) LIKE 'pengumuman%'
                AND LOWER(nama_tahapan) NOT LIKE '%pemenang%'
                AND LOWER(nama_tahapan) NOT LIKE '%peringkat%'
                AND LOWER(nama_tahapan) NOT LIKE '%hasil%' THEN 'pengumuman'
        END AS tahap
    FROM jadwal
) AS t
WHERE tahap IS NOT NULL
GROUP BY id_paket
