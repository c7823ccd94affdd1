SELECT p.*, r.jumlah, r.pembeli, r.kontrak_rp, r.kontrak_sen, r.ikut, r.menawar, r.menang, r.tunggal, r.kode_wilayah
FROM penyedia AS p
LEFT JOIN ringkas_penyedia AS r ON r.id_penyedia = p.id_penyedia
WHERE p.id_penyedia = :id
