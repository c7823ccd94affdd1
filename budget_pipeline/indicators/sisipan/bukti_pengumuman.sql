-- The announcement with the row it was read from: the package or the schedule.
SELECT h.subjek_id, 'masukan' AS peran, 'pengumuman' AS nama, h.pengumuman_hari AS nilai,
    h.tgl_pengumuman AS teks, 'paket' AS tabel, h.subjek_id AS id_baris
FROM terpicu AS h
WHERE h.pengumuman_hari IS NOT NULL AND h.pengumuman_jadwal IS NULL
UNION ALL
SELECT h.subjek_id, 'masukan', 'pengumuman', h.pengumuman_hari, j.tgl_awal, 'jadwal',
    CAST(h.pengumuman_jadwal AS TEXT)
FROM terpicu AS h
JOIN jadwal AS j ON j.id = h.pengumuman_jadwal
