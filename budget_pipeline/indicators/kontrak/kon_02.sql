/* ---
kode: KON-02
versi: "2"
judul: {id: Konsentrasi pasar (HHI), en: Market concentration (HHI)}
pertanyaan: {id: "Apakah belanja pengadaan SKPD ini terpusat pada sedikit penyedia?", en: "Is this agency's procurement concentrated on few suppliers?"}
deskripsi:
  id: Indeks Herfindahl-Hirschman (jumlah kuadrat pangsa nilai kontrak x 10.000) satu SKPD dan tahun di atas 2.500, dengan sepuluh kontrak atau lebih.
  en: The Herfindahl-Hirschman index (sum of squared shares of contract value x 10,000) of an agency and year exceeds 2,500 with ten contracts or more.
alasan: {id: Pasar yang terkonsentrasi tinggi kehilangan pilihan dan daya tawar., en: A highly concentrated market loses choice and bargaining power.}
penjelasan_wajar:
  id: "Satu pekerjaan besar menaikkan indeks; dengan n kontrak nilai terendahnya 10.000/n. Lihat banyaknya kontrak."
  en: "One large work raises the index; with n contracts its floor is 10,000/n. Look at the number of contracts."
yang_diperiksa: {id: "Penyedia terbesar (KON-01), metode kontraknya, tahun sebelumnya.", en: "The largest suppliers (KON-01), methods of their contracts, earlier years."}
subjek: skpd
populasi: {id: Setiap SKPD dan tahun dengan kontrak bernilai., en: Each agency and year with contracts of known value.}
tingkat: 1
rujukan: {ocp: [R051], lain: ["Johantri dkk. 2023 (HHI konstruksi Papua Barat)"]}
kolom_wajib: [kontrak.nilai_kontrak, kontrak.nama_penyedia, paket.kode_skpd]
parameter:
  hhi:
    judul: {id: HHI, en: HHI}
    satuan: indeks
    nilai: 2500
    utama: true
    dasar: "Pita HHI (di bawah 1.500 rendah, 1.500-2.500 sedang, di atas 2.500 tinggi)"
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  kontrak_minimal:
    judul: {id: Kontrak minimal, en: Fewest contracts}
    satuan: jumlah
    nilai: 10
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: "Layanan monopoli (listrik, air minum, telekomunikasi, pos)", en: "Monopoly services (electricity, water, telephone, post)"}
  - {id: SKPD dengan kurang dari sepuluh kontrak, en: Agencies with fewer than ten contracts}
riwayat:
  - "2: layanan monopoli tidak ikut dihitung, seperti pada KON-01"
putusan: hhi(nilai_penyedia) - hhi > 0.000001 dan kontrak_skpd >= kontrak_minimal
--- */
WITH pasar AS (
    SELECT subjek_skpd, SUM(nilai) AS nilai, SUM(n_bernilai) AS n
    FROM b_penyedia_skpd
    WHERE monopoli = 0
    GROUP BY subjek_skpd
),
per_skpd AS (
    SELECT
        b.subjek_skpd,
        MAX(b.wilayah) AS wilayah,
        MAX(b.kode_wilayah) AS kode_wilayah,
        MAX(b.tahun) AS tahun,
        MAX(b.skpd) AS skpd,
        MAX(b.kode_skpd) AS kode_skpd,
        MAX(b.nama_skpd) AS nama_skpd,
        MIN(b.monopoli) AS hanya_monopoli,
        COALESCE(MAX(p.n), 0) AS n,
        SUM(CASE WHEN b.penyedia = '' AND b.nilai IS NOT NULL THEN 1 ELSE 0 END) AS tanpa_penyedia,
        SUM(CASE WHEN b.monopoli = 0
            THEN (CAST(b.nilai AS DOUBLE) / p.nilai) * (CAST(b.nilai AS DOUBLE) / p.nilai) END) * 10000 AS hhi
    FROM b_penyedia_skpd AS b
    LEFT JOIN pasar AS p ON p.subjek_skpd = b.subjek_skpd
    GROUP BY b.subjek_skpd
)
SELECT
    s.subjek_skpd AS subjek_id,
    COALESCE(s.nama_skpd, s.skpd) AS subjek_label,
    s.kode_wilayah,
    s.tahun,
    s.kode_skpd,
    CASE
        WHEN s.skpd IS NULL OR s.tahun IS NULL THEN NULL
        WHEN s.hanya_monopoli = 1 THEN 'layanan monopoli'
        WHEN s.n > 0 AND s.n < a.kontrak_minimal THEN 'kontrak SKPD kurang dari jumlah minimal'
    END AS tidak_berlaku,
    CASE
        WHEN s.skpd IS NULL THEN 'kode_skpd kosong'
        WHEN s.tahun IS NULL THEN 'tahun kosong'
        WHEN s.n = 0 THEN 'nilai_kontrak kosong'
        WHEN s.tanpa_penyedia > 0 THEN 'penyedia kosong'
    END AS tidak_dapat_dihitung,
    CASE WHEN s.hhi - a.hhi > 0.000001 THEN 1 ELSE 0 END AS terpicu,
    s.hhi AS nilai,
    a.hhi AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan,
    s.n
FROM per_skpd AS s
JOIN aturan AS a ON a.wilayah = s.wilayah
-- bukti
SELECT h.subjek_id, 'masukan' AS peran, 'nilai_penyedia' AS nama, p.nilai AS nilai,
    p.nama_penyedia AS teks, 'penyedia' AS tabel, p.id_penyedia AS id_baris
FROM terpicu AS h
JOIN b_penyedia_skpd AS p ON p.subjek_skpd = h.subjek_id
WHERE p.nilai IS NOT NULL AND p.monopoli = 0
UNION ALL
SELECT subjek_id, 'masukan', 'kontrak_skpd', n, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT h.subjek_id, 'pembanding', 'identitas', NULL, COALESCE(y.aturan, 'nama'), 'penyedia', p.id_penyedia
FROM terpicu AS h
JOIN b_penyedia_skpd AS p ON p.subjek_skpd = h.subjek_id
LEFT JOIN penyedia AS y ON y.id_penyedia = p.id_penyedia
WHERE p.nilai IS NOT NULL AND p.monopoli = 0
