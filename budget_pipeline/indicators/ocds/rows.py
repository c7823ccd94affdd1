"""Map one compiled OCDS release to rows of paket, peserta, kontrak, jadwal and penyedia.

A field that the release does not give stays unknown; it is never zero. Amounts in another than the
main currency, dates and amounts that are none, are reported and stay unknown. Consortia are one
bidder whose id joins those of its members.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from budget_pipeline.clean.codelists import codelist, loose, spellings
from budget_pipeline.indicators.ocds.reading import Found, Json
from budget_pipeline.indicators.remarks import Remarks, remark

# Whole rupiah are stored in 64 bits; no budget on earth comes near.
LARGEST = Decimal(10) ** 17
# No tender on earth has more bidders; a larger number is no count of them.
MOST_BIDDERS = 1_000_000
TIME = re.compile(r"[Tt ](\d\d:\d\d:\d\d)")
Row = dict[str, Any]


@cache
def mapping() -> Json:
    """Return the declared mappings of mapping.yml."""
    text = Path(__file__).with_name("mapping.yml").read_text(encoding="utf-8")
    declared: Json = yaml.safe_load(text)
    return declared


@dataclass
class Mapper:
    """Turns processes into rows; remembers suppliers, the main currency, and the last date seen."""

    remarks: Remarks
    currency: str | None = None
    processes: int = 0
    last_date: str | None = None
    suppliers: dict[str, Row] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)
    _found: Found | None = None
    _source: Row = field(default_factory=dict)

    def rows(self, found: Found) -> Iterator[tuple[str, Row]]:
        """Yield (table, row) for one process."""
        release = found.release
        self._found, self.processes = found, self.processes + 1
        self._source = {
            "id_berkas": _file_id(found.path),
            "lembar": found.path.name,
            "baris": found.number,
        }
        ocid = _text(release, "ocid") or ""
        awards = [award for award in _objects(release, "awards") if _binding(award)]
        package = self._package(ocid, release, awards)
        self._source["tahun"] = package["tahun"]
        yield "paket", {**package, **self._source}
        for table, row in (
            *self._bidders(ocid, release, awards),
            *self._contracts(ocid, release, awards, package),
            *self._schedule(ocid, release),
        ):
            yield table, {**row, **self._source}

    def _package(self, ocid: str, release: Json, awards: list[Json]) -> Row:
        tender, buyer = _object(release, "tender"), _buyer(release)
        awarded = [self._moment(award, "awards/date", "date") for award in awards]
        announced = self._moment(tender, "tender/datePublished", "datePublished") or self._moment(
            _object(tender, "tenderPeriod"), "tender/tenderPeriod/startDate", "startDate"
        )
        decided = min((moment for moment in awarded if moment), default=None)
        published = self._moment(release, "date", "date")
        self.last_date = max(
            filter(None, [self.last_date, published and published[:10]]), default=None
        )
        method = _text(tender, "procurementMethod")
        details = _text(tender, "procurementMethodDetails")
        year = announced or decided or published
        return {
            "id_paket": ocid,
            "kode": _text(tender, "id") or ocid,
            "nama_paket": _text(tender, "title") or _text(tender, "description"),
            "kode_skpd": _text(buyer, "id"),
            "nama_skpd": _text(buyer, "name"),
            "pagu": self._money(_object(_object(release, "planning"), "budget"), "amount"),
            "hps": self._money(tender, "value"),
            **_method(method, details),
            "metode_asli": details or method,
            "metode_evaluasi": _evaluation(tender),
            "jenis_pengadaan": _category(tender),
            "status": mapping()["status"].get(_text(tender, "status")),
            "status_asli": _text(tender, "status"),
            "tgl_pengumuman": announced,
            "tgl_penetapan": decided,
            "jumlah_penawar": _bid_count(release),
            "tahun": int(year[:4]) if year else None,
        }

    def _bidders(self, ocid: str, release: Json, awards: list[Json]) -> Iterator[tuple[str, Row]]:
        winners = {name for award in awards for name in _names(award, "suppliers")}
        absent = mapping()["tanpa_penawaran"]
        for number, bid in enumerate(_objects(_object(release, "bids"), "details"), start=1):
            status = _text(bid, "status")
            members = _names(bid, "tenderers")
            supplier, name = self._supplier(bid, "tenderers")
            won = bool(winners & members) and status not in ("disqualified", *absent)
            yield (
                "peserta",
                {
                    "id": self._next("peserta"),
                    "id_paket": ocid,
                    # A bid's own id may be missing or used twice; its place is neither.
                    "kd_peserta": f"{number}-{_text(bid, 'id') or supplier or ''}",
                    "id_penyedia": supplier,
                    "nama_penyedia": name,
                    "nilai_penawaran": None if status in absent else self._money(bid, "value"),
                    "pemenang": won if awards else None,
                    "alasan": mapping()["alasan"].get(status),
                },
            )

    def _contracts(
        self, ocid: str, release: Json, awards: list[Json], package: Row
    ) -> Iterator[tuple[str, Row]]:
        contracts = [c for c in _objects(release, "contracts") if c.get("status") != "cancelled"]
        for award in awards:
            mine = [contract for contract in contracts if _belongs(contract, award, awards)]
            for contract in mine or [{}]:
                supplier, name = self._supplier(award, "suppliers")
                period = _object(contract, "period")
                yield (
                    "kontrak",
                    {
                        "id_kontrak": f"{ocid}#{self._next('kontrak')}",
                        "id_paket": ocid,
                        "id_penyedia": supplier,
                        "nama_penyedia": name,
                        "kode_skpd": package["kode_skpd"],
                        "nama_skpd": package["nama_skpd"],
                        "nomor_kontrak": _text(contract, "id"),
                        "nilai_penetapan": self._money(award, "value"),
                        "nilai_kontrak": self._money(contract, "value"),
                        "tgl_penetapan": self._moment(award, "awards/date", "date"),
                        "tgl_kontrak": self._day(contract, "contracts/dateSigned", "dateSigned"),
                        "tgl_awal": self._day(period, "contracts/period/startDate", "startDate"),
                        "tgl_akhir": self._day(period, "contracts/period/endDate", "endDate"),
                        "status": _text(contract, "status"),
                        # The value is the one after the amendments; what it was before is unknown.
                        "versi_addendum": len(_objects(contract, "amendments")) or None,
                    },
                )

    def _schedule(self, ocid: str, release: Json) -> Iterator[tuple[str, Row]]:
        period = _object(_object(release, "tender"), "tenderPeriod")
        start = self._moment(period, "tender/tenderPeriod/startDate", "startDate")
        end = self._moment(period, "tender/tenderPeriod/endDate", "endDate")
        names = mapping()["tahapan"]
        stages = [(names["pengumuman"], start, start), (names["pemasukan"], start, end)]
        for name, first, last in stages:
            if first or last:
                yield (
                    "jadwal",
                    {
                        "id": self._next("jadwal"),
                        "id_paket": ocid,
                        "nama_tahapan": name,
                        "tgl_awal": first,
                        "tgl_akhir": last,
                    },
                )

    def _supplier(self, parent: Json, key: str) -> tuple[str | None, str | None]:
        """Return id and name of who bids or is awarded, and remember them as one supplier."""
        parties = sorted(
            (_text(party, "id") or _text(party, "name") or "", _text(party, "name") or "")
            for party in _objects(parent, key)
        )
        identity = " + ".join(dict.fromkeys(ident for ident, _ in parties if ident))
        name = " + ".join(dict.fromkeys(name for _, name in parties if name))
        if not identity:
            return None, name or None
        self.suppliers.setdefault(
            identity,
            {
                "id_penyedia": identity,
                "nama": name or None,
                "nama_inti": name.upper() or None,
                "aturan": "kode_sistem",
                "jumlah_nama": 1,
            },
        )
        return identity, name or None

    def _money(self, parent: Json, key: str) -> Decimal | None:
        """Return the amount of a value in the main currency; None, with a remark, for any other."""
        value = _object(parent, key)
        amount, currency = value.get("amount"), _text(value, "currency")
        if amount is None:
            return None
        known = isinstance(amount, int | Decimal) and not isinstance(amount, bool)
        if not known or abs(amount) > LARGEST:
            self._report("ocds_nilai_rusak", bidang=key, ditemukan=str(amount)[:40])
            return None
        if currency and self.currency is None:
            self.currency = currency
        if currency and currency != self.currency:
            self._report("ocds_mata_uang", ditemukan=currency, utama=self.currency)
            return None
        return Decimal(amount)

    def _moment(self, parent: Json, place: str, key: str) -> str | None:
        """Return a date and time as the publisher's clock showed it, `YYYY-MM-DD HH:MM:SS`."""
        text = _text(parent, key)
        if not text:
            return None
        try:
            day = date.fromisoformat(text[:10]).isoformat()
        except ValueError:
            self._report("ocds_tanggal_rusak", bidang=place, ditemukan=text[:40])
            return None
        time = TIME.match(text[10:])
        return f"{day} {time[1]}" if time else day

    def _day(self, parent: Json, place: str, key: str) -> str | None:
        moment = self._moment(parent, place, key)
        return moment and moment[:10]

    def _report(self, code: str, **params: Any) -> None:
        """Remark once per process what is taken as unknown."""
        place = self._found
        if place is not None:
            said = remark(place.path.name, code, row=place.number, **params)
            if said not in self.remarks[-5:]:
                self.remarks.append(said)

    def _next(self, table: str) -> int:
        self._numbers[table] = self._numbers.get(table, 0) + 1
        return self._numbers[table]


