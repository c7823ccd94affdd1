SELECT tahapan, sampai, asal, sampai_skpd, asal_skpd, baris FROM ringkas_tahapan WHERE kode_wilayah = :wilayah AND tahun = :tahun
