"""Reference tables from the shipped code lists and from what the files themselves name."""

import csv
from functools import cache
from pathlib import Path

import pandas as pd

from budget_pipeline.load.combinations import combinations
from budget_pipeline.schema.model import Schema

REFERENCE = Path(__file__).parent.parent / "schema" / "reference"
PROGRAMME_LEVELS = (
    ("kode_urusan", "nama_urusan", "urusan"),
    ("kode_bidang_urusan", "nama_bidang_urusan", "bidang"),
    ("kode_program", "nama_program", "program"),
    ("kode_kegiatan", "nama_kegiatan", "kegiatan"),
    ("kode_sub_kegiatan", "nama_sub_kegiatan", "sub_kegiatan"),
)
Rows = list[dict[str, object]]


def accounts(frames: dict[str, pd.DataFrame]) -> Rows:
    """Return every account code met, with its ancestors; unknown ones keep the file's name."""
    named: dict[tuple[str, str], str] = {}
    for frame in frames.values():
        if "kode_rekening" not in frame or "versi_bagan" not in frame:
            continue
        name = (
            "nama_rekening" if "nama_rekening" in frame else "uraian" if "uraian" in frame else ""
        )
        columns = ["versi_bagan", "kode_rekening", *([name] if name else [])]
        met = combinations(frame, columns).dropna(subset=columns[:2])
        for chart, account, *label in met.drop(columns="n").itertuples(index=False):
            named.setdefault(
                (str(chart), str(account)), str(label[0]) if label and pd.notna(label[0]) else ""
            )
    for version, account in list(named):
        code = account
        while "." in code:
            code = code.rpartition(".")[0]
            named.setdefault((version, code), "")
    rows: Rows = []
    for (version, code), text in sorted(named.items()):
        official = chart_names(version).get(code)
        rows.append(
            {
                "versi_bagan": version,
                "kode_rekening": code,
                "level": code.count(".") + 1,
                "nama_rekening": official or text or None,
                "dikenal": official is not None,
            }
        )
    return rows


def programmes(frames: dict[str, pd.DataFrame]) -> Rows:
    """Return every affair, programme and activity code met, with the file's name."""
    met: dict[str, tuple[str, str]] = {}
    for frame in frames.values():
        for code_column, name_column, level in PROGRAMME_LEVELS:
            if code_column not in frame or name_column not in frame:
                continue
            pairs = combinations(frame, [code_column, name_column]).dropna()
            for code, name, _ in pairs.itertuples(index=False):
                met.setdefault(str(code), (level, str(name)))
    official = programme_names()
    return [
        {"kode": code, "tingkat": level, "nama": name, "dikenal": code in official}
        for code, (level, name) in sorted(met.items())
    ]


def agencies(frames: dict[str, pd.DataFrame]) -> Rows:
    """Return every agency code per municipality with its most frequent name."""
    parts = []
    for table, frame in sorted(frames.items()):
        if (
            not {"kode_skpd", "nama_skpd", "kode_wilayah"} <= set(frame.columns)
            or table == "satker"
        ):
            continue
        columns = ["kode_wilayah", "kode_skpd", "nama_skpd"]
        columns += [name for name in ("kd_satker",) if name in frame]
        part = combinations(frame, columns).dropna(subset=["kode_skpd"])
        parts.append(part.reindex(columns=[*columns[:3], "kd_satker", "n"]).assign(tabel=table))
    if not parts:
        return []
    spelled = pd.concat(parts)
    spelled["kode_wilayah"] = spelled["kode_wilayah"].fillna("")
    rows: Rows = []
    for (region, code), group in spelled.groupby(["kode_wilayah", "kode_skpd"], sort=True):
        names = group.dropna(subset=["nama_skpd"]).groupby("nama_skpd")["n"].sum()
        units = sorted(group["kd_satker"].dropna().unique())
        rows.append(
            {
                "kode_wilayah": region,
                "kode_skpd": code,
                "nama_skpd": min(names[names == names.max()].index) if len(names) else None,
                "kd_satker": ";".join(map(str, units)) or None,
                "sumber": ", ".join(sorted(group["tabel"].unique())),
            }
        )
    return rows


def regions(frames: dict[str, pd.DataFrame], schema: Schema, names: dict[str, str]) -> Rows:
    """Return the municipalities met and their provinces, with inhabitants where known."""
    met = {
        str(v)
        for f in frames.values()
        if "kode_wilayah" in f
        for v in f["kode_wilayah"].unique()
        if pd.notna(v)
    }
    met |= {code.partition(".")[0] for code in met}
    rows: Rows = []
    for code in sorted(met - {""}):
        entry = schema.codelists["wilayah"].code(code)
        people = entry.extra.get("penduduk", "") if entry else ""
        rows.append(
            {
                "kode_wilayah": code,
                "nama": names.get(code) or (entry.title.id if entry else None),
                "tingkat": entry.extra.get("tingkat") if entry else None,
                "penduduk": int(people) if people else None,
            }
        )
    return rows


@cache
def chart_names(chart: str) -> dict[str, str]:
    """Return the official names of one chart of accounts by code."""
    file = charts().get(chart)
    return _names(file) if file else {}


@cache
def charts() -> dict[str, str]:
    """Return the file of official names of each chart of accounts (`bagan.csv`)."""
    return {row["versi_bagan"]: row["berkas"] for row in _read("bagan.csv")}


@cache
def programme_names() -> dict[str, str]:
    """Return the official programme nomenclature by code."""
    return _names("nomenklatur_050_3708_2020.csv")


def _names(file: str) -> dict[str, str]:
    return {row["kode"]: row["nama"] for row in _read(file)}


def _read(file: str) -> list[dict[str, str]]:
    with (REFERENCE / file).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(line for line in handle if not line.startswith("#")))