def _method(method: str | None, details: str | None) -> Row:
    """Return metode and jenis_paket: by the method's own name, else by the OCDS code."""
    named = _spellings().get(loose(details)) if details else None
    if named:
        return {"metode": named, "jenis_paket": mapping()["jenis_paket"][named]}
    by_code: Row | None = mapping()["metode"].get(method)
    return by_code or {"metode": None, "jenis_paket": mapping()["jenis_paket_tanpa_metode"]}


@cache
def _spellings() -> dict[str, str]:
    return spellings(codelist("metode_pengadaan"))


def _category(tender: Json) -> str | None:
    main = _text(tender, "mainProcurementCategory")
    more = tender.get("additionalProcurementCategories")
    if main == "services" and isinstance(more, list) and "consultingServices" in more:
        main = "consultingServices"
    found: str | None = mapping()["jenis_pengadaan"].get(main)
    return found


def _evaluation(tender: Json) -> str | None:
    if _text(tender, "awardCriteria") in ("priceOnly", "lowestCost"):
        return "Harga Terendah"
    return _text(tender, "awardCriteriaDetails") or _text(tender, "awardCriteria")


def _bid_count(release: Json) -> int | None:
    """Return the published number of tenderers, else those listed, else those who bid; or None."""
    tender = _object(release, "tender")
    stated = tender.get("numberOfTenderers")
    if isinstance(stated, int) and not isinstance(stated, bool) and 0 <= stated <= MOST_BIDDERS:
        return stated
    listed = _names(tender, "tenderers")
    if listed:
        return len(listed)
    absent = mapping()["tanpa_penawaran"]
    bids = [
        bid
        for bid in _objects(_object(release, "bids"), "details")
        if _text(bid, "status") not in absent
    ]
    return len({frozenset(_names(bid, "tenderers")) or id(bid) for bid in bids}) or None


def _binding(award: Json) -> bool:
    return _text(award, "status") not in mapping()["penetapan_gugur"]


def _belongs(contract: Json, award: Json, awards: list[Json]) -> bool:
    """Tell whether a contract is of an award; without an award id, only if there is one award."""
    named = _text(contract, "awardID")
    return len(awards) == 1 if named is None else named == _text(award, "id")


def _buyer(release: Json) -> Json:
    return _object(release, "buyer") or _object(_object(release, "tender"), "procuringEntity")


def _names(parent: Json, key: str) -> set[str]:
    names = (_text(party, "id") or _text(party, "name") for party in _objects(parent, key))
    return {name for name in names if name}


def _object(parent: Json, key: str) -> Json:
    value = parent.get(key)
    return value if isinstance(value, dict) else {}


def _objects(parent: Json, key: str) -> list[Json]:
    value = parent.get(key)
    return (
        [member for member in value if isinstance(member, dict)] if isinstance(value, list) else []
    )


def _text(parent: Json, key: str) -> str | None:
    """Return a text, or a whole number that some publishers use as an id."""
    value = parent.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() or None if isinstance(value, str) else None


@cache
def _file_id(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()[:12]
