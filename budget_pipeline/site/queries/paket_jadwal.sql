SELECT nama_tahapan, tgl_awal, tgl_akhir, id_berkas, lembar, baris FROM jadwal WHERE id_paket = :id
ORDER BY tgl_awal, id
