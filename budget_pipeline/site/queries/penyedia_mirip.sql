SELECT u.id_penyedia_lain AS id_penyedia, p.nama, u.kemiripan, u.alasan
FROM penyedia_usulan AS u
INNER JOIN penyedia AS p ON p.id_penyedia = u.id_penyedia_lain
WHERE u.id_penyedia = :id
ORDER BY u.kemiripan DESC, p.nama
