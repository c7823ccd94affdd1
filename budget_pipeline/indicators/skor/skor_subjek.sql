/* ---
nama: skor_subjek
keterangan: >
  The packages that have a score (a computable component of their own), with the agency and year whose components
  count for them too.
indeks: [[id_paket], [subjek_skpd]]
--- */
SELECT p.id_paket, p.wilayah || ':' || CAST(p.tahun AS TEXT) || ':' || p.skpd AS subjek_skpd
FROM (
    SELECT DISTINCT subjek_id AS id_paket FROM komponen WHERE jenis = 'paket' AND bobot IS NOT NULL
) AS s
JOIN b_paket AS p ON p.id_paket = s.id_paket
