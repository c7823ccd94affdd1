"""The rules on plans, agencies, suppliers and budgets, judged from the files in plain Python."""

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from tests.kota_rekaan.baca import Baris, Mentah, hari, uang, waktu
from tests.kota_rekaan.hakim_paket import Temuan, pagar

JUTA = 1_000_000


def batas_langsung(jenis: str, kapan: date) -> int:
    """The ceiling of direct procurement; Perpres 46/2025 raised that of works on 30 April 2025."""
    if "Konsultansi" in jenis:
        return 100 * JUTA
    return (400 if "Konstruksi" in jenis and kapan >= date(2025, 4, 30) else 200) * JUTA


def hakim_skpd(m: Mentah) -> Temuan:
    hasil: Temuan = defaultdict(set)
    _rencana(hasil, m)
    _nilai_langsung(hasil, m)
    _pecah(hasil, m)
    _porsi_langsung(hasil, m)
    _pangsa(hasil, m)
    _berulang(hasil, m)
    _anggaran(hasil, m)
    _serapan(hasil, m)
    _komposisi(hasil, m)
    return hasil


def _rencana(hasil: Temuan, m: Mentah) -> None:
    semua = [
        (f"tender:{k}", t["kd_rup"], waktu(t["tgl_pengumuman_tender"]), t["nama_paket"])
        for k, t in m.tender.items()
    ]
    semua += [
        (f"nontender:{k}", n["kd_rup"], waktu(n["tgl_pengumuman_nontender"]), n["nama_paket"])
        for k, n in m.nontender.items()
    ]
    semua += [
        (
            f"epurchasing:{o['kd_paket']}",
            o["kd_rup"],
            waktu(o["tgl_order"]),
            o["rup_nama_pkt"],
        )
        for o in m.pesanan
    ]
    for subjek, kode, umum, nama in semua:
        rup = [m.rup[k] for k in kode.split(";") if k in m.rup]
        if not rup:
            hasil["RUP-01"].add(subjek)
        if any(r["tgl_pengumuman_paket"] > umum for r in rup):
            hasil["RUP-02"].add(subjek)
        if len(nama.strip()) < 20:
            hasil["RUP-06"].add(subjek)
    for kd, r in m.rup.items():
        if len(r["nama_paket"].strip()) < 20 or len(r["urarian_pekerjaan"]) < 60:
            hasil["RUP-06"].add(f"rup:{kd}")


def _nilai_langsung(hasil: Temuan, m: Mentah) -> None:
    """Just under, or above, the ceiling; the same answer whether pagu or HPS is compared."""
    for kd, n in m.nontender.items():
        t = batas_langsung(n["jenis_pengadaan"], hari(n["tgl_pengumuman_nontender"]))
        if (
            any(t * Decimal("0.95") <= uang(n[k]) <= t for k in ("pagu", "hps"))
            and uang(n["hps"]) <= t
        ):
            hasil["RUP-04"].add(f"nontender:{kd}")
        if uang(n["hps"]) > t:
            assert uang(n["pagu"]) > t
            hasil["RUP-05"].add(f"nontender:{kd}")


def _pecah(hasil: Temuan, m: Mentah, jendela: int = 60) -> None:
    grup: dict[tuple[str, str, str], list[tuple[date, Decimal, int]]] = defaultdict(list)
    for n in m.nontender.values():
        if n["status_nontender"] != "Gagal/Batal":
            kapan = hari(n["tgl_pengumuman_nontender"])
            batas = batas_langsung(n["jenis_pengadaan"], kapan)
            rek = n["mak"].strip(".").split(".", 6)[6]
            if uang(n["pagu"]) <= batas:
                grup[n["kd_satker_str"], n["jenis_pengadaan"], rek].append(
                    (kapan, uang(n["pagu"]), batas)
                )
    for (skpd, jenis, rek), isi in grup.items():
        for mulai, _, batas in isi:
            dalam = [nilai for kapan, nilai, _ in isi if 0 <= (kapan - mulai).days < jendela]
            if len(dalam) >= 2 and sum(dalam) > batas:
                hasil["RUP-03"].add(f"kelompok:{skpd}:{jenis}:{rek}")


