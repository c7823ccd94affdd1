SELECT i.kode, i.judul, i.judul_en FROM indikator AS i
WHERE i.subjek_jenis = 'paket' AND i.status = 'tersedia' ORDER BY i.kode
