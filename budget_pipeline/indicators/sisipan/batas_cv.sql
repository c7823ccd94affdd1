-- The limit of the coefficient of variation: the fixed one, or the category's own where bids are usually close.
p.simpangan / p.rata AS nilai,
CASE WHEN g.median > a.cv THEN a.cv ELSE g.p10 END AS ambang,
CASE WHEN g.median > a.cv THEN a.dasar ELSE 'persentil 10 jenis pengadaan ini' END AS dasar_ambang,
CASE WHEN g.median <= a.cv THEN 'jenis ini lazim rapat: dipakai persentil 10' END AS catatan,
