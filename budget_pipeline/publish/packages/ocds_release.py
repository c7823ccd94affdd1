"""Map one procurement process to one OCDS 1.1 release. A field that is not known is not there."""

import re
from collections.abc import Iterable
from typing import Any

from budget_pipeline.publish.packages.process import Process, Row
from budget_pipeline.publish.packages.versions import contract_versions

Json = dict[str, Any]
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"{}|^`\\]+")


class Codes:
    """The declared mappings (ocds.yml)."""

    def __init__(self, declared: Json) -> None:
        self.method: dict[str, str] = declared["procurementMethod"]
        self.category: dict[str, str] = declared["mainProcurementCategory"]
        self.tender_status: dict[str, str] = declared["tenderStatus"]
        self.award_status: dict[str, str] = declared["awardStatus"]
        self.bid_stage: set[str] = set(declared["bidStage"])
        self.package: Json = declared["package"]
        self._zones: dict[str, str] = {
            p: zone for zone, codes in declared["timeZones"].items() for p in codes
        }
        self._default: str = declared["defaultTimeZone"]

    def zone(self, region: str | None) -> str:
        """Return the UTC offset of a region code."""
        return self._zones.get((region or "")[:2], self._default)


def build_release(process: Process, prefix: str, codes: Codes) -> Json | None:
    """Return the release of one process (without `id`), or None where it has no date at all."""
    return _Builder(process, codes).release(prefix)


