/* ---
nama: b_langsung
keterangan: >
  Packages by direct procurement that did not fail, with the key of their group (agency, year, category, account;
  the title where the account is empty), whether they are routine monthly purchases by their title, and whether
  they hire one person (`orang`): an expert or helper by the title, or a supplier who is an individual.
sesudah: [b_paket]
indeks: [[kunci, tanggal_hari]]
--- */
SELECT
    wilayah || ':' || COALESCE(CAST(tahun AS TEXT), '-') || ':' || COALESCE(skpd, '-') || ':'
        || CASE WHEN jenis = '' THEN '-' ELSE jenis END || ':'
        || COALESCE(kode_rekening, REPLACE(LOWER(TRIM(label)), '/', ' '), '-') AS kunci,
    id_paket,
    label,
    wilayah,
    kode_wilayah,
    tahun,
    skpd,
    kode_skpd,
    nama_skpd,
    jenis,
    jenis_pengadaan,
    kode_rekening,
    penyedia,
    tanggal_hari,
    tanggal,
    nilai_paket AS nilai,
    CASE
        WHEN jenis = 'Konstruksi' THEN 0
        -- Bills and consumables that every office buys each month; "alat listrik" is none of them.
        WHEN LOWER(label) LIKE '%tagihan%' OR LOWER(label) LIKE '%langganan%'
            OR LOWER(label) LIKE '%rekening listrik%' OR LOWER(label) LIKE '%token listrik%'
            OR LOWER(label) LIKE '%makan%minum%' OR LOWER(label) LIKE '%bahan bakar%'
            OR LOWER(label) LIKE '%bbm%' THEN 1
        ELSE 0
    END AS rutin,
    CASE
        WHEN jenis = 'Konstruksi' THEN 0
        WHEN y.perorangan = 1 OR LOWER(label) LIKE '%tenaga ahli%' OR LOWER(label) LIKE '%tenaga pendukung%' THEN 1
        ELSE 0
    END AS orang
FROM b_paket
LEFT JOIN penyedia AS y ON y.id_penyedia = b_paket.penyedia
WHERE metode = 'Pengadaan Langsung' AND gagal = 0
