SELECT kode AS id, judul AS label, judul_en AS label_en FROM indikator WHERE kode >= :awal AND kode < :akhir ORDER BY kode LIMIT :batas