def _porsi_langsung(hasil: Temuan, m: Mentah) -> None:
    langsung: dict[str, Decimal] = defaultdict(Decimal)
    total: dict[str, Decimal] = defaultdict(Decimal)
    banyak: Counter[str] = Counter()
    for t in m.tender.values():
        if t["status_tender"] == "Selesai":
            total[t["kd_satker_str"]] += uang(t["pagu"])
            banyak[t["kd_satker_str"]] += 1
    for n in m.nontender.values():
        if n["tahun_anggaran"] == "2024" and n["status_nontender"] != "Gagal/Batal":
            for jumlah in (langsung, total):
                jumlah[n["kd_satker_str"]] += uang(n["pagu"])
            banyak[n["kd_satker_str"]] += 1
    porsi = {k: langsung[k] / total[k] for k, n in banyak.items() if n >= 10}
    assert len(porsi) >= 20, "too few agencies for a fence"
    _, atas = pagar(list(porsi.values()))
    hasil["RUP-07"] = {f"skpd:{k}" for k, p in porsi.items() if p >= atas and p >= Decimal("0.5")}


def kontrak_per_skpd(m: Mentah, *, katalog: bool) -> dict[str, list[tuple[str, Decimal]]]:
    """(supplier, value) of every contract by agency in 2024: latest version, orders if wanted."""
    terakhir: dict[str, Baris] = {}
    for r in m.pengadaan("TENDER 5.csv"):
        if int(r["versi_addendum"]) >= int(terakhir.get(r["kd_tender"], r)["versi_addendum"]):
            terakhir[r["kd_tender"]] = r
    hasil: dict[str, list[tuple[str, Decimal]]] = defaultdict(list)
    for kd, t in m.tender.items():
        if uang(t.get("nilai_kontrak")):
            nilai = uang(terakhir.get(kd, t)["nilai_kontrak"])
            hasil[t["kd_satker_str"]].append((t["npwp_16_penyedia"][:10], nilai))
    for n in m.nontender.values():
        if n["tahun_anggaran"] == "2024" and uang(n.get("nilai_kontrak")):
            hasil[n["kd_satker_str"]].append((n["npwp16_penyedia"][:10], uang(n["nilai_kontrak"])))
    if katalog:
        for o in m.pesanan:
            hasil[o["kd_satker_str"]].append((o["kd_penyedia_v6"], uang(o["total_harga"])))
    return hasil


def _pangsa(hasil: Temuan, m: Mentah) -> None:
    """Shares and HHI by agency; orders in or out must not change the answer."""
    jawaban = []
    for katalog in (True, False):
        temuan: Temuan = defaultdict(set)
        for skpd, isi in kontrak_per_skpd(m, katalog=katalog).items():
            total = sum(n for _, n in isi)
            per: dict[str, Decimal] = defaultdict(Decimal)
            for penyedia, nilai in isi:
                per[penyedia] += nilai
            if len(isi) >= 5 and total >= 1000 * JUTA:
                temuan["KON-01"] |= {
                    f"penyedia:{skpd}:{p}" for p, n in per.items() if n / total >= Decimal("0.3")
                }
            if len(isi) >= 10 and sum((n / total) ** 2 for n in per.values()) > Decimal("0.25"):
                temuan["KON-02"].add(f"skpd:{skpd}")
        jawaban.append(temuan)
    assert jawaban[0] == jawaban[1]
    hasil.update(jawaban[0])


def _berulang(hasil: Temuan, m: Mentah) -> None:
    grup: dict[tuple[str, str, str], list[tuple[Decimal, int]]] = defaultdict(list)
    for n in m.nontender.values():
        nilai = uang(n.get("nilai_kontrak"))
        batas = batas_langsung(n["jenis_pengadaan"], hari(n["tgl_pengumuman_nontender"]))
        if nilai and nilai <= batas:
            grup[n["kd_satker_str"], n["npwp16_penyedia"][:10], n["tahun_anggaran"]].append(
                (nilai, batas)
            )
    for (skpd, penyedia, _), isi in grup.items():
        if len(isi) >= 2 and sum(n for n, _ in isi) > min(b for _, b in isi):
            hasil["KON-03"].add(f"penyedia:{skpd}:{penyedia}")


