-- `tanggal_asal`: the date that a rule went by, with the row it was read from (package, else contract).
tanggal_asal AS (
    SELECT h.subjek_id, h.tanggal_hari, h.tanggal, 'paket' AS tabel, h.subjek_id AS id_baris
    FROM terpicu AS h
    WHERE h.tanggal_dari = 'paket'
    UNION ALL
    SELECT h.subjek_id, h.tanggal_hari, h.tanggal, 'kontrak', MIN(k.id_kontrak)
    FROM terpicu AS h
    JOIN kontrak AS k ON k.id_paket = h.subjek_id AND k.tgl_kontrak_hari = h.tanggal_hari
    WHERE h.tanggal_dari = 'kontrak'
    GROUP BY h.subjek_id, h.tanggal_hari, h.tanggal
)
