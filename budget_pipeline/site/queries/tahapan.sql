SELECT tahapan, sampai, asal, baris FROM ringkas_tahapan WHERE kode_wilayah = :wilayah AND tahun = :tahun
