-- `nilai_asal`: the value that a method is judged by, with the row it was read from (package, else contract).
nilai_asal AS (
    SELECT h.subjek_id, h.nilai_paket, h.asal_nilai, 'paket' AS tabel, h.subjek_id AS id_baris
    FROM terpicu AS h
    WHERE h.asal_nilai <> 'nilai_kontrak'
    UNION ALL
    SELECT h.subjek_id, h.nilai_paket, h.asal_nilai, 'kontrak', MIN(m.id_kontrak)
    FROM terpicu AS h
    JOIN b_menang AS m ON m.id_paket = h.subjek_id
    WHERE h.asal_nilai = 'nilai_kontrak'
    GROUP BY h.subjek_id, h.nilai_paket, h.asal_nilai
)
