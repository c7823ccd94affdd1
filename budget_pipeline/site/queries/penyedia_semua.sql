SELECT id_penyedia, nama, jumlah, pembeli, kontrak_rp, kontrak_sen, menawar, menang FROM ringkas_penyedia
WHERE kode_wilayah = :wilayah
ORDER BY kontrak_rp DESC, id_penyedia LIMIT :batas OFFSET :lewati
