"""The filter of the procurement explorer: read from the address, turned into SQL of known pieces and bound values."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from budget_pipeline.site.links import natural
from budget_pipeline.site.sql import text

if TYPE_CHECKING:
    from budget_pipeline.site.page import Page

# The breakpoints of the value filter, in rupiah: limits of the procurement rules and round figures between them.
# For values cut at them sums are ready (ringkas_saringan).
BREAKPOINTS = (
    0,
    10_000_000,
    50_000_000,
    100_000_000,
    200_000_000,
    400_000_000,
    1_000_000_000,
    2_500_000_000,
    5_000_000_000,
    10_000_000_000,
    50_000_000_000,
    100_000_000_000,
)
CONDITIONS = {
    "tahun": "tahun = :tahun",
    "opd": "kode_skpd = :opd",
    "metode": "metode = :metode",
    "jenis": "jenis_pengadaan = :jenis",
    "rekening": "kode_rekening = :rekening",
}
INDEXES = {
    "rekening": "ringkas_paket_rekening",
    "opd": "ringkas_paket_skpd",
    "metode": "ringkas_paket_metode",
    "jenis": "ringkas_paket_jenis",
    "tahun": "ringkas_paket_nilai",
    "": "ringkas_paket_semua",
}
Statement = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Filters:
    """What the reader asked for; empty means any. Values are whole rupiah, `maks` itself excluded."""

    wilayah: str
    tahun: int
    opd: str
    metode: str
    jenis: str
    indikator: str
    rekening: str
    min: int | None
    maks: int | None

    @property
    def slug(self) -> str:
        """Return the filter as part of a file name."""
        parts = (
            self.tahun or "semua",
            self.opd,
            self.metode,
            self.jenis,
            self.indikator,
            self.rekening,
            self.min,
            self.maks,
        )
        return "-".join(
            re.sub(r"[^A-Za-z0-9.]+", "-", str(p)) for p in parts if p not in ("", None)
        )

    @property
    def values(self) -> dict[str, Any]:
        """Return what the statements bind."""
        return {
            "wilayah": self.wilayah,
            "tahun": self.tahun,
            "opd": self.opd,
            "metode": self.metode,
            "jenis": self.jenis,
            "indikator": self.indikator,
            "rekening": self.rekening,
            "min": self.min,
            "maks": self.maks,
        }

    def packages(self, limit: int, skip: int) -> Statement:
        """Return the statement for one page of packages, largest value first."""
        if self.indikator:
            inner = (
                f"SELECT id_paket FROM ringkas_temuan WHERE {self._where(value=True)}"
                " ORDER BY nilai_rp DESC, id_paket LIMIT :batas OFFSET :lewati"
            )
            where = f"id_paket IN ({inner})"
            sql = f"{text('paket_daftar')} WHERE {where} ORDER BY nilai_rp DESC, id_paket"
        else:
            sql = (
                f"{text('paket_daftar')} {self._index} WHERE {self._where(value=True)}"
                " ORDER BY nilai_rp DESC, id_paket LIMIT :batas OFFSET :lewati"
            )
        return sql, {**self.values, "batas": limit, "lewati": skip}

    def after(self, limit: int, value: int | None, identifier: str) -> Statement:
        """Return the statement for the packages behind the one with this value and id, in the same order."""
        if value is None:
            # Unknown values come last, in the order of their ids.
            tail = "nilai_rp IS NULL AND id_paket > :setelah_id"
        else:
            tail = "(nilai_rp < :setelah OR nilai_rp IS NULL OR (nilai_rp = :setelah AND id_paket > :setelah_id))"
        table = "ringkas_temuan" if self.indikator else f"ringkas_paket {self._index}"
        inner = (
            f"SELECT id_paket FROM {table} WHERE {self._where(value=True)} AND {tail}"
            " ORDER BY nilai_rp DESC, id_paket LIMIT :batas"
        )
        sql = f"{text('paket_daftar')} WHERE id_paket IN ({inner}) ORDER BY nilai_rp DESC, id_paket"
        return sql, {**self.values, "batas": limit, "setelah": value, "setelah_id": identifier}

    def totals(self) -> Statement:
        """Return the statement for count and sums of the filter, from ready sums wherever they can answer."""
        if self.indikator:
            return (
                f"{text('jumlah_paket')} FROM ringkas_temuan WHERE {self._where(value=True)}",
                self.values,
            )
        bands = self._bands()
        if bands is None:
            return (
                f"{text('jumlah_paket')} FROM ringkas_paket WHERE {self._where(value=True)}",
                self.values,
            )
        first, last = bands
        return text("jumlah_saringan"), {**self._any, "dari_pita": first, "sampai_pita": last}

    def whole(self) -> Statement:
        """Return the statement for the sums the filter is a share of: the municipality in the same year."""
        everything = {"opd": "*", "metode": "*", "jenis": "*"}
        values = {**self._any, **everything, "dari_pita": -1, "sampai_pita": len(BREAKPOINTS)}
        return text("jumlah_saringan"), values

    @property
    def _index(self) -> str:
        """Return the index to read packages by: the planner cannot know which filter is the narrowest."""
        name = next((name for name in INDEXES if name and getattr(self, name)), "")
        return f"INDEXED BY {INDEXES[name]}"

    @property
    def _any(self) -> dict[str, Any]:
        """Return the values for ringkas_saringan, where what is not asked for stands as "any"."""
        return {
            "wilayah": self.wilayah,
            "tahun": self.tahun or -1,
            "opd": self.opd or "*",
            "metode": self.metode or "*",
            "jenis": self.jenis or "*",
        }

    def _where(self, value: bool = False) -> str:
        parts = ["kode_wilayah = :wilayah"]
        parts += [sql for name, sql in CONDITIONS.items() if getattr(self, name)]
        if self.indikator:
            parts.insert(0, "kode = :indikator")
        if value and self.min is not None:
            parts.append("nilai_rp >= :min")
        if value and self.maks is not None:
            parts.append("nilai_rp < :maks")
        return " AND ".join(parts)

    def _bands(self) -> tuple[int, int] | None:
        """Return the span of ready value bands that is exactly this filter, None where there is none."""
        if self.rekening:
            return None
        if self.min is None and self.maks is None:
            return -1, len(BREAKPOINTS)
        if self.min not in (None, *BREAKPOINTS) or self.maks not in (None, *BREAKPOINTS):
            return None
        first = BREAKPOINTS.index(self.min) if self.min is not None else 0
        last = BREAKPOINTS.index(self.maks) if self.maks is not None else len(BREAKPOINTS)
        # The lowest band also holds values below zero (a source's mistake), which "from 0" leaves out.
        return None if self.min == 0 else (first, last)


def read_filters(page: "Page") -> Filters:
    """Return the filter in the address; without one, the year the site is about."""
    years = page.site.procurement_years(page.wilayah)
    asked = page.query("tahun")
    year = natural(asked) or 0
    if not asked and years:
        year = page.site.main_procurement_year(page.wilayah) or years[0]
    return Filters(
        wilayah=page.wilayah,
        tahun=year,
        opd=page.query("opd"),
        metode=page.query("metode"),
        jenis=page.query("jenis"),
        indikator=page.query("indikator"),
        rekening=page.query("rekening"),
        min=rupiah(page.query("min")),
        maks=rupiah(page.query("maks")),
    )


def rupiah(written: str) -> int | None:
    """Return an amount somebody typed into a form, in whole rupiah; None where it is none.

    >>> rupiah("200.000.000"), rupiah("Rp 1,5 M"), rupiah("250 jt"), rupiah("banyak")
    (200000000, 1500000000, 250000000, None)
    """
    found = re.fullmatch(
        r"(?:rp\.?\s*)?(\d[\d.]*)(?:,(\d+))?\s*(rb|ribu|jt|juta|m|miliar|milyar|t|triliun)?",
        written.strip().lower(),
    )
    if not found:
        return None
    whole, decimals, unit = found[1].replace(".", ""), found[2] or "", found[3] or ""
    zeros = {"r": 3, "j": 6, "m": 9, "t": 12}.get(unit[:1], 0)
    if len(whole) + zeros > 18 or len(decimals) > 12:
        return None
    amount: int = int(whole) * 10**zeros + int((decimals + "0" * zeros)[:zeros] or 0)
    return amount
