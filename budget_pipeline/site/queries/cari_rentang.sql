SELECT jenis, dari, sampai FROM ringkas_cari WHERE :jenis IN ('', jenis)
