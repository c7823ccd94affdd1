SELECT
    id_paket, tahun, nama_paket, kode_skpd, nama_skpd, jenis_paket, metode, jenis_pengadaan, status, tanggal, lokasi,
    nilai_rp, nilai_sen, dasar_nilai, pagu_rp, pagu_sen, hps_rp, hps_sen, kontrak_rp, kontrak_sen,
    id_penyedia, nama_penyedia, jumlah_penyedia, jumlah_penawar, terpicu, indikator
FROM ringkas_paket
