/* ---
nama: b_belanja
keterangan: >
  One supplier's take of one package with the agency that paid it, for shares and repeat awards. Failed and
  cancelled packages are left out; the value is the latest contract, else the award.
sesudah: [b_menang, b_paket]
indeks: [[wilayah, tahun, skpd, penyedia], [penyedia]]
--- */
SELECT
    m.id_paket,
    m.id_kontrak,
    m.penyedia,
    m.id_penyedia,
    m.nama_penyedia,
    CASE
        WHEN LOWER(m.nama_penyedia) LIKE '%perusahaan listrik negara%'
            OR LOWER(m.nama_penyedia) LIKE '%pln %' OR LOWER(m.nama_penyedia) LIKE '%pdam%'
            OR LOWER(m.nama_penyedia) LIKE '%perumda air%'
            OR LOWER(m.nama_penyedia) LIKE '%telkom indonesia%'
            OR LOWER(m.nama_penyedia) LIKE '%telekomunikasi indonesia%'
            OR LOWER(m.nama_penyedia) LIKE '%pos indonesia%' THEN 1
        ELSE 0
    END AS monopoli,
    p.kode_wilayah,
    p.wilayah,
    p.tahun,
    COALESCE(p.kode_skpd, m.kode_skpd) AS kode_skpd,
    COALESCE(p.nama_skpd, p.kode_skpd, m.kode_skpd) AS nama_skpd,
    COALESCE(p.skpd, m.kode_skpd) AS skpd,
    p.label,
    p.jenis_paket,
    p.metode,
    p.kompetitif,
    p.jenis,
    p.jenis_pengadaan,
    COALESCE(p.tanggal_hari, m.kontrak_hari) AS tanggal_hari,
    COALESCE(m.kontrak_hari, p.tanggal_hari) AS kontrak_hari,
    COALESCE(p.penetapan_hari, m.kontrak_hari, p.selesai_hari, p.tanggal_hari) AS menang_hari,
    CASE
        WHEN COALESCE(m.nilai_akhir, m.nilai_awal, m.nilai_penetapan, m.nilai_negosiasi,
            m.nilai_terkoreksi, m.nilai_penawaran) > 0
            THEN COALESCE(m.nilai_akhir, m.nilai_awal, m.nilai_penetapan, m.nilai_negosiasi,
                m.nilai_terkoreksi, m.nilai_penawaran)
    END AS nilai
FROM b_menang AS m
JOIN b_paket AS p ON p.id_paket = m.id_paket
WHERE p.gagal = 0
