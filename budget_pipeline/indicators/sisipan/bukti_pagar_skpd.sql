-- The fence that an agency reached (`atas`) and how many agencies it was made of (`n_pembanding`).
SELECT subjek_id, 'ambang', 'pagar_atas', atas, 'pagar statistik: kuartil 3 + 1,5 jarak antarkuartil', NULL, NULL
FROM terpicu
UNION ALL
SELECT subjek_id, 'pembanding', 'skpd_pembanding', n_pembanding, NULL, NULL, NULL FROM terpicu
