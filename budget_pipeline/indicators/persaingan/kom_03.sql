/* ---
kode: KOM-03
versi: "2"
judul: {id: Semua kecuali pemenang gugur, en: All but the winner disqualified}
pertanyaan: {id: "Apakah semua penawar selain pemenang digugurkan?", en: Were all bidders except the winner disqualified?}
deskripsi:
  id: Hanya satu penawar yang sah, yaitu pemenangnya, sedangkan penawar lain digugurkan.
  en: Only one bidder remained valid, the winner, while the others were disqualified.
alasan:
  id: Pengguguran semua pesaing dapat menandakan evaluasi yang memihak.
  en: Disqualifying every rival can be a sign of a partial evaluation.
penjelasan_wajar:
  id: Kesalahan dokumen sangat umum di SPSE; pesaing kurang siap atau penawarannya memang tidak memenuhi syarat.
  en: Errors in documents are very common; rivals were ill prepared or did not meet the terms.
yang_diperiksa:
  id: Berita acara evaluasi, alasan gugur setiap penawar, sanggahan, harga penawar yang gugur.
  en: The evaluation report, the reason for each disqualification, complaints, prices of those disqualified.
subjek: paket
populasi: {id: "Semua paket; berlaku untuk tender yang selesai dengan satu pemenang.", en: All packages; applies to finished tenders with one winner.}
tingkat: 1
rujukan:
  ocp: [R035]
  lain: ["Fazekas & Kocsis", "Prozorro SAS24-3-2 memakai dua penawar gugur"]
kolom_wajib: [peserta.nilai_penawaran, peserta.alasan, peserta.pemenang]
parameter:
  gugur:
    judul: {id: Penawar gugur minimal, en: Fewest disqualified bidders}
    satuan: jumlah
    nilai: 1
    utama: true
    dasar: OCP R035 (Cardinal)
    asal_dasar: pustaka
    status: terkonfirmasi
pengecualian:
  - {id: Metode tanpa persaingan serta tender gagal atau berjalan, en: Methods without competition and failed or running tenders}
  - {id: Lebih dari satu pemenang, en: More than one winner}
riwayat:
  - "2: pemenang yang hanya dikenal dari kontraknya tidak lagi dihitung gugur"
putusan: banyak(penawar_gugur) >= gugur dan banyak(pemenang) = 1 dan banyak(penawar_sah_lain) = 0
--- */
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    COALESCE(p.bukan_tender, CASE WHEN p.n_menang > 1 THEN 'lebih dari satu pemenang' END)
        AS tidak_berlaku,
    COALESCE(
        p.tanpa_penawaran,
        CASE
            WHEN p.n_menang = 0 THEN 'pemenang kosong'
            WHEN p.n_penawar > 1 AND p.n_beralasan = 0 THEN 'alasan kosong'
        END
    ) AS tidak_dapat_dihitung,
    CASE WHEN p.n_sah = 1 AND p.n_menang_sah = 1 AND p.n_gugur >= a.gugur THEN 1 ELSE 0 END AS terpicu,
    p.n_gugur AS nilai,
    a.gugur AS ambang,
    a.dasar AS dasar_ambang,
    NULL AS catatan
FROM b_paket AS p
JOIN aturan AS a ON a.wilayah = p.wilayah
-- bukti
SELECT h.subjek_id, 'masukan' AS peran,
    CASE
        WHEN t.menang = 1 THEN 'pemenang'
        WHEN t.gugur = 1 THEN 'penawar_gugur'
        ELSE 'penawar_sah_lain'
    END AS nama,
    t.nilai AS nilai,
    t.nama_penyedia || COALESCE(': ' || t.alasan, '') AS teks,
    'peserta' AS tabel, CAST(t.id_peserta AS TEXT) AS id_baris
FROM terpicu AS h
JOIN b_tawaran AS t ON t.id_paket = h.subjek_id
