SELECT
    i.kode, i.kelompok, i.judul, i.judul_en, i.pertanyaan, i.subjek_jenis, i.status, i.metadata,
    coalesce(sum(p.jumlah), 0) AS populasi,
    coalesce(sum(CASE WHEN p.status IN ('terpicu', 'tidak_terpicu') THEN p.jumlah END), 0) AS dihitung,
    coalesce(sum(CASE WHEN p.status = 'terpicu' THEN p.jumlah END), 0) AS terpicu,
    coalesce(sum(CASE WHEN p.status = 'tidak_dapat_dihitung' THEN p.jumlah END), 0) AS tak_dihitung,
    coalesce(sum(CASE WHEN p.status = 'tidak_berlaku' THEN p.jumlah END), 0) AS tak_berlaku
FROM indikator AS i
LEFT JOIN ringkas_putusan AS p ON p.kode = i.kode AND (p.kode_wilayah = :wilayah OR p.kode_wilayah = '')
GROUP BY i.kode
ORDER BY i.kelompok, i.kode
