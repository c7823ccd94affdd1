SELECT kode_wilayah, nama, penduduk, sampai FROM ringkas_wilayah ORDER BY bobot DESC, kode_wilayah
