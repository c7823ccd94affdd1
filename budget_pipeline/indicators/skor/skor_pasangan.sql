/* ---
nama: skor_pasangan
keterangan: The pair of agency and supplier behind each package that has a score; one row per supplier.
sesudah: [skor_subjek]
indeks: [[subjek]]
--- */
SELECT p.id_paket, p.subjek_skpd || ':' || b.penyedia AS subjek
FROM skor_subjek AS p
JOIN b_belanja AS b ON b.id_paket = p.id_paket
