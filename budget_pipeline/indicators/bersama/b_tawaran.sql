/* ---
nama: b_tawaran
keterangan: >
  One bid: its value, its corrected price, its rank by price within the package, whether it won,
  and whether the reason beside it tells of a disqualification rather than of a higher price.
indeks: [[id_paket, urutan], [penawar]]
--- */
SELECT
    t.*,
    ROW_NUMBER() OVER (PARTITION BY t.id_paket ORDER BY t.harga, t.id_peserta) AS urutan,
    COUNT(*) OVER (PARTITION BY t.id_paket) AS n
FROM (
    SELECT
        id AS id_peserta,
        id_paket,
        id_penyedia,
        nama_penyedia,
        COALESCE(id_penyedia, nama_penyedia, CAST(id AS TEXT)) AS penawar,
        nilai_penawaran AS nilai,
        CASE WHEN nilai_terkoreksi > 0 THEN nilai_terkoreksi ELSE nilai_penawaran END AS harga,
        CASE WHEN pemenang = 1 THEN 1 ELSE 0 END AS menang,
        CASE
            WHEN pemenang = 1 OR alasan IS NULL THEN 0
            -- A reason that only says the price ranked lower is no disqualification.
            WHEN LOWER(alasan) LIKE '%cadangan%' OR LOWER(alasan) LIKE '%peringkat%'
                OR LOWER(alasan) LIKE '%lebih tinggi%' OR LOWER(alasan) LIKE '%bukan penawar terendah%'
                OR LOWER(alasan) LIKE '%bukan pemenang%' OR LOWER(alasan) LIKE '%kalah%'
                THEN 0
            ELSE 1
        END AS gugur,
        alasan
    FROM peserta
    WHERE nilai_penawaran > 0
) AS t
