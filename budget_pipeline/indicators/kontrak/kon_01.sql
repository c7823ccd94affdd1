/* ---
kode: KON-01
versi: "1"
judul: {id: Dominasi penyedia di satu SKPD, en: "Supplier share of an agency's spend"}
pertanyaan: {id: "Apakah satu penyedia menerima bagian besar belanja pengadaan satu SKPD?", en: "Does one supplier receive a large part of an agency's procurement?"}
deskripsi:
  id: Nilai kontrak satu penyedia mencapai 30 persen atau lebih dari seluruh nilai kontrak satu SKPD dalam setahun.
  en: "The contracts of one supplier reach 30 percent or more of an agency's contract value in a year."
alasan:
  id: Ketergantungan pada satu penyedia dapat menandakan kedekatan atau pasar yang ditutup.
  en: Dependence on one supplier can be a sign of closeness or of a closed market.
penjelasan_wajar:
  id: SKPD kecil dengan satu pekerjaan besar, layanan monopoli, barang khusus dari satu distributor, pesanan katalog yang dikonsolidasi.
  en: A small agency with one large work, a monopoly service, special goods from one distributor, consolidated catalogue orders.
yang_diperiksa:
  id: Metode setiap kontrak, jumlah penawar, apakah nilainya satu paket besar, riwayat tahun sebelumnya.
  en: The method of each contract, number of bidders, whether one large package makes up the value, earlier years.
subjek: penyedia_skpd
populasi:
  id: Setiap pasangan penyedia dan SKPD dalam setahun.
  en: Each pair of supplier and agency in a year.
tingkat: 1
komponen_skor: true
rujukan:
  ocp: [R040]
  lain: ["Fazekas & Kocsis, winner's share of issuer's spending", "GTI: batas 30 persen"]
  catatan:
    id: Penyedia dikelompokkan menurut NPWP, selain itu kode sistem atau nama; bukti menyebut aturannya.
    en: Suppliers are grouped by tax number, else by system id or name; the evidence says which.
kolom_wajib: [kontrak.nilai_kontrak, kontrak.nama_penyedia, paket.kode_skpd]
parameter:
  pangsa:
    judul: {id: Pangsa penyedia, en: Share of the supplier}
    satuan: rasio
    nilai: 0.3
    utama: true
    dasar: "OCP R040; GTI (Fazekas dkk.)"
    asal_dasar: pustaka
    status: terkonfirmasi
  kontrak_minimal:
    judul: {id: Kontrak minimal di SKPD, en: Fewest contracts at the agency}
    satuan: jumlah
    nilai: 5
    dasar: CRI (lebih dari empat kontrak)
    asal_dasar: pustaka
    status: terkonfirmasi
  nilai_minimal:
    judul: {id: Nilai minimal di SKPD, en: Smallest value at the agency}
    satuan: rupiah
    nilai: 1000000000
    dasar: usulan program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: "Layanan monopoli (listrik, air minum, telekomunikasi, pos)", en: "Monopoly services (electricity, water, telephone, post)"}
  - {id: SKPD dengan kurang dari lima kontrak atau di bawah Rp1 miliar, en: Agencies with fewer than five contracts or below Rp1 billion}
putusan: jumlah(kontrak) - pangsa * total_skpd >= -0.005 dan kontrak_skpd >= kontrak_minimal dan total_skpd >= nilai_minimal
--- */
SELECT
    s.subjek AS subjek_id,
    s.label AS subjek_label,
    s.kode_wilayah,
    s.tahun,
    s.kode_skpd,
    CASE
        WHEN s.monopoli = 1 THEN 'layanan monopoli'
        WHEN s.tanpa IS NOT NULL THEN NULL
        WHEN s.n_bernilai_skpd < a.kontrak_minimal THEN 'kontrak SKPD kurang dari jumlah minimal'
        WHEN s.nilai_skpd < a.nilai_minimal THEN 'nilai kontrak SKPD di bawah nilai minimal'
    END AS tidak_berlaku,
    s.tanpa AS tidak_dapat_dihitung,
    CASE WHEN s.nilai - a.pangsa * s.nilai_skpd >= -0.005 THEN 1 ELSE 0 END AS terpicu,
    CAST(s.nilai AS DOUBLE) / s.nilai_skpd AS nilai,
    a.pangsa AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan,
    s.wilayah,
    s.skpd,
    s.penyedia,
    s.id_penyedia,
    s.nilai_skpd,
    s.n_bernilai_skpd,
    s.nilai_penyedia
FROM b_penyedia_skpd AS s
JOIN aturan AS a ON a.wilayah = s.wilayah
-- bukti
SELECT h.subjek_id, 'masukan' AS peran, 'kontrak' AS nama, b.nilai AS nilai, b.label AS teks,
    'kontrak' AS tabel, b.id_kontrak AS id_baris
FROM terpicu AS h
JOIN b_belanja AS b
    ON b.wilayah = h.wilayah AND b.tahun = h.tahun AND b.skpd = h.skpd AND b.penyedia = h.penyedia
WHERE b.nilai IS NOT NULL
UNION ALL
SELECT subjek_id, 'pembanding', 'total_skpd', nilai_skpd, NULL, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'pembanding', 'kontrak_skpd', n_bernilai_skpd, NULL, NULL, NULL FROM terpicu
UNION ALL
-- sisipkan: bukti_identitas
UNION ALL
SELECT subjek_id, 'pembanding', 'total_penyedia_di_data_ini', nilai_penyedia, NULL, NULL, NULL FROM terpicu
