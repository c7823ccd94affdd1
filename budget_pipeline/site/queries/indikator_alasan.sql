SELECT tahun, status, alasan, jumlah FROM cakupan_indikator
WHERE kode = :kode AND status IN ('tidak_dapat_dihitung', 'tidak_berlaku') AND jumlah > 0
ORDER BY tahun DESC, status, jumlah DESC
