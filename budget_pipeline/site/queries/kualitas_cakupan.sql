SELECT tabel, kolom, tahun, baris, terisi FROM cakupan WHERE tabel = :tabel ORDER BY id
