"""The rules on packages, judged from the files in plain Python: a second opinion on the plan.

Bids, prices, timing, contracts; each function returns the subjects it would flag.
"""

from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from statistics import mean, median, stdev

from tests.kota_rekaan.baca import Baris, Mentah, hari, uang, waktu

Temuan = dict[str, set[str]]
KOMPETITIF = ("Tender", "Seleksi", "Tender Cepat")


def kuartil(nilai: list[Decimal], p: Decimal) -> Decimal:
    """Hyndman-Fan type 8: position (n + 1/3) p + 1/3."""
    urut, n = sorted(nilai), len(nilai)
    h = (n + Decimal(1) / 3) * p + Decimal(1) / 3
    k = min(max(int(h), 1), n - 1)
    return urut[k - 1] + (h - k) * (urut[k] - urut[k - 1])


def pagar(nilai: list[Decimal]) -> tuple[Decimal, Decimal]:
    satu, tiga = kuartil(nilai, Decimal("0.25")), kuartil(nilai, Decimal("0.75"))
    jarak = Decimal("1.5") * (tiga - satu)
    return satu - jarak, tiga + jarak


def tawaran(peserta: list[Baris], *, sah: bool) -> list[Decimal]:
    """Bids above zero in ascending order; `sah` leaves out those with a reason beside them."""
    return sorted(
        uang(p["nilai_penawaran"])
        for p in peserta
        if uang(p["nilai_penawaran"]) > 0 and not (sah and p["alasan"])
    )


def hakim_paket(m: Mentah, *, sah: bool = True) -> Temuan:
    hasil: Temuan = defaultdict(set)
    selesai = {k: t for k, t in m.tender.items() if t["status_tender"] == "Selesai"}
    _persaingan(hasil, m, selesai)
    _harga(hasil, m, selesai, sah)
    _sebaran(hasil, m, selesai, sah)
    _waktu(hasil, m, selesai)
    _kontrak(hasil, m, selesai)
    _pasangan(hasil, m, selesai)
    _daftar_hitam(hasil, m, selesai)
    _gugur_skpd(hasil, m, selesai)
    _dibawah_pasar(hasil, m, selesai)
    return hasil


def _persaingan(hasil: Temuan, m: Mentah, selesai: dict[str, Baris]) -> None:
    hasil["KOM-08"] = {
        f"tender:{k}"
        for k, t in m.tender.items()
        if t["status_tender"] == "Gagal/Batal" or int(t["versi_tender"]) > 1
    }
    for kd, t in selesai.items():
        if t["mtd_pemilihan"] not in KOMPETITIF:
            continue
        peserta = m.peserta[kd]
        penawar = [p for p in peserta if uang(p["nilai_penawaran"]) > 0]
        if not penawar:
            continue
        subjek, gugur = f"tender:{kd}", [p for p in penawar if p["alasan"]]
        if len(penawar) == 1:
            hasil["KOM-01"].add(subjek)
        if len(peserta) >= 10 and len(penawar) * 10 <= len(peserta):
            hasil["KOM-06"].add(subjek)
        if gugur and len(penawar) - len(gugur) == 1:
            hasil["KOM-03"].add(subjek)
        terendah = min(penawar, key=lambda p: uang(p["nilai_penawaran"]))
        if terendah["alasan"]:
            hasil["KOM-04"].add(subjek)
        if terendah["pemenang"] != "1" and any(p["pemenang"] == "1" for p in penawar):
            hasil["KOM-07"].add(subjek)
        npwp = [p["npwp_penyedia_16"] for p in peserta if p["npwp_penyedia_16"].strip("0")]
        if len(set(npwp)) < len(npwp):
            hasil["KOL-07"].add(subjek)


