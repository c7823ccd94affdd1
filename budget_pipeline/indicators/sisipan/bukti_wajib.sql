-- The two sums that `wajib` compares.
SELECT subjek_id, 'masukan' AS peran, 'bagian' AS nama, bagian AS nilai, nama_bagian AS teks,
    NULL AS tabel, NULL AS id_baris
FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'dasar_hitung', dasar_hitung, nama_dasar, NULL, NULL FROM terpicu