class _Builder:
    """One release in the making: collects the parties that its sections mention."""

    def __init__(self, process: Process, codes: Codes) -> None:
        self.process, self.codes = process, codes
        self.paket = process.paket
        self.zone = codes.zone(self.paket["kode_wilayah"])
        self.parties: dict[str, Json] = {}
        self.buyer = self._agency()
        self.signed = contract_versions(process.contracts)
        self.dates: list[str] = []

    def release(self, prefix: str) -> Json | None:
        self._dated(self.paket["tgl_selesai"])
        planning, tender = self._planning(), self._tender()
        bids, awards, contracts = self._bids(), self._awards(), self._contracts()
        paid = any("implementation" in contract for contract in contracts)
        sections = (planning, tender, awards, contracts, paid)
        names = ("planning", "tender", "award", "contract", "implementation")
        fallback = self.process.received or (
            f"{self.paket['tahun']}-01-01" if self.paket["tahun"] else None
        )
        date = max(self.dates, default=self._time(fallback))
        if date is None:
            return None
        return _known(
            ocid=f"{prefix}-{self.paket['id_paket']}",
            date=date,
            language="id",
            tag=[name for name, there in zip(names, sections, strict=True) if there],
            initiationType="tender",
            parties=[{**p, "roles": sorted(p["roles"])} for p in self.parties.values()],
            buyer=self.buyer,
            planning=planning,
            tender=tender,
            bids={"details": bids} if bids else None,
            awards=awards,
            contracts=contracts,
        )

    def _planning(self) -> Json:
        plans = self.process.plans
        amount = self.paket["pagu"]
        if amount is None and len(plans) == 1:
            amount = plans[0]["pagu"]
        budget = _known(
            id=";".join(plan["kd_rup"] for plan in plans) or self.paket["kd_rup"],
            description="; ".join(_texts(plan["nama_paket"] for plan in plans)),
            amount=_money(amount),
        )
        return _known(rationale="; ".join(_texts(plan["uraian"] for plan in plans)), budget=budget)

    def _tender(self) -> Json:
        paket = self.paket
        tenderers = [self._party(row, "tenderer") for row in self._bidding()]
        return _known(
            id=paket["kode"],
            title=paket["nama_paket"],
            status=self.codes.tender_status.get(paket["status"]),
            procuringEntity=self._mention(self.buyer, "procuringEntity"),
            value=_money(paket["hps"]),
            procurementMethod=self.codes.method.get(paket["metode"]),
            procurementMethodDetails=paket["metode_asli"] or paket["metode"],
            mainProcurementCategory=self.codes.category.get(paket["jenis_pengadaan"]),
            awardCriteriaDetails=paket["metode_evaluasi"],
            datePublished=self._dated(paket["tgl_pengumuman"] or paket["tgl_buat"]),
            tenderPeriod=self._bid_period(),
            numberOfTenderers=paket["jumlah_penawar"],
            tenderers=_unique(tenderers),
            documents=self._notice(),
        )

    def _bids(self) -> list[Json]:
        return [
            _known(
                id=f"{self.paket['id_paket']}/{row['kd_peserta'] or row['id']}",
                status=_bid_status(row),
                tenderers=[self._party(row, "tenderer")],
                value=_money(row["nilai_penawaran"]),
            )
            for row in self._bidding()
        ]

    def _awards(self) -> list[Json]:
        awards = {}
        for row in (*self.process.contracts, *self._winners()):
            supplier = self._party(row, "supplier")
            if supplier["id"] in awards:
                continue
            awards[supplier["id"]] = _known(
                id=self._award_id(supplier),
                status=self.codes.award_status.get(self.paket["status"]),
                date=self._dated(row.get("tgl_penetapan") or self.paket["tgl_penetapan"]),
                value=_money(_award_value(row)),
                suppliers=[supplier],
            )
        return list(awards.values())

    def _contracts(self) -> list[Json]:
        return [self._contract(versions) for versions in self.signed]

    def _contract(self, versions: list[Row]) -> Json:
        first, last = versions[0], versions[-1]
        supplier = self._party(first, "supplier")
        return _known(
            id=first["id_kontrak"],
            awardID=self._award_id(supplier),
            title=first["nomor_kontrak"],
            value=_money(last["nilai_kontrak"]),
            dateSigned=self._dated(first["tgl_kontrak"]),
            period=self._period(last["tgl_awal"], last["tgl_akhir"]),
            statusDetails=last["status"],
            amendments=[self._amendment(row) for row in versions[1:]],
            implementation=self._implementation(versions, supplier),
        )

    def _amendment(self, row: Row) -> Json:
        value = row["nilai_kontrak"]
        return _known(
            id=str(row["versi_addendum"] or row["id_kontrak"]),
            date=self._dated(row["tgl_kontrak"]),
            rationale=row["alasan_addendum"],
            description=f"Nilai kontrak Rp{value}" if value is not None else None,
        )

    def _implementation(self, versions: list[Row], supplier: Json) -> Json:
        only, numbers = len(self.signed) == 1, {row["nomor_kontrak"] for row in versions}
        rows = [r for r in self.process.handovers if only or r["nomor_kontrak"] in numbers]
        return _known(
            transactions=[
                _known(
                    id=row["nomor_bap"] or str(row["id"]),
                    date=self._dated(row["tgl_bap"]),
                    value=_money(row["besar_pembayaran"]),
                    payer=self._mention(self.buyer, "payer"),
                    payee=self._mention(supplier, "payee"),
                )
                for row in rows
                if row["besar_pembayaran"] is not None
            ],
            milestones=[
                _known(
                    id=row["nomor_bast"] or str(row["id"]),
                    title="Serah terima",
                    type="delivery",
                    dateMet=self._dated(row["tgl_bast"]),
                    status="met",
                )
                for row in rows
                if row["nomor_bast"] or row["tgl_bast"]
            ],
        )

    def _bidding(self) -> list[Row]:
        """Return those who made an offer: registrants without one are not tenderers."""
        return [row for row in self.process.bidders if row["nilai_penawaran"] is not None]

    def _winners(self) -> list[Row]:
        marks = ("pemenang", "pemenang_terverifikasi")
        return [r for r in self.process.bidders if any(r[mark] == "true" for mark in marks)]

    def _agency(self) -> Json | None:
        paket = self.paket
        if paket["kode_skpd"]:
            key = f"skpd-{paket['kode_wilayah'] or ''}-{paket['kode_skpd']}"
        elif paket["kd_satker"]:
            key = f"satker-{paket['kd_satker']}"
        elif paket["nama_skpd"]:
            key = f"skpd-{paket['nama_skpd']}"
        elif paket["kd_klpd"]:
            key = f"klpd-{paket['kd_klpd']}"
        else:
            return None
        name = paket["nama_skpd"] or paket["nama_klpd"]
        return self._mention(_known(id=key, name=name), "buyer")

    def _party(self, row: Row, role: str) -> Json:
        name = row["nama_penyedia"]
        if row["id_penyedia"]:
            key = f"penyedia-{row['id_penyedia']}"
        else:
            key = f"penyedia-{name or row.get('kd_peserta') or row['id_paket']}"
        known = self.parties.get(key)
        organisation = _known(id=key, name=known.get("name") if known else name)
        self._mention(organisation, role)
        return organisation

    def _mention(self, organisation: Json | None, role: str) -> Json | None:
        if organisation is not None:
            party = self.parties.setdefault(organisation["id"], {**organisation, "roles": set()})
            party["roles"].add(role)
        return organisation

    def _award_id(self, supplier: Json) -> str:
        return f"{self.paket['id_paket']}/{supplier['id']}"

    def _bid_period(self) -> Json:
        for row in self.process.stages:
            names = {str(row[key] or "").lower() for key in ("kd_akt", "nama_tahapan")}
            if names & self.codes.bid_stage:
                return self._period(row["tgl_awal"], row["tgl_akhir"])
        return {}

    def _period(self, start: str | None, end: str | None) -> Json:
        return _known(startDate=self._time(start), endDate=self._time(end, "23:59:59"))

    def _notice(self) -> list[Json]:
        url = self.paket["url"] or ""
        if not WEB_ADDRESS.fullmatch(url):
            return []
        return [{"id": "pengumuman", "documentType": "tenderNotice", "url": url}]

    def _dated(self, value: str | None) -> str | None:
        """Return a moment that happened, and remember it for the release's own date."""
        moment = self._time(value)
        if moment is not None:
            self.dates.append(moment)
        return moment

    def _time(self, value: str | None, time_of_day: str = "00:00:00") -> str | None:
        if value is None:
            return None
        return f"{value[:10]}T{value[11:19] or time_of_day}{self.zone}"


def _known(**members: Any) -> Json:
    """Return the members that say something, in order."""
    return {key: value for key, value in members.items() if value not in (None, "", [], {})}


def _money(text: str | None) -> Json | None:
    """Return an OCDS value; the amount is marked so that it is written with its exact digits."""
    return None if text is None else {"amount": f"\0{text}", "currency": "IDR"}


def _award_value(row: Row) -> str | None:
    names = ("nilai_penetapan", "nilai_negosiasi", "nilai_terkoreksi", "nilai_penawaran")
    return next((row[name] for name in names if row.get(name) is not None), None)


def _bid_status(row: Row) -> str | None:
    """Return valid for the winner, disqualified where a reason is given, else nothing."""
    if row["pemenang"] == "true" or row["pemenang_terverifikasi"] == "true":
        return "valid"
    return "disqualified" if row["alasan"] else None


def _texts(values: Iterable[str | None]) -> list[str]:
    return [value for value in values if value]


def _unique(organisations: list[Json]) -> list[Json]:
    return list({item["id"]: item for item in organisations}.values())
