/* ---
kode: ANG-11
versi: "1"
judul: {id: "Porsi kesehatan di bawah kewajiban", en: "Health share below the obligation"}
pertanyaan: {id: "Apakah belanja kesehatan di luar gaji di bawah 10 persen belanja daerah?", en: "Is health outside salaries below 10 percent of spending?"}
deskripsi:
  id: Belanja bidang kesehatan (kode 1.02) di luar belanja pegawai kurang dari 10 persen seluruh belanja; berlaku sampai TA 2023.
  en: Spending in the field of health (code 1.02) outside salaries is below 10 percent of the budget; in force until fiscal year 2023.
alasan:
  id: Sampai 7 Agustus 2023 undang-undang kesehatan mewajibkan 10 persen di luar gaji.
  en: Until 7 August 2023 the health law asked for 10 percent outside salaries.
penjelasan_wajar:
  id: Dihitung dari kode, bukan angka resmi belanja wajib. Angka resmi memerlukan penandaan kementerian yang tidak ada di ekspor; belanja di SKPD lain tidak ikut.
  en: Computed from codes, not the official mandatory-spending figure. The official one needs ministry tagging that exports do not carry; spending by other agencies is not counted.
yang_diperiksa:
  id: Perhitungan resmi daerah dalam lampiran APBD, penandaan belanja, evaluasi gubernur.
  en: The municipality's official calculation annexed to the budget, tagging of spending, the governor's evaluation.
subjek: daerah
populasi: {id: Setiap daerah dan tahun yang anggaran belanjanya dimuat., en: Each municipality and year with a loaded expenditure budget.}
tingkat: 2
rujukan: {ocp: tidak ada padanan, lain: ["UU 36/2009 Pasal 171", "dicabut oleh UU 17/2023"]}
kolom_wajib: [anggaran.pagu, anggaran.kode_rekening, anggaran.kode_sub_kegiatan]
dimensi: [tanggal]
parameter:
  porsi:
    judul: {id: Porsi minimal, en: Smallest share}
    satuan: rasio
    utama: true
    nilai:
      - {berlaku_sampai: 2023-08-07, nilai: 0.1, dasar: "UU 36/2009 Pasal 171 (dicabut UU 17/2023)", asal_dasar: hukum, status: terkonfirmasi}
pengecualian:
  - {id: Tahun yang kewajibannya tidak berlaku, en: Years in which the obligation is not in force}
putusan: porsi * dasar_hitung - bagian > 0.005
--- */
SELECT
    w.wilayah || ':' || CAST(w.tahun AS TEXT) AS subjek_id,
    COALESCE(d.nama, w.wilayah) AS subjek_label,
    w.kode_wilayah,
    w.tahun,
    NULL AS kode_skpd,
    CASE WHEN a.porsi IS NULL THEN 'kewajiban tidak berlaku pada tahun ini' END AS tidak_berlaku,
    CASE
        WHEN w.bagan_lama = 1 THEN 'bagan akun lama belum dipetakan'
        WHEN w.kosong > 0 THEN 'pagu kosong'
        WHEN w.tanpa_bidang > 0 THEN 'kode_sub_kegiatan kosong'
        WHEN w.belanja <= 0 THEN 'anggaran belanja nol'
    END AS tidak_dapat_dihitung,
    CASE
        WHEN w.belanja > 0
            AND a.porsi * w.belanja - w.kesehatan > 0.005
            THEN 1
        ELSE 0
    END AS terpicu,
    CASE WHEN w.belanja > 0 THEN CAST(w.kesehatan AS DOUBLE) / w.belanja END AS nilai,
    a.porsi AS ambang,
    a.dasar AS dasar_ambang,
    'dihitung dari kode, bukan angka resmi' AS catatan,
    w.tanggal_hari,
    w.kesehatan AS bagian,
    w.belanja AS dasar_hitung
FROM b_wajib AS w
JOIN aturan AS a ON a.wilayah = w.wilayah AND w.tanggal_hari BETWEEN a.sejak AND a.sampai
LEFT JOIN wilayah AS d ON d.kode_wilayah = w.wilayah
-- bukti
SELECT subjek_id, 'masukan' AS peran, 'bagian' AS nama, bagian AS nilai, 'kesehatan' AS teks,
    NULL AS tabel, NULL AS id_baris
FROM terpicu
UNION ALL
SELECT subjek_id, 'masukan', 'dasar_hitung', dasar_hitung, 'belanja', NULL, NULL FROM terpicu