def _harga(hasil: Temuan, m: Mentah, selesai: dict[str, Baris], sah: bool) -> None:
    selisih = {}
    for kd, t in selesai.items():
        subjek, hps, nilai = f"tender:{kd}", uang(t["hps"]), uang(t["nilai_kontrak"])
        if nilai and (hps - nilai) / hps * 100 < 1:
            hasil["HRG-01"].add(subjek)
        if nilai > hps:
            hasil["HRG-02"].add(subjek)
        b = tawaran(m.peserta[kd], sah=sah)
        if len(set(b)) < len(b):
            hasil["HRG-05"].add(subjek)
        if t["mtd_evaluasi"].startswith("Harga Terendah"):
            if nilai and uang(t["nilai_negosiasi"]) / hps < Decimal("0.8"):
                hasil["HRG-03"].add(subjek)
            if len(b) >= 2:
                selisih[subjek] = (b[1] - b[0]) / b[0]
    bawah, atas = pagar(list(selisih.values()))
    assert bawah > 0, "the lower fence says nothing"
    hasil["HRG-04"] = {s for s, r in selisih.items() if r <= bawah}
    assert hasil["HRG-04"] == {s for s, r in selisih.items() if r <= Decimal("0.01")}
    hasil["HRG-03"] |= {s for s, r in selisih.items() if r >= atas}
    for kd, n in m.nontender.items():
        if "nilai_kontrak" in n and uang(n["nilai_kontrak"]) > uang(n["hps"]):
            hasil["HRG-02"].add(f"nontender:{kd}")
    for jenis, semua in (("tender", m.tender), ("nontender", m.nontender)):
        for kd, p in semua.items():
            if uang(p["hps"]) / uang(p["pagu"]) >= Decimal("0.995"):
                hasil["HRG-06"].add(f"{jenis}:{kd}")


def _sebaran(hasil: Temuan, m: Mentah, selesai: dict[str, Baris], sah: bool) -> None:
    """CV and RD; a category whose usual CV is low would need another rule, so none may be."""
    per_jenis = defaultdict(list)
    for kd, t in selesai.items():
        b = [float(x) for x in tawaran(m.peserta[kd], sah=sah)]
        if len(b) < 4:
            continue
        cv = stdev(b) / mean(b)
        rd = (b[1] - b[0]) / stdev(b[1:])
        per_jenis[t["jenis_pengadaan"]].append(cv)
        if cv <= 0.06:
            hasil["KOL-01"].add(f"tender:{kd}")
        if rd > 1:
            hasil["KOL-02"].add(f"tender:{kd}")
        if cv <= 0.06 and rd > 1:
            hasil["KOL-03"].add(f"tender:{kd}")
    assert all(median(cv) > 0.06 for cv in per_jenis.values())


def _waktu(hasil: Temuan, m: Mentah, selesai: dict[str, Baris]) -> None:
    kontrak = {
        r["kd_tender"]: hari(r["tgl_kontrak"])
        for r in m.pengadaan("TENDER 5.csv")
        if r["versi_addendum"] == "0"
    }
    for kd, t in selesai.items():
        subjek, batas = f"tender:{kd}", m.batas[kd]
        umum, tetap = waktu(t["tgl_pengumuman_tender"]), waktu(t["tgl_penetapan_pemenang"])
        cepat = t["mtd_pemilihan"] == "Tender Cepat"
        if 1 <= (batas - umum).days <= 6 and not cepat:
            hasil["WKT-01"].add(subjek)
        if 1 <= (tetap - batas).days <= 4 and tetap > batas and not cepat:
            hasil["WKT-02"].add(subjek)
        if (tetap - umum).days > 70:
            hasil["WKT-03"].add(subjek)
        if tetap < batas or (kd in kontrak and kontrak[kd] < tetap.date()):
            hasil["WKT-04"].add(subjek)


def _kontrak(hasil: Temuan, m: Mentah, selesai: dict[str, Baris]) -> None:
    versi: dict[str, list[Baris]] = defaultdict(list)
    for r in m.pengadaan("TENDER 5.csv"):
        versi[r["kd_tender"]].append(r)
    bayar: dict[str, list[Baris]] = defaultdict(list)
    for r in m.pengadaan("TENDER 6.csv"):
        bayar[r["kd_tender"]].append(r)
    for kd, daftar in versi.items():
        daftar.sort(key=lambda r: int(r["versi_addendum"]))
        subjek, awal, akhir = (
            f"tender:{kd}",
            uang(daftar[0]["nilai_kontrak"]),
            uang(daftar[-1]["nilai_kontrak"]),
        )
        if (akhir - awal) / awal > Decimal("0.10") or len(daftar) > 3:
            hasil["KON-06"].add(subjek)
        if sum(uang(b["besar_pembayaran"]) for b in bayar[kd]) > akhir + 1:
            hasil["KON-07"].add(subjek)
        habis = hari(daftar[-1]["tgl_kontrak_akhir"])
        serah = [hari(b["tgl_bast"]) for b in bayar[kd] if b["tgl_bast"]]
        if (max(serah) if serah else date(2025, 1, 15) - timedelta(days=30)) > habis:
            hasil["KON-08"].add(subjek)
    for kd, t in selesai.items():
        nilai, tetap = uang(t["nilai_kontrak"]), uang(t["nilai_negosiasi"])
        if nilai and abs(nilai - tetap) / tetap > Decimal("0.02"):
            hasil["KON-07"].add(f"tender:{kd}")


