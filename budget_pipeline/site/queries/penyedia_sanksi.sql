SELECT nama_penyedia, nomor_sk, jenis_pelanggaran, deskripsi, tgl_berlaku, tgl_selesai, status, id_berkas, lembar, baris
FROM daftar_hitam WHERE id_penyedia = :id ORDER BY tgl_berlaku DESC
