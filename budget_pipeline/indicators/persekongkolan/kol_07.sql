/* ---
kode: KOL-07
versi: "1"
judul: {id: Identitas bersama antar peserta, en: Bidders share identity data}
pertanyaan: {id: "Apakah dua peserta dengan nama berbeda memakai NPWP yang sama?", en: Do two participants of different names use the same tax number?}
deskripsi:
  id: Dua pendaftar atau lebih dengan nama berbeda dalam satu paket memakai NPWP yang sama.
  en: Two registrants or more of different names in one package use the same tax number.
alasan: {id: Peserta yang satu pemilik tidak sungguh bersaing., en: Participants with one owner do not really compete.}
penjelasan_wajar: {id: "Satu badan terdaftar dua kali dengan ejaan berbeda, cabang memakai NPWP pusat, salah ketik.", en: "One firm registered twice under other spellings, a branch using its head office's number, a typing error."}
yang_diperiksa: {id: "Akta, alamat, dan pengurus kedua peserta; alamat, telepon, dan direktur tidak dimuat program ini.", en: "Deeds, address and officers of both; addresses, telephones and directors are not loaded by this program."}
subjek: paket
populasi: {id: "Semua paket; berlaku untuk tender dengan dua pendaftar atau lebih.", en: All packages; applies to tenders with two registrants or more.}
tingkat: 1
rujukan:
  ocp: [R032, R033, R042, R043, R044]
  lain: ["KPPU No. 30/KPPU-I/2019", "Temuan BPK Banten"]
  catatan: {id: Hanya NPWP yang diperiksa; data pengenal lain adalah data pribadi atau tidak terbit., en: Only the tax number is checked; other identity data are personal or not published.}
kolom_wajib: [peserta.id_penyedia, penyedia.aturan]
parameter:
  nama:
    judul: {id: Banyaknya nama untuk satu NPWP, en: Number of names for one tax number}
    satuan: jumlah
    nilai: 2
    utama: true
    dasar: OCP R032-R033
    asal_dasar: pustaka
    status: terkonfirmasi
pengecualian:
  - {id: Metode tanpa persaingan, en: Methods without competition}
  - {id: Kurang dari dua pendaftar, en: Fewer than two registrants}
putusan: beda(nama_peserta) >= nama dan beda(npwp_sama) = 1
--- */
WITH per_penyedia AS (
    SELECT
        s.id_paket,
        s.id_penyedia,
        COUNT(DISTINCT UPPER(TRIM(s.nama_penyedia))) AS n_nama
    FROM peserta AS s
    JOIN penyedia AS y ON y.id_penyedia = s.id_penyedia
    WHERE y.aturan = 'npwp'
    GROUP BY s.id_paket, s.id_penyedia
),
per_paket AS (
    SELECT id_paket, MAX(n_nama) AS n_nama FROM per_penyedia GROUP BY id_paket
)
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    CASE
        WHEN p.kompetitif = 0 THEN 'bukan metode kompetitif'
        WHEN p.n_pendaftar = 1 THEN 'kurang dari dua pendaftar'
    END AS tidak_berlaku,
    CASE
        WHEN p.n_pendaftar IS NULL THEN 'daftar peserta tidak dimuat'
        WHEN k.n_nama IS NULL THEN 'npwp kosong'
    END AS tidak_dapat_dihitung,
    CASE WHEN k.n_nama >= a.nama THEN 1 ELSE 0 END AS terpicu,
    k.n_nama AS nilai,
    a.nama AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan
FROM b_paket AS p
JOIN aturan AS a ON a.wilayah = p.wilayah
LEFT JOIN per_paket AS k ON k.id_paket = p.id_paket
-- bukti
WITH sama AS (
    SELECT h.subjek_id, s.id_penyedia
    FROM terpicu AS h
    JOIN peserta AS s ON s.id_paket = h.subjek_id
    JOIN penyedia AS y ON y.id_penyedia = s.id_penyedia AND y.aturan = 'npwp'
    GROUP BY h.subjek_id, s.id_penyedia, h.nilai
    HAVING COUNT(DISTINCT UPPER(TRIM(s.nama_penyedia))) = h.nilai
),
satu AS (
    SELECT subjek_id, MIN(id_penyedia) AS id_penyedia FROM sama GROUP BY subjek_id
)
SELECT h.subjek_id, 'masukan' AS peran, 'nama_peserta' AS nama, NULL AS nilai,
    UPPER(TRIM(s.nama_penyedia)) AS teks, 'peserta' AS tabel, CAST(s.id AS TEXT) AS id_baris
FROM satu AS h
JOIN peserta AS s ON s.id_paket = h.subjek_id AND s.id_penyedia = h.id_penyedia
UNION ALL
SELECT h.subjek_id, 'masukan', 'npwp_sama', NULL, h.id_penyedia, 'penyedia', h.id_penyedia
FROM satu AS h
