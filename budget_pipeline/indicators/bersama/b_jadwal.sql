/* ---
nama: b_jadwal
keterangan: >
  Milestones of each tender from its schedule, as days with the row each was read from: first announcement,
  last deadline of submission, last award.
  Stage names are those of SPSE 4 ("Upload Dokumen Penawaran") and of its older releases
  ("Pemasukan Dokumen Penawaran").
indeks: [[id_paket]]
--- */
SELECT
    id_paket,
    MAX(CASE WHEN tahap = 'pengumuman' THEN hari END) AS pengumuman_hari,
    MAX(CASE WHEN tahap = 'pengumuman' THEN id END) AS pengumuman_id,
    MAX(CASE WHEN tahap = 'pemasukan' THEN hari END) AS pemasukan_hari,
    MAX(CASE WHEN tahap = 'pemasukan' THEN id END) AS pemasukan_id,
    MAX(CASE WHEN tahap = 'penetapan' THEN hari END) AS penetapan_hari,
    MAX(CASE WHEN tahap = 'penetapan' THEN id END) AS penetapan_id
FROM (
    SELECT
        id,
        id_paket,
        tahap,
        hari,
        ROW_NUMBER() OVER (
            PARTITION BY id_paket, tahap
            ORDER BY CASE WHEN tahap = 'pengumuman' THEN hari ELSE -hari END, id
        ) AS urutan
    FROM (
        SELECT
            id,
            id_paket,
            tahap,
            CASE WHEN tahap = 'pengumuman' THEN tgl_awal_hari ELSE tgl_akhir_hari END AS hari
        FROM (
            SELECT
                id,
                id_paket,
                tgl_awal_hari,
                tgl_akhir_hari,
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
        ) AS bernama
        WHERE tahap IS NOT NULL
    ) AS bertanggal
    WHERE hari IS NOT NULL
) AS urut
WHERE urutan = 1
GROUP BY id_paket
