/* ---
kode: HRG-01
versi: "1"
judul: {id: Nilai kontrak menempel HPS, en: Award close to the estimate}
pertanyaan: {id: "Apakah nilai kontrak hampir sama dengan harga perkiraan sendiri (HPS)?", en: "Is the contract value almost equal to the owner's estimate (HPS)?"}
deskripsi:
  id: Selisih nilai kontrak terhadap HPS kurang dari 1 persen HPS, atau nilai kontrak melebihi HPS.
  en: The contract value is less than 1 percent below the estimate, or above it.
alasan:
  id: Persaingan biasanya menurunkan harga; nilai yang menempel HPS dapat berarti HPS bocor atau pesaing tidak sungguh menawar.
  en: Competition usually lowers the price; a value at the estimate can mean that it leaked or that rivals did not really compete.
penjelasan_wajar:
  id: HPS disusun cermat, harga diatur pemerintah, jasa konsultansi yang dinegosiasi, margin yang memang tipis. Nilai total HPS terbuka bagi semua peserta.
  en: A careful estimate, regulated prices, negotiated consultancy, thin margins. The total of the estimate is open to all bidders.
yang_diperiksa:
  id: Dasar penyusunan HPS, sebaran penawaran peserta lain, jumlah penawar, harga satuan paket sejenis.
  en: How the estimate was made, the spread of the other bids, number of bidders, unit prices of like packages.
subjek: paket
populasi:
  id: Semua paket; berlaku untuk metode kompetitif dengan satu pemenang.
  en: All packages; applies to competitive methods with one winner.
tingkat: 1
rujukan:
  ocp: [R031]
  lain: ["ICW Potential Fraud Analysis, indikator 2 (skor 5: selisih 0-0,99 persen)"]
kolom_wajib: [paket.hps, kontrak.nilai_kontrak]
parameter:
  selisih:
    judul: {id: Selisih dari HPS dalam persen, en: Gap to the estimate in percent}
    satuan: persen
    nilai: 1
    utama: true
    dasar: ICW Potential Fraud Analysis, indikator 2
    asal_dasar: pustaka
    status: terkonfirmasi
pengecualian:
  - {id: "Pengadaan langsung, penunjukan langsung, dan e-purchasing (harga dinegosiasi)", en: "Direct methods and e-purchasing (negotiated prices)"}
  - {id: Tender gagal atau batal dan proses yang belum selesai, en: Failed or cancelled tenders and those still running}
  - {id: Paket dengan lebih dari satu penyedia, en: Packages with more than one supplier}
putusan: selisih * hps / 100 - (hps - nilai_kontrak) > 0.005
--- */
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    COALESCE(p.bukan_tender, CASE WHEN p.n_penyedia > 1 THEN 'lebih dari satu pemenang' END)
        AS tidak_berlaku,
    COALESCE(p.tanpa_hps, p.tanpa_nilai) AS tidak_dapat_dihitung,
    -- Compared in rupiah, to half a sen: a quotient can miss the boundary by its last bit.
    CASE WHEN a.selisih * p.hps / 100 - (p.hps - p.nilai_menang) > 0.005 THEN 1 ELSE 0 END AS terpicu,
    100 * (CAST(p.hps AS DOUBLE) - p.nilai_menang) / p.hps AS nilai,
    a.selisih AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan,
    p.hps,
    p.nilai_menang,
    p.asal_nilai
FROM b_paket AS p
JOIN aturan AS a ON a.wilayah = p.wilayah
-- bukti
SELECT subjek_id, 'masukan' AS peran, 'hps' AS nama, hps AS nilai, NULL AS teks,
    'paket' AS tabel, subjek_id AS id_baris
FROM terpicu
UNION ALL
SELECT h.subjek_id, 'masukan', 'nilai_kontrak', h.nilai_menang, h.asal_nilai, 'kontrak', m.id_kontrak
FROM terpicu AS h
JOIN b_menang AS m ON m.id_paket = h.subjek_id
