-- The verdict on `p.lama` (days) and its risk class: high, medium, normal.
CASE WHEN p.lama <= a.hari THEN 1 ELSE 0 END AS terpicu,
p.lama AS nilai,
a.hari AS ambang,
a.dasar AS dasar_ambang,
CASE WHEN p.lama > a.hari AND p.lama <= a.hari_sedang THEN 'golongan sedang' END AS catatan,
CASE
    WHEN p.lama <= a.hari THEN 1.0
    WHEN p.lama <= a.hari_sedang THEN 0.5
    ELSE 0.0
END AS bobot,
