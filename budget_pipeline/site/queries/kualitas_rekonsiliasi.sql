SELECT b.jalur, r.id_berkas, r.lembar, r.baris, r.label, r.kolom, r.tertulis_rp, r.tertulis_sen, r.dihitung_rp, r.dihitung_sen, r.selisih_rp, r.selisih_sen, r.cocok, r.catatan
FROM rekonsiliasi AS r LEFT JOIN berkas AS b ON b.id_berkas = r.id_berkas
ORDER BY r.cocok, b.jalur, r.lembar, r.baris, r.id LIMIT :batas
