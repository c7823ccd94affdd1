/* ---
nama: b_kontrak
keterangan: >
  Contracts of one package over its suppliers. `nilai_menang` is what the winner was to be paid: the first
  contract, else the award, the negotiated, the corrected, the offered value; `asal_nilai` says which. A sum
  that lacks the value of one supplier is unknown, not smaller.
sesudah: [b_menang]
indeks: [[id_paket]]
--- */
SELECT
    m.id_paket,
    COUNT(*) AS n_penyedia,
    SUM(m.n_kontrak) AS n_kontrak,
    MAX(m.penyedia) AS penyedia,
    CASE WHEN COUNT(m.nilai_awal) = COUNT(*) THEN SUM(m.nilai_awal) END AS nilai_awal,
    CASE WHEN COUNT(m.nilai_akhir) = COUNT(*) THEN SUM(m.nilai_akhir) END AS nilai_akhir,
    MAX(m.n_adendum) AS n_adendum,
    MAX(m.versi_dikenal) AS versi_dikenal,
    CASE
        WHEN COUNT(COALESCE(m.nilai_penetapan, m.nilai_negosiasi, m.nilai_terkoreksi)) = COUNT(*)
            THEN SUM(COALESCE(m.nilai_penetapan, m.nilai_negosiasi, m.nilai_terkoreksi))
    END AS nilai_tetap,
    CASE
        WHEN COUNT(COALESCE(m.nilai_awal, m.nilai_penetapan, m.nilai_negosiasi, m.nilai_terkoreksi,
            m.nilai_penawaran)) = COUNT(*)
            THEN SUM(COALESCE(m.nilai_awal, m.nilai_penetapan, m.nilai_negosiasi, m.nilai_terkoreksi,
                m.nilai_penawaran))
    END AS nilai_menang,
    MAX(CASE
        WHEN m.nilai_awal IS NOT NULL THEN 'nilai_kontrak'
        WHEN m.nilai_penetapan IS NOT NULL THEN 'nilai_penetapan'
        WHEN m.nilai_negosiasi IS NOT NULL THEN 'nilai_negosiasi'
        WHEN m.nilai_terkoreksi IS NOT NULL THEN 'nilai_terkoreksi'
        WHEN m.nilai_penawaran IS NOT NULL THEN 'nilai_penawaran'
    END) AS asal_nilai,
    MIN(m.kontrak_hari) AS kontrak_hari,
    MIN(m.tgl_kontrak) AS tgl_kontrak,
    MAX(m.akhir_hari) AS akhir_hari,
    MAX(m.penetapan_hari) AS penetapan_hari,
    MAX(m.harga_satuan) AS harga_satuan
FROM b_menang AS m
GROUP BY m.id_paket