def _daftar_hitam(hasil: Temuan, m: Mentah, selesai: dict[str, Baris]) -> None:
    """An award inside a sanction of the same full tax number; a masked number proves nothing."""
    menang = [
        (f"tender:{k}", t["npwp_16_penyedia"], hari(t["tgl_penetapan_pemenang"]))
        for k, t in selesai.items()
    ]
    menang += [
        (f"nontender:{k}", n["npwp16_penyedia"], hari(n["tgl_selesai_nontender"]))
        for k, n in m.nontender.items()
        if n.get("npwp16_penyedia")
    ]
    for s in m.daftar_hitam:
        if s["status"].startswith("CANCELED") or s["tanggal_selesai"] == "N/A":
            continue
        npwp = "0" + "".join(filter(str.isdigit, s["npwp_penyedia"]))
        mulai, sampai = hari(s["tanggal_berlaku"]), hari(s["tanggal_selesai"])
        hasil["KON-05"] |= {x for x, siapa, k in menang if siapa == npwp and mulai <= k <= sampai}


def _gugur_skpd(hasil: Temuan, m: Mentah, selesai: dict[str, Baris]) -> None:
    """Disqualified over submitted bids, by agency with ten bids or more, against their fence."""
    ajukan: Counter[str] = Counter()
    gugur: Counter[str] = Counter()
    for kd, t in selesai.items():
        for p in m.peserta[kd]:
            if uang(p["nilai_penawaran"]) > 0:
                ajukan[t["kd_satker_str"]] += 1
                gugur[t["kd_satker_str"]] += bool(p["alasan"])
    bagian = {k: Decimal(gugur[k]) / n for k, n in ajukan.items() if n >= 10}
    _, atas = pagar(list(bagian.values()))
    hasil["KOM-05"] = {f"skpd:{k}" for k, b in bagian.items() if b >= atas > 0}


def _dibawah_pasar(hasil: Temuan, m: Mentah, selesai: dict[str, Baris]) -> None:
    """Fewer bids than half the median of their category."""
    banyak = {k: len(tawaran(m.peserta[k], sah=False)) for k in selesai}
    for jenis in {t["jenis_pengadaan"] for t in selesai.values()}:
        pasar = {k: n for k, n in banyak.items() if n and selesai[k]["jenis_pengadaan"] == jenis}
        tengah = median(pasar.values())
        if len(pasar) >= 20 and tengah >= 3:
            hasil["KOM-02"] |= {f"tender:{k}" for k, n in pasar.items() if 1 < n < tengah / 2}


def _pasangan(hasil: Temuan, m: Mentah, selesai: dict[str, Baris]) -> None:
    """Pairs with five joint tenders or more, one winning 90 % of them and the other none."""
    bersama: dict[tuple[str, str], list[str]] = defaultdict(list)
    for kd in selesai:
        juara = {p["npwp_penyedia_16"] for p in m.peserta[kd] if p["pemenang"] == "1"}
        penawar = sorted(
            {p["npwp_penyedia_16"] for p in m.peserta[kd] if uang(p["nilai_penawaran"]) > 0}
        )
        for pasangan in combinations(penawar, 2):
            bersama[pasangan].append(next(iter(juara), ""))
    for (satu, dua), juara in bersama.items():
        for a, b in ((satu, dua), (dua, satu)):
            if len(juara) >= 5 and juara.count(a) * 10 >= len(juara) * 9 and juara.count(b) == 0:
                hasil["KOL-05"].add(f"pasangan:{a}:{b}")
