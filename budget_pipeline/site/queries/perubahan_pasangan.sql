SELECT DISTINCT dari_tahapan, ke_tahapan FROM ringkas_perubahan WHERE kode_wilayah = :wilayah AND tahun = :tahun
