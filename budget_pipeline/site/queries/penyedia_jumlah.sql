-- How many packages and verdicts there are of a supplier; the order of its packages is numbered without a gap.
SELECT
    (SELECT max(urutan) FROM ringkas_paket_penyedia WHERE id_penyedia = :id) AS paket,
    (SELECT count(*) FROM ringkas_putusan_penyedia WHERE id_penyedia = :id) AS putusan
