/* ---
urutan: 4
judul: {id: "Kontrak mana yang nilainya paling dekat dengan HPS?", en: "Which contracts are closest to the owner's estimate?"}
penjelasan: {id: "Kontrak paling sedikit 98 persen dari HPS. Harga yang diatur dan perkiraan yang cermat adalah penjelasan yang wajar.", en: "Contracts of at least 98 percent of the estimate. Regulated prices and careful estimates are innocent explanations."}
parameter: [tahun, opd]
kolom: {hps: rupiah, kontrak: rupiah, id_paket: paket}
kepala:
  persen_hps: {id: "Terhadap HPS (%)", en: "Of the estimate (%)"}
  kontrak: {id: "Nilai kontrak", en: "Contract value"}
--- */
SELECT
    nama_paket, nama_skpd, hps_rp, hps_sen, kontrak_rp, kontrak_sen,
    round(100.0 * kontrak_rp / hps_rp, 2) AS persen_hps, id_paket
FROM ringkas_paket
WHERE
    kode_wilayah = :wilayah AND tahun = :tahun AND hps_rp > 0 AND kontrak_rp >= 0.98 * hps_rp
    AND (:opd = '' OR kode_skpd = :opd)
ORDER BY persen_hps DESC, kontrak_rp DESC, id_paket
