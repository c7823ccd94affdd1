SELECT count(*) AS jumlah FROM ringkas_paket INDEXED BY ringkas_paket_rekening
WHERE kode_wilayah = :wilayah AND kode_rekening = :rekening
