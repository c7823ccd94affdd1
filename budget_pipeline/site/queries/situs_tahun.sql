SELECT kode_wilayah, tahun, anggaran, pagu, paket, rup FROM ringkas_tahun ORDER BY kode_wilayah, tahun
