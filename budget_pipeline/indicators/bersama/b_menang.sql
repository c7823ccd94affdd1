/* ---
nama: b_menang
keterangan: >
  One supplier that won one package: value at first and after the last addendum, dates. A record of
  the award without contract number gives way to the contract itself; addenda replace, never add. A row
  without supplier, number and value (LKPP lists tenders before they have a winner) is no contract.
indeks: [[id_paket], [penyedia]]
--- */
WITH baris AS (
    -- Only what is used: a window carries every column named here through its sort.
    SELECT
        k.id_paket,
        k.id_kontrak,
        k.id_penyedia,
        k.nama_penyedia,
        k.kode_skpd,
        k.nomor_kontrak,
        k.versi_addendum,
        k.jenis_kontrak,
        k.nilai_kontrak,
        k.nilai_penetapan,
        k.nilai_negosiasi,
        k.nilai_terkoreksi,
        k.nilai_penawaran,
        k.tgl_kontrak,
        k.tgl_kontrak_hari,
        k.tgl_akhir_hari,
        k.tgl_penetapan_hari,
        COALESCE(k.id_penyedia, k.nama_penyedia, '') AS penyedia,
        COALESCE(k.versi_addendum, 0) AS versi,
        MAX(CASE WHEN k.nomor_kontrak IS NOT NULL AND k.nilai_kontrak IS NOT NULL THEN 1 ELSE 0 END)
            OVER (PARTITION BY k.id_paket, COALESCE(k.id_penyedia, k.nama_penyedia, '')) AS bernomor,
        MAX(COALESCE(k.versi_addendum, 0))
            OVER (PARTITION BY k.id_paket, COALESCE(k.id_penyedia, k.nama_penyedia, '')) AS terakhir
    FROM kontrak AS k
    WHERE COALESCE(k.id_penyedia, k.nama_penyedia, k.nomor_kontrak) IS NOT NULL
        OR COALESCE(k.nilai_kontrak, k.nilai_penetapan, k.nilai_negosiasi, k.nilai_terkoreksi,
            k.nilai_penawaran) IS NOT NULL
)
SELECT
    id_paket,
    penyedia,
    MAX(id_penyedia) AS id_penyedia,
    MAX(nama_penyedia) AS nama_penyedia,
    MAX(kode_skpd) AS kode_skpd,
    COALESCE(
        MAX(CASE WHEN versi = terakhir AND nilai_kontrak IS NOT NULL
            AND (bernomor = 0 OR nomor_kontrak IS NOT NULL) THEN id_kontrak END),
        MAX(id_kontrak)
    ) AS id_kontrak,
    SUM(CASE WHEN versi = 0 AND (bernomor = 0 OR nomor_kontrak IS NOT NULL) THEN nilai_kontrak END)
        AS nilai_awal,
    -- With several first contracts nobody can say which one an addendum replaces.
    CASE
        WHEN MAX(terakhir) = 0
            THEN SUM(CASE WHEN bernomor = 0 OR nomor_kontrak IS NOT NULL THEN nilai_kontrak END)
        WHEN SUM(CASE WHEN versi = 0 AND nilai_kontrak IS NOT NULL
            AND (bernomor = 0 OR nomor_kontrak IS NOT NULL) THEN 1 ELSE 0 END) <= 1
            THEN MAX(CASE WHEN versi = terakhir THEN nilai_kontrak END)
    END AS nilai_akhir,
    SUM(CASE WHEN versi = 0 AND nilai_kontrak IS NOT NULL
        AND (bernomor = 0 OR nomor_kontrak IS NOT NULL) THEN 1 ELSE 0 END) AS n_kontrak,
    MAX(terakhir) AS n_adendum,
    MAX(CASE WHEN versi_addendum IS NOT NULL THEN 1 ELSE 0 END) AS versi_dikenal,
    MAX(nilai_penetapan) AS nilai_penetapan,
    MAX(nilai_negosiasi) AS nilai_negosiasi,
    MAX(nilai_terkoreksi) AS nilai_terkoreksi,
    MAX(nilai_penawaran) AS nilai_penawaran,
    MIN(tgl_kontrak_hari) AS kontrak_hari,
    MIN(tgl_kontrak) AS tgl_kontrak,
    MAX(tgl_akhir_hari) AS akhir_hari,
    MAX(tgl_penetapan_hari) AS penetapan_hari,
    MAX(CASE WHEN LOWER(jenis_kontrak) LIKE '%harga satuan%' THEN 1 ELSE 0 END) AS harga_satuan
FROM baris
GROUP BY id_paket, penyedia
