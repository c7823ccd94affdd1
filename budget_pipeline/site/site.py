"""What all pages of one release share: the release, the municipality, whom to write to."""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from budget_pipeline.schema.model import Table
from budget_pipeline.site.charts import png
from budget_pipeline.site.release import Release, read_release
from budget_pipeline.site.sql import Reader, Row

STATIC = Path(__file__).parent / "static"
PLUGIN = "budget-pipeline"


@dataclass
class Site:
    """The release being served and the facts about it that never change while it is."""

    release: Release
    settings: dict[str, Any]
    municipalities: dict[str, str]
    years: dict[str, dict[int, Row]]
    until: dict[str, str | None]
    inhabitants: dict[str, int | None]
    tables: dict[str, Table] = field(default_factory=dict)

    @property
    def main_municipality(self) -> str:
        """Return the municipality shown when none is asked for: the configured one, else the largest."""
        configured = str(self.settings.get("kode_wilayah") or "")
        if configured in self.municipalities:
            return configured
        return next(iter(self.municipalities), "")

    def meaning(self, table: str, column: str, lang: str) -> str:
        """Return what a column of a declared table holds, nothing for any other."""
        found = self.tables.get(table)
        if found is None or column not in found.names:
            return ""
        return found.column(column).description.in_language(lang)

    def name(self, code: str) -> str:
        """Return the name of a municipality."""
        return self.municipalities.get(code) or code or str(self.settings.get("nama_daerah") or "")

    def budget_years(self, code: str) -> list[int]:
        """Return the years with budget or realisation lines of a municipality, newest first."""
        return self._years(code, "anggaran")

    def procurement_years(self, code: str) -> list[int]:
        """Return the years with packages of a municipality, newest first."""
        return self._years(code, "paket")

    def latest_budget_year(self, code: str) -> int | None:
        """Return the newest year with a budget, else the newest with any realisation."""
        return next(iter([*self._years(code, "pagu"), *self.budget_years(code)]), None)

    def main_procurement_year(self, code: str) -> int | None:
        """Return the year of the newest budget if it has packages, else the newest year with packages."""
        years, budget = self.procurement_years(code), self.latest_budget_year(code)
        return budget if budget in years else next(iter(years), None)

    @property
    def contact(self) -> str:
        """Return the mail address of whoever keeps the data, empty where none is configured."""
        return self._mail("pengelola")

    @property
    def apip(self) -> str:
        """Return the mail address of the internal auditor, empty where none is configured."""
        return self._mail("inspektorat")

    def _mail(self, office: str) -> str:
        addresses = self.settings.get("surel")
        return str(addresses.get(office) or "") if isinstance(addresses, dict) else ""

    def _years(self, code: str, kind: str) -> list[int]:
        years = self.years.get(code, {})
        return sorted((year for year, row in years.items() if row[kind]), reverse=True)

    @property
    def draws_png(self) -> bool:
        """Tell whether pictures can be had as PNG."""
        return png.available()

    @cached_property
    def assets(self) -> dict[str, bytes]:
        """Return the files of static/ by name."""
        return {path.name: path.read_bytes() for path in sorted(STATIC.iterdir()) if path.is_file()}

    def asset(self, name: str) -> str:
        """Return the address of a static file, changing with its content."""
        return f"/aset/{name}?v={hashlib.sha256(self.assets[name]).hexdigest()[:12]}"


def read_site(folder: Path, reader: Reader, settings: dict[str, Any]) -> Site:
    """Return the site of the release in `folder`, its facts read once."""
    rows: list[Row] = reader.all("situs_wilayah")
    years: dict[str, dict[int, Row]] = {}
    for row in reader.all("situs_tahun"):
        years.setdefault(row["kode_wilayah"], {})[row["tahun"]] = row
    home = str(settings.get("kode_wilayah") or "")
    names = {row["kode_wilayah"]: row["nama"] for row in rows}
    if home in names and settings.get("nama_daerah"):
        names[home] = str(settings["nama_daerah"])
    inhabitants = {row["kode_wilayah"]: row["penduduk"] for row in rows}
    if home in inhabitants and settings.get("penduduk"):
        inhabitants[home] = int(settings["penduduk"])
    return Site(
        release=read_release(folder),
        settings=settings,
        municipalities=names,
        years=years,
        until={row["kode_wilayah"]: row["sampai"] for row in rows},
        inhabitants=inhabitants,
    )


def site_of(datasette: Any) -> Site:
    """Return the site that build_app attached to this Datasette."""
    site: Site = datasette.budget_site
    return site
