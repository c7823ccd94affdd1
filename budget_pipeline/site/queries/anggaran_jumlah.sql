-- One total per kind and stage, of the municipality ('*') or one agency.
SELECT jenis, tahapan, rp AS nilai_rp, sen AS nilai_sen, baris
FROM ringkas_anggaran
WHERE kode_wilayah = :wilayah AND tahun = :tahun AND kode_skpd = :skpd AND dimensi = 'total' AND induk = ''
