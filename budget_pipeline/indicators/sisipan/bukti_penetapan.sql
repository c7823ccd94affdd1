-- The award date with the row it was read from: the package, a contract or the schedule.
SELECT h.subjek_id, 'masukan' AS peran, 'penetapan' AS nama, h.penetapan_hari AS nilai,
    p.tgl_penetapan AS teks, 'paket' AS tabel, h.subjek_id AS id_baris
FROM terpicu AS h
JOIN paket AS p ON p.id_paket = h.subjek_id
WHERE h.penetapan_dari = 'paket'
UNION ALL
SELECT h.subjek_id, 'masukan', 'penetapan', h.penetapan_hari, k.tgl_penetapan, 'kontrak', k.id_kontrak
FROM (
    SELECT t.subjek_id, t.penetapan_hari, MIN(c.id_kontrak) AS id_kontrak
    FROM terpicu AS t
    JOIN kontrak AS c ON c.id_paket = t.subjek_id AND c.tgl_penetapan_hari = t.penetapan_hari
    WHERE t.penetapan_dari = 'kontrak'
    GROUP BY t.subjek_id, t.penetapan_hari
) AS h
JOIN kontrak AS k ON k.id_kontrak = h.id_kontrak
UNION ALL
SELECT h.subjek_id, 'masukan', 'penetapan', h.penetapan_hari, j.tgl_akhir, 'jadwal',
    CAST(h.penetapan_id AS TEXT)
FROM terpicu AS h
JOIN jadwal AS j ON j.id = h.penetapan_id
WHERE h.penetapan_dari = 'jadwal'
