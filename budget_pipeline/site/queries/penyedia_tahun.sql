SELECT tahun, metode, sum(jumlah) AS jumlah, sum(kontrak_rp) AS kontrak_rp, sum(kontrak_sen) AS kontrak_sen
FROM ringkas_pembelian WHERE id_penyedia = :id
GROUP BY tahun, metode ORDER BY tahun DESC, kontrak_rp DESC
