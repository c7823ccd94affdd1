SELECT
    l.kd_rup, l.aturan, r.id, r.nama_paket, r.jenis, r.metode, r.pagu_rp, r.pagu_sen, r.tgl_pengumuman,
    r.tgl_awal_pemilihan, r.tgl_akhir_pemilihan, r.id_berkas, r.lembar, r.baris
FROM paket_rup AS l
LEFT JOIN rup AS r ON r.id = l.id_rup
WHERE l.id_paket = :id
ORDER BY l.kd_rup
