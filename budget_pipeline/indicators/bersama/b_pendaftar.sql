/* ---
nama: b_pendaftar
keterangan: >
  Registrants of each package in one pass. Bidders are those with a bid value above zero; a
  registrant without one did not bid. Reasons are texts beside losers, which few sources carry.
indeks: [[id_paket]]
--- */
SELECT
    id_paket,
    COUNT(*) AS n_pendaftar,
    SUM(CASE WHEN nilai_penawaran > 0 THEN 1 ELSE 0 END) AS n_penawar,
    SUM(CASE WHEN nilai_penawaran <= 0 THEN 1 ELSE 0 END) AS n_tidak_sah,
    SUM(CASE WHEN pemenang = 1 THEN 1 ELSE 0 END) AS n_pemenang,
    SUM(CASE WHEN alasan IS NOT NULL AND nilai_penawaran > 0 THEN 1 ELSE 0 END) AS n_beralasan
FROM peserta
GROUP BY id_paket
