/* ---
urutan: 5
judul: {id: "Kontrak mana yang bertambah lewat addendum?", en: "Which contracts grew through amendments?"}
penjelasan: {id: "Nilai versi terakhir dibandingkan dengan versi awal kontrak yang sama.", en: "The value of the latest version compared with the first version of the same contract."}
parameter: [tahun, opd]
kolom: {awal: rupiah, akhir: rupiah, selisih: rupiah, id_paket: paket}
--- */
SELECT
    p.nama_paket, k.nama_penyedia, a.nilai_kontrak_rp AS awal_rp, a.nilai_kontrak_sen AS awal_sen,
    k.nilai_kontrak_rp AS akhir_rp, k.nilai_kontrak_sen AS akhir_sen,
    k.nilai_kontrak_rp - a.nilai_kontrak_rp AS selisih_rp, k.nilai_kontrak_sen - a.nilai_kontrak_sen AS selisih_sen,
    k.versi_addendum, k.alasan_addendum, k.id_paket
FROM kontrak AS k
INNER JOIN kontrak AS a
    ON a.id_paket = k.id_paket AND a.nomor_kontrak IS k.nomor_kontrak AND a.id_penyedia IS k.id_penyedia AND a.versi_addendum = 0
INNER JOIN ringkas_paket AS p ON p.id_paket = k.id_paket
WHERE
    k.versi_addendum > 0 AND k.nilai_kontrak_rp > a.nilai_kontrak_rp
    AND p.kode_wilayah = :wilayah AND p.tahun = :tahun AND (:opd = '' OR p.kode_skpd = :opd)
ORDER BY selisih_rp DESC, k.id_paket
