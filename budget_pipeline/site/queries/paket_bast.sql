SELECT nomor_bast, tgl_bast, nomor_bap, tgl_bap, besar_pembayaran_rp, besar_pembayaran_sen, progres, id_berkas, lembar, baris
FROM bast WHERE id_paket = :id ORDER BY coalesce(tgl_bast, tgl_bap), id
