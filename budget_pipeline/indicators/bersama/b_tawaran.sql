/* ---
nama: b_tawaran
keterangan: >
  One bid: its value, its corrected price, its rank by value within the package (the first of equals is
  the lowest) and among the valid ones (`urutan_sah`, where `gugur` = 0), whether it won (marked so, else the
  supplier of the contract), and whether the reason beside it tells of a disqualification rather than of a
  higher price. A bid that won is valid, whatever is written beside it.
sesudah: [b_menang, b_pendaftar]
indeks: [[id_paket, urutan], [penawar]]
--- */
WITH tawaran AS (
    SELECT
        s.id AS id_peserta,
        s.id_paket,
        s.id_penyedia,
        s.nama_penyedia,
        COALESCE(s.id_penyedia, s.nama_penyedia, CAST(s.id AS TEXT)) AS penawar,
        s.nilai_penawaran AS nilai,
        CASE WHEN s.nilai_terkoreksi > 0 THEN s.nilai_terkoreksi ELSE s.nilai_penawaran END AS harga,
        CASE
            WHEN s.pemenang = 1 THEN 1
            WHEN d.n_pemenang = 0 AND m.id_paket IS NOT NULL THEN 1
            ELSE 0
        END AS menang,
        CASE
            WHEN s.pemenang = 1 THEN 0
            WHEN d.n_pemenang = 0 AND m.id_paket IS NOT NULL THEN 0
            WHEN s.alasan IS NULL THEN 0
            -- A reason that only says the price ranked lower is no disqualification.
            WHEN LOWER(s.alasan) LIKE '%cadangan%' OR LOWER(s.alasan) LIKE '%peringkat%'
                OR LOWER(s.alasan) LIKE '%lebih tinggi%' OR LOWER(s.alasan) LIKE '%kalah%'
                OR LOWER(s.alasan) LIKE '%bukan penawar terendah%'
                OR LOWER(s.alasan) LIKE '%bukan pemenang%' THEN 0
            ELSE 1
        END AS gugur,
        s.alasan
    FROM peserta AS s
    JOIN b_pendaftar AS d ON d.id_paket = s.id_paket
    LEFT JOIN b_menang AS m
        ON m.id_paket = s.id_paket AND m.penyedia = COALESCE(s.id_penyedia, s.nama_penyedia)
    WHERE s.nilai_penawaran > 0
),
urut AS (
    SELECT
        tawaran.*,
        ROW_NUMBER() OVER menaik AS urutan,
        COUNT(CASE WHEN gugur = 1 THEN 1 END) OVER menaik AS n_gugur
    FROM tawaran
    WINDOW menaik AS (
        PARTITION BY id_paket ORDER BY nilai, id_peserta ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    )
)
SELECT
    id_peserta,
    id_paket,
    id_penyedia,
    nama_penyedia,
    penawar,
    nilai,
    harga,
    menang,
    gugur,
    alasan,
    urutan,
    -- Among its like, valid or not, out of the one order of all.
    CASE WHEN gugur = 1 THEN n_gugur ELSE urutan - n_gugur END AS urutan_sah
FROM urut
