SELECT profil, id_berkas, lembar, baris FROM asal WHERE tabel = 'paket' AND id_subjek = :id ORDER BY urutan, id
