-- By which rule the spellings of the supplier `id_penyedia` were joined: tax number, system id or name.
SELECT h.subjek_id, 'pembanding' AS peran, 'identitas' AS nama, NULL AS nilai,
    COALESCE(y.aturan, 'nama') AS teks, 'penyedia' AS tabel, h.id_penyedia AS id_baris
FROM terpicu AS h
LEFT JOIN penyedia AS y ON y.id_penyedia = h.id_penyedia
