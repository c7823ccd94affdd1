-- Who bids beside this supplier, and how often each of the two won.
SELECT
    lain.id_penyedia,
    max(lain.nama_penyedia) AS nama,
    count(*) AS bersama,
    sum(coalesce(saya.pemenang, 0)) AS saya_menang,
    sum(coalesce(lain.pemenang, 0)) AS lain_menang
FROM (SELECT * FROM peserta WHERE id_penyedia = :id AND nilai_penawaran_rp IS NOT NULL LIMIT :tawaran) AS saya
INNER JOIN peserta AS lain ON lain.id_paket = saya.id_paket
WHERE lain.id_penyedia <> :id AND lain.nilai_penawaran_rp IS NOT NULL
GROUP BY lain.id_penyedia
ORDER BY bersama DESC, nama
LIMIT :batas
