SELECT nama_asli, aturan, jumlah FROM penyedia_nama WHERE id_penyedia = :id ORDER BY jumlah DESC, nama_asli
