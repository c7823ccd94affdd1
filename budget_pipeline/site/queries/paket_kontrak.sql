SELECT * FROM kontrak WHERE id_paket = :id
ORDER BY coalesce(versi_addendum, 0), tgl_kontrak, id_kontrak
