/* ---
kode: KOM-04
versi: "2"
judul: {id: Penawaran terendah digugurkan, en: Lowest bid disqualified}
pertanyaan: {id: "Apakah penawaran terendah digugurkan?", en: Was the lowest bid disqualified?}
deskripsi:
  id: Nilai penawaran terendah milik peserta yang digugurkan, sementara ada penawaran lain yang sah dan pemenang.
  en: The lowest bid belongs to a disqualified bidder, while another bid is valid and there is a winner.
alasan:
  id: Menggugurkan harga terendah menaikkan harga yang dibayar dan dapat menandakan evaluasi yang mengarah.
  en: Dropping the lowest price raises what is paid and can be a sign of a directed evaluation.
penjelasan_wajar:
  id: Penawaran terlalu rendah memang patut ditolak setelah klarifikasi; dokumen peserta tidak lengkap.
  en: An abnormally low bid may rightly be rejected after clarification; its documents were incomplete.
yang_diperiksa:
  id: Alasan gugur penawar terendah, hasil klarifikasi kewajaran harga, selisih dengan harga pemenang.
  en: The reason for dropping the lowest bid, the price clarification, the gap to the winning price.
subjek: paket
populasi: {id: "Semua paket; berlaku untuk tender selesai yang dinilai menurut harga.", en: All packages; applies to finished tenders evaluated on price.}
tingkat: 1
rujukan: {ocp: [R036], lain: []}
kolom_wajib: [peserta.nilai_penawaran, peserta.alasan, peserta.pemenang, paket.metode_evaluasi]
pengecualian:
  - {id: Penilaian dengan kualitas, en: Evaluation that weighs quality}
  - {id: Metode tanpa persaingan serta tender gagal atau berjalan, en: Methods without competition and failed or running tenders}
  - {id: Lebih dari satu pemenang, en: More than one winner}
riwayat:
  - "2: pemenang yang hanya dikenal dari kontraknya tidak lagi dihitung gugur"
putusan: terendah(penawaran_gugur) <= terendah(penawaran_sah)
--- */
SELECT
    p.id_paket AS subjek_id,
    p.label AS subjek_label,
    p.kode_wilayah,
    p.tahun,
    p.kode_skpd,
    p.bukan_harga AS tidak_berlaku,
    COALESCE(
        p.tanpa_penawaran,
        CASE
            WHEN p.n_menang = 0 THEN 'pemenang kosong'
            WHEN p.n_penawar > 1 AND p.n_beralasan = 0 THEN 'alasan kosong'
        END
    ) AS tidak_dapat_dihitung,
    CASE WHEN p.terendah_gugur = 1 AND p.n_sah >= 1 THEN 1 ELSE 0 END AS terpicu,
    p.terendah AS nilai,
    NULL AS ambang,
    'OCP R036 (Cardinal)' AS dasar_ambang,
    NULL AS catatan
FROM b_paket AS p
-- bukti
SELECT h.subjek_id, 'masukan' AS peran,
    CASE WHEN t.gugur = 1 THEN 'penawaran_gugur' ELSE 'penawaran_sah' END AS nama, t.nilai AS nilai,
    t.nama_penyedia || COALESCE(': ' || t.alasan, '') AS teks,
    'peserta' AS tabel, CAST(t.id_peserta AS TEXT) AS id_baris
FROM terpicu AS h
JOIN b_tawaran AS t ON t.id_paket = h.subjek_id