def _kunci(r: dict[str, Any]) -> str:
    return ":".join((r["KODE SKPD"], r["KODE SUB KEGIATAN"], r["KODE REKENING"]))


def _anggaran(hasil: Temuan, m: Mentah) -> None:
    jumlah: dict[str, dict[str, Decimal]] = {}
    for tahapan in ("murni", "perubahan"):
        per: dict[str, Decimal] = defaultdict(Decimal)
        for r in m.rekap(tahapan):
            if r["KODE REKENING"]:
                per[_kunci(r)] += uang(r["PAGU"])
        jumlah[tahapan] = per
    for kunci, sesudah in jumlah["perubahan"].items():
        sebelum = jumlah["murni"].get(kunci, Decimal(0))
        beda = sesudah - sebelum
        if sebelum and beda / sebelum >= Decimal("0.5") and beda >= 500 * JUTA:
            hasil["ANG-05"].add(f"anggaran:{kunci}")
    kembar = Counter(
        (_kunci(r), r["NAMA PAKET/KELOMPOK"], uang(r["PAGU"]))
        for r in m.rekap("perubahan")
        if r["KODE REKENING"] and uang(r["PAGU"]) >= 10 * JUTA
    )
    hasil["ANG-07"] = {f"anggaran:{k}" for (k, _, _), n in kembar.items() if n >= 2}
    # Nobody may find a duplicate by agency, account name and amount alone, either.
    longgar = Counter(
        (r["KODE SKPD"], r["NAMA REKENING"], uang(r["PAGU"]))
        for r in m.rekap("perubahan")
        if r["KODE REKENING"] and uang(r["PAGU"]) >= 10 * JUTA
    )
    assert sum(n >= 2 for n in longgar.values()) == len(hasil["ANG-07"])
    belanja: dict[str, Decimal] = defaultdict(Decimal)
    for r in m.sp2d:
        belanja[":".join((r["Kode SKPD"], r["Kode Sub Kegiatan"], r["Kode Rekening"]))] += uang(
            r["Nilai Realisasi"]
        )
    hasil["ANG-02"] = {
        f"anggaran:{k}" for k, n in belanja.items() if n > jumlah["perubahan"][k] + 1
    }
    hasil["ANG-02"] |= {
        f"rekening:{kode}"
        for kode, _, anggaran, realisasi in m.lra
        if kode.startswith("5") and kode.count(".") == 5 and realisasi > anggaran + 1
    }


def _serapan(hasil: Temuan, m: Mentah) -> None:
    pagu: dict[str, Decimal] = defaultdict(Decimal)
    for r in m.rekap("perubahan"):
        pagu[r["KODE SKPD"]] += uang(r["PAGU"])
    bulanan: dict[str, dict[int, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for r in m.sp2d:
        bulanan[r["Kode SKPD"]][r["bulan"]] += uang(r["Nilai Realisasi"])
    for skpd, per in bulanan.items():
        total = sum(per.values())
        if pagu[skpd] >= 100 * JUTA and not Decimal("0.85") <= total / pagu[skpd] <= Decimal(
            "1.15"
        ):
            hasil["ANG-01"].add(f"skpd:{skpd}")
        rata = (total - per[12]) / 11
        if (
            len(per) >= 10
            and total >= 1000 * JUTA
            and (per[12] >= 3 * rata or per[12] * 4 >= total)
        ):
            hasil["ANG-03"].add(f"skpd:{skpd}")


def _komposisi(hasil: Temuan, m: Mentah) -> None:
    """PEFA PI-2 over programmes: original budget, scaled to what was spent, against spending."""
    murni: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    pakai: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for r in m.rekap("murni"):
        murni[r["KODE SKPD"]][r["KODE PROGRAM"]] += uang(r["PAGU"])
    for r in m.sp2d:
        pakai[r["Kode SKPD"]][r["Kode Program"]] += uang(r["Nilai Realisasi"])
    for skpd, per in pakai.items():
        skala = sum(per.values()) / sum(murni[skpd].values())
        program = per.keys() | murni[skpd].keys()
        beda = sum(abs(per[p] - murni[skpd][p] * skala) for p in program)
        if beda / sum(per.values()) >= Decimal("0.15"):
            hasil["ANG-04"].add(f"skpd:{skpd}")
