/* ---
nama: b_paket
keterangan: >
  One package with all that the rules ask of it, so that each rule is one pass over one table. Dates are
  days; `tanggal_hari` is the date a threshold is looked up for: announcement, else contract, else award.
sesudah: [b_pendaftar, b_sebaran, b_jadwal, b_kontrak]
indeks: [[id_paket]]
--- */
SELECT
    t.*,
    -- Why a rule about tenders does not apply; NULL for a tender that was decided.
    CASE
        WHEN t.kompetitif = 0 THEN 'bukan metode kompetitif'
        WHEN t.gagal = 1 THEN 'tender gagal atau batal'
        WHEN t.berjalan = 1 THEN 'proses belum selesai'
    END AS bukan_tender,
    -- Why a rule about the lowest price does not apply.
    CASE
        WHEN t.kompetitif = 0 THEN 'bukan metode kompetitif'
        WHEN t.gagal = 1 THEN 'tender gagal atau batal'
        WHEN t.berjalan = 1 THEN 'proses belum selesai'
        WHEN t.n_penyedia > 1 OR t.n_menang > 1 THEN 'lebih dari satu pemenang'
        WHEN t.harga_saja = 0 OR (t.harga_saja IS NULL AND t.metode = 'Seleksi')
            THEN 'penilaian tidak hanya harga'
    END AS bukan_harga,
    CASE
        WHEN t.n_pendaftar IS NULL THEN 'daftar peserta tidak dimuat'
        WHEN t.n_penawar = 0 THEN 'nilai_penawaran kosong'
    END AS tanpa_penawaran,
    CASE
        WHEN t.hps IS NULL THEN 'hps kosong'
        WHEN t.hps <= 0 THEN 'hps nol atau negatif'
        WHEN t.hps_dibulatkan = 1 THEN 'HPS dibulatkan'
    END AS tanpa_hps,
    CASE
        WHEN t.nilai_menang IS NULL THEN 'nilai_kontrak kosong'
        WHEN t.nilai_menang <= 0 THEN 'nilai_kontrak nol atau negatif'
    END AS tanpa_nilai,
    -- What the method is judged by: the estimate, else what was agreed, else the budget.
    COALESCE(CASE WHEN COALESCE(t.hps_dibulatkan, 0) = 0 THEN t.hps END, t.nilai_menang, t.pagu)
        AS nilai_paket,
    CASE
        WHEN t.hps IS NOT NULL AND COALESCE(t.hps_dibulatkan, 0) = 0 THEN 'hps'
        WHEN t.nilai_menang IS NOT NULL THEN 'nilai_kontrak'
        ELSE 'pagu'
    END AS asal_nilai_paket
FROM (
    SELECT
        p.id_paket,
        p.nama_paket AS label,
        p.kode_wilayah,
        COALESCE(p.kode_wilayah, '') AS wilayah,
        p.tahun,
        p.kode_skpd,
        p.nama_skpd,
        COALESCE(p.kode_skpd, p.nama_skpd) AS skpd,
        p.jenis_paket,
        p.metode,
        CASE
            WHEN p.metode IN ('Tender', 'Tender Cepat', 'Seleksi') THEN 1
            WHEN p.metode IS NULL AND p.jenis_paket = 'tender' THEN 1
            ELSE 0
        END AS kompetitif,
        p.jenis_pengadaan,
        COALESCE(p.jenis_pengadaan, '') AS jenis,
        p.status,
        CASE WHEN p.status IN ('gagal', 'batal') THEN 1 ELSE 0 END AS gagal,
        -- Some listings still say "berlangsung" when another already names the winner and its price.
        CASE WHEN p.status = 'berlangsung' AND k.id_paket IS NULL THEN 1 ELSE 0 END AS berjalan,
        p.jumlah_penawar,
        -- Bidders by their bids, else as the source counts them; NULL where neither is known.
        CASE
            WHEN d.n_penawar > 0 THEN d.n_penawar
            WHEN p.jumlah_penawar > 0 THEN p.jumlah_penawar
        END AS penawar,
        p.pagu,
        p.hps,
        p.hps_dibulatkan,
        p.metode_evaluasi,
        CASE
            WHEN p.metode_evaluasi IS NULL THEN NULL
            WHEN LOWER(p.metode_evaluasi) LIKE '%terendah%' THEN 1
            ELSE 0
        END AS harga_saja,
        p.kualifikasi_usaha,
        p.versi,
        p.ket_diulang,
        p.ket_ditutup,
        p.kode_rekening,
        COALESCE(p.tgl_pengumuman_hari, k.kontrak_hari, p.tgl_penetapan_hari, p.tgl_buat_hari)
            AS tanggal_hari,
        COALESCE(p.tgl_pengumuman, k.tgl_kontrak, p.tgl_penetapan, p.tgl_buat) AS tanggal,
        CASE
            WHEN p.tgl_pengumuman_hari IS NULL AND k.kontrak_hari IS NOT NULL THEN 'kontrak'
            WHEN COALESCE(p.tgl_pengumuman_hari, p.tgl_penetapan_hari, p.tgl_buat_hari) IS NOT NULL THEN 'paket'
        END AS tanggal_dari,
        COALESCE(p.tgl_pengumuman_hari, j.pengumuman_hari) AS pengumuman_hari,
        p.tgl_pengumuman,
        CASE WHEN p.tgl_pengumuman_hari IS NULL THEN j.pengumuman_id END AS pengumuman_jadwal,
        j.pemasukan_hari,
        j.pemasukan_id,
        COALESCE(p.tgl_penetapan_hari, k.penetapan_hari, j.penetapan_hari) AS penetapan_hari,
        CASE
            WHEN p.tgl_penetapan_hari IS NOT NULL THEN 'paket'
            WHEN k.penetapan_hari IS NOT NULL THEN 'kontrak'
            WHEN j.penetapan_hari IS NOT NULL THEN 'jadwal'
        END AS penetapan_dari,
        j.penetapan_id,
        p.tgl_selesai_hari AS selesai_hari,
        d.n_pendaftar,
        d.n_penawar,
        d.n_tidak_sah,
        d.n_pemenang,
        d.n_beralasan,
        s.terendah,
        s.n_menang,
        s.n_menang_sah,
        s.n_gugur,
        s.n_sah,
        s.harga_terendah,
        s.harga_menang,
        s.harga_lawan,
        s.terendah_gugur,
        s.n_tawaran_sah,
        s.sah_terendah,
        s.sah_kedua,
        s.sah_tertinggi,
        s.rata,
        s.simpangan,
        s.simpangan_kalah,
        k.n_penyedia,
        k.n_kontrak,
        k.penyedia,
        k.nilai_awal,
        k.nilai_akhir,
        k.n_adendum,
        k.versi_dikenal,
        k.nilai_tetap,
        k.nilai_menang,
        k.asal_nilai,
        k.kontrak_hari,
        k.tgl_kontrak,
        k.akhir_hari,
        k.harga_satuan
    FROM paket AS p
    LEFT JOIN b_pendaftar AS d ON d.id_paket = p.id_paket
    LEFT JOIN b_sebaran AS s ON s.id_paket = p.id_paket
    LEFT JOIN b_jadwal AS j ON j.id_paket = p.id_paket
    LEFT JOIN b_kontrak AS k ON k.id_paket = p.id_paket
) AS t
ORDER BY t.id_paket
