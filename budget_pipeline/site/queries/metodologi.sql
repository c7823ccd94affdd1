SELECT
    (SELECT count(*) FROM berkas) AS berkas,
    (SELECT coalesce(sum(jumlah), 0) FROM nasib_baris) AS baris,
    (SELECT coalesce(sum(jumlah), 0) FROM nasib_baris WHERE nasib = 'dimuat') AS dimuat,
    (SELECT coalesce(sum(jumlah), 0) FROM nasib_baris WHERE nasib = 'karantina') AS karantina,
    (SELECT count(*) FROM rekonsiliasi) AS jumlah_rekonsiliasi,
    (SELECT coalesce(sum(cocok), 0) FROM rekonsiliasi) AS cocok,
    (SELECT count(*) FROM indikator WHERE status = 'tersedia') AS indikator,
    (SELECT count(*) FROM indikator) AS indikator_semua,
    (SELECT jumlah FROM ringkas_jumlah WHERE tabel = 'penyedia') AS penyedia,
    (SELECT jumlah FROM ringkas_jumlah WHERE tabel = 'penyedia_nama') AS nama_penyedia
