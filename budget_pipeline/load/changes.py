"""Explain one budget stage by the one before it, line by line; deltas add up exactly.

A line is the sum of its rows over (agency, sub-unit, sub-activity, account, fund). Lines that have
no partner under the full key are matched once more: moved (same programme, account and fund under
another agency) and recoded (same agency, sub-activity, fund and account name), each only when
exactly one candidate stands on both sides.
"""

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from budget_pipeline.load.combinations import combinations
from budget_pipeline.schema.model import Schema

KEY = ["kode_skpd", "kode_sub_unit", "kode_sub_kegiatan", "kode_rekening", "kode_sumber_dana"]
NAMES = ["nama_skpd", "nama_sub_kegiatan", "nama_rekening"]
ORIGIN = ["id_berkas", "lembar", "baris"]
NEEDED = [*KEY, *NAMES, *ORIGIN, "kode_wilayah", "tahun", "tahapan", "pagu_rp", "pagu_sen"]
SECOND_CHANCE = (
    ("pindah_opd", ["kode_sub_kegiatan", "kode_rekening", "kode_sumber_dana"]),
    ("ganti_kode", ["kode_skpd", "kode_sub_kegiatan", "nama_rekening", "kode_sumber_dana"]),
)
Rows = list[dict[str, object]]
Key = tuple[str, ...]


@dataclass
class Line:
    """One budget line of one stage: its sum in sen, its names and where it first stands."""

    names: tuple[str | None, ...]
    origin: str
    sen: int = 0


def budget_changes(budget: pd.DataFrame, schema: Schema) -> Rows:
    """Return one row per line between consecutive stages of each municipality and year."""
    if budget.empty or not set(KEY[:1] + KEY[3:4]) <= set(budget.columns):
        return []
    if "kode_wilayah" not in budget:
        # Neither the files nor sumber.yml say whose budget it is.
        nowhere = pd.Series(pd.NA, budget.index, dtype="string[pyarrow]")
        budget = budget.assign(kode_wilayah=nowhere)
    known = combinations(budget, ["kode_wilayah", "tahun", "tahapan"])
    if known.groupby([known["kode_wilayah"].fillna(""), "tahun"]).size().max() < 2:
        return []
    order = {c.code: int(c.extra["urutan"]) for c in schema.codelists["tahapan_apbd"].codes}
    budget = budget[[name for name in NEEDED if name in budget]]
    budget = budget[budget["kode_rekening"].notna() & budget["tahun"].notna()]
    rows: Rows = []
    for (region, year), group in budget.groupby(
        [budget["kode_wilayah"].fillna(""), "tahun"], sort=True
    ):
        stages = sorted(
            (s for s in group["tahapan"].unique() if s != "tidak diketahui"),
            key=lambda stage: (order.get(stage, 90), stage),
        )
        for before, after in zip(stages, stages[1:], strict=False):
            for row in _between(_lines(group, before), _lines(group, after)):
                stage = {"dari_tahapan": before, "ke_tahapan": after}
                rows.append(
                    {"kode_wilayah": region or None, "tahun": int(str(year)), **stage, **row}
                )
    return rows


def _lines(group: pd.DataFrame, stage: str) -> dict[Key, Line]:
    rows = group[group["tahapan"] == stage]
    columns = {name: _texts(rows, name) for name in [*KEY, *NAMES, *ORIGIN]}
    keys = zip(*(columns[name] for name in KEY), strict=True)
    names = zip(*(columns[name] for name in NAMES), strict=True)
    origins = zip(*(columns[name] for name in ORIGIN), strict=True)
    rupiah = rows["pagu_rp"].fillna(0).tolist()
    sen = rows["pagu_sen"].fillna(0).tolist()
    lines: dict[Key, Line] = {}
    for key, named, origin, whole, part in zip(keys, names, origins, rupiah, sen, strict=True):
        shown = tuple(name or None for name in named)
        line = lines.setdefault(key, Line(shown, "/".join(origin)))
        line.sen += whole * 100 + part
    return lines


def _texts(rows: pd.DataFrame, name: str) -> list[str]:
    if name not in rows:
        return [""] * len(rows)
    return [
        "" if value is None else str(value)
        for value in rows[name].astype(object).where(rows[name].notna(), None)
    ]


def _between(
    before: dict[Key, Line],
    after: dict[Key, Line],
) -> Rows:
    pairs = [(key, key, "kunci_sama") for key in sorted(before.keys() & after.keys())]
    gone = before.keys() - after.keys()
    new = after.keys() - before.keys()
    for rule, columns in SECOND_CHANCE:
        for old, fresh in _unique_partners(gone, new, columns, before, after):
            pairs.append((old, fresh, rule))
            gone, new = gone - {old}, new - {fresh}
    rows = [_row(before[old], after[fresh], old, fresh, rule) for old, fresh, rule in pairs]
    rows += [_row(before[key], None, key, key, "tanpa_pasangan") for key in sorted(gone)]
    rows += [_row(None, after[key], key, key, "tanpa_pasangan") for key in sorted(new)]
    return rows


def _unique_partners(
    gone: set[tuple[str, ...]],
    new: set[tuple[str, ...]],
    columns: list[str],
    before: dict[Key, Line],
    after: dict[Key, Line],
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    def index(
        keys: set[tuple[str, ...]], lines: dict[Key, Line]
    ) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
        found: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for key in sorted(keys):
            named = dict(zip(NAMES, lines[key].names, strict=True))
            parts = tuple(str(named[c] or "") if c in named else key[KEY.index(c)] for c in columns)
            found.setdefault(parts, []).append(key)
        return found

    olds, fresh = index(gone, before), index(new, after)
    return [
        (olds[parts][0], fresh[parts][0])
        for parts in sorted(olds.keys() & fresh.keys())
        if all(parts) and len(olds[parts]) == 1 and len(fresh[parts]) == 1
    ]


def _row(
    before: Line | None,
    after: Line | None,
    old: tuple[str, ...],
    new: tuple[str, ...],
    rule: str,
) -> dict[str, object]:
    left = before.sen if before else 0
    right = after.sen if after else 0
    shown = after or before
    assert shown is not None
    names = dict(zip(NAMES, shown.names, strict=True))
    return {
        "golongan": _class(before, after, left, right, rule),
        "kode_skpd": new[0] or None,
        "kode_skpd_lama": old[0] if rule == "pindah_opd" else None,
        "kode_sub_kegiatan": new[2] or None,
        "kode_rekening": new[3] or None,
        "kode_sumber_dana": new[4] or None,
        **names,
        "sebelum": Decimal(left) / 100 if before else None,
        "sesudah": Decimal(right) / 100 if after else None,
        "selisih": Decimal(right - left) / 100,
        "aturan": rule,
        "asal_sebelum": before.origin if before else None,
        "asal_sesudah": after.origin if after else None,
    }


def _class(
    before: Line | None,
    after: Line | None,
    left: int,
    right: int,
    rule: str,
) -> str:
    if before is None:
        return "baru"
    if after is None:
        return "hapus"
    if rule in ("pindah_opd", "ganti_kode"):
        return rule
    if left != right:
        return "naik" if right > left else "turun"
    return "tetap" if before.names == after.names else "ganti_nama"
