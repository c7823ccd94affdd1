SELECT k.*, b.jalur FROM koreksi AS k LEFT JOIN berkas AS b ON b.id_berkas = k.id_berkas ORDER BY k.id LIMIT :batas
