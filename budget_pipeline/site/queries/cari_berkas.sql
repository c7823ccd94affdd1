SELECT id_berkas AS id, jalur AS label, tahun FROM berkas WHERE id_berkas = :kode OR jalur LIKE '%' || :kode || '%' ESCAPE '\' LIMIT :batas
