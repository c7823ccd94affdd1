/* ---
kode: KOM-06
versi: "1"
judul: {id: "Pendaftar banyak, penawar sedikit", en: Registrants who do not bid}
pertanyaan: {id: "Apakah jauh lebih sedikit pendaftar yang menawar daripada pada tender sejenis?", en: Do far fewer registrants bid than in like tenders?}
deskripsi:
  id: Bagian pendaftar yang memasukkan penawaran sampai pada pagar bawah tender sejenis, dengan sepuluh pendaftar atau lebih.
  en: The part of registrants that bid is at or below the lower fence of like tenders, with ten registrants or more.
alasan:
  id: Banyak peminat yang mundur setelah membaca dokumen dapat menandakan syarat yang mengarah atau tekanan.
  en: Many who withdraw after reading the documents can be a sign of tailored terms or pressure.
penjelasan_wajar:
  id: Mendaftar di SPSE gratis dan banyak yang hanya melihat dokumen, sehingga bagian yang kecil itu lazim; yang dibandingkan adalah tender sejenis.
  en: Registering is free and many only read the documents, so a small part is normal; the comparison is with like tenders.
yang_diperiksa:
  id: Isi dokumen pemilihan dan perubahannya, pertanyaan peserta, waktu pemasukan.
  en: The bidding documents and their changes, questions asked, the time to bid.
subjek: paket
populasi: {id: "Semua paket; berlaku untuk tender yang selesai dengan pendaftar cukup.", en: All packages; applies to finished tenders with enough registrants.}
tingkat: 2
rujukan: {ocp: [R027], lain: ["Bank Dunia INT: banyak membeli dokumen, sedikit menawar", "KPPU 3/2023"]}
kolom_wajib: [peserta.nilai_penawaran, paket.jenis_pengadaan]
parameter:
  pendaftar_minimal:
    judul: {id: Pendaftar minimal, en: Fewest registrants}
    satuan: jumlah
    nilai: 10
    utama: true
    dasar: katalog indikator program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
  pembanding_minimal:
    judul: {id: Tender sejenis minimal, en: Fewest like tenders}
    satuan: jumlah
    nilai: 20
    dasar: aturan kelompok pembanding program ini
    asal_dasar: kebiasaan
    status: belum dikonfirmasi
pengecualian:
  - {id: Tender dengan kurang dari sepuluh pendaftar, en: Tenders with fewer than ten registrants}
  - {id: Metode tanpa persaingan serta tender gagal atau berjalan, en: Methods without competition and failed or running tenders}
putusan: banyak(penawaran) / pendaftar <= pagar_bawah dan pendaftar >= pendaftar_minimal dan tender_sejenis >= pembanding_minimal
--- */
WITH ukuran AS (
    SELECT
        p.wilayah || ':' || p.jenis AS kelompok,
        CAST(p.n_penawar AS DOUBLE) / p.n_pendaftar AS x
    FROM b_paket AS p
    JOIN aturan AS a ON a.wilayah = p.wilayah
    WHERE p.bukan_tender IS NULL AND p.tanpa_penawaran IS NULL AND p.jenis <> ''
        AND p.n_pendaftar >= a.pendaftar_minimal
),
pagar AS (
    -- sisipkan: pagar
)
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    COALESCE(
        p.bukan_tender,
        CASE WHEN p.n_pendaftar < a.pendaftar_minimal THEN 'pendaftar kurang dari jumlah minimal' END
    ) AS tidak_berlaku,
    COALESCE(
        p.tanpa_penawaran,
        CASE
            WHEN p.jenis = '' THEN 'jenis_pengadaan kosong'
            WHEN g.n IS NULL OR g.n < a.pembanding_minimal
                THEN 'pembanding kurang dari jumlah minimal'
            WHEN g.q1 = g.q3 OR g.bawah <= 1e-9 THEN 'pagar statistik tidak informatif'
        END
    ) AS tidak_dapat_dihitung,
    CASE WHEN CAST(p.n_penawar AS DOUBLE) / p.n_pendaftar <= g.bawah THEN 1 ELSE 0 END AS terpicu,
    CAST(p.n_penawar AS DOUBLE) / p.n_pendaftar AS nilai,
    g.bawah AS ambang,
    'pagar statistik: kuartil 1 - 1,5 jarak antarkuartil' AS dasar_ambang,
    NULL AS catatan,
    p.n_pendaftar,
    g.n AS tender_sejenis
FROM b_paket AS p
JOIN aturan AS a ON a.wilayah = p.wilayah
LEFT JOIN pagar AS g ON g.kelompok = p.wilayah || ':' || p.jenis AND p.bukan_tender IS NULL
-- bukti
SELECT h.subjek_id, 'masukan' AS peran, 'penawaran' AS nama, t.nilai AS nilai,
    t.nama_penyedia AS teks, 'peserta' AS tabel, CAST(t.id_peserta AS TEXT) AS id_baris
FROM terpicu AS h
JOIN b_tawaran AS t ON t.id_paket = h.subjek_id
UNION ALL
SELECT subjek_id, 'masukan', 'pendaftar', n_pendaftar, NULL, 'paket', subjek_id FROM terpicu
UNION ALL
SELECT subjek_id, 'ambang', 'pagar_bawah', ambang, dasar_ambang, NULL, NULL FROM terpicu
UNION ALL
SELECT subjek_id, 'pembanding', 'tender_sejenis', tender_sejenis, NULL, NULL, NULL FROM terpicu
