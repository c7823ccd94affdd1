SELECT pita, dari_rp FROM ringkas_pita WHERE pita > 0 ORDER BY pita
