"""Explain one budget stage by the one before it, line by line; deltas add up exactly.

A line is the sum of its rows over (agency, sub-unit, sub-activity, account, fund). Lines that have
no partner under the full key are matched once more: moved (same programme, account and fund under
another agency) and recoded (same agency, sub-activity, fund and account name), each only when
exactly one candidate stands on both sides.
"""

import pandas as pd

from budget_pipeline.schema.model import Schema

KEY = ["kode_skpd", "kode_sub_unit", "kode_sub_kegiatan", "kode_rekening", "kode_sumber_dana"]
NAMES = ["nama_skpd", "nama_sub_kegiatan", "nama_rekening"]
SECOND_CHANCE = (
    ("pindah_opd", ["kode_sub_kegiatan", "kode_rekening", "kode_sumber_dana"]),
    ("ganti_kode", ["kode_skpd", "kode_sub_kegiatan", "nama_rekening", "kode_sumber_dana"]),
)
Rows = list[dict[str, object]]


def budget_changes(budget: pd.DataFrame, schema: Schema) -> Rows:
    """Return one row per line between consecutive stages of each municipality and year."""
    if budget.empty or not set(KEY[:1] + KEY[3:4]) <= set(budget.columns):
        return []
    order = {c.code: int(c.extra["urutan"]) for c in schema.codelists["tahapan_apbd"].codes}
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
                rows.append({"kode_wilayah": region or None, "tahun": int(year), **stage, **row})
    return rows


def _lines(group: pd.DataFrame, stage: str) -> dict[tuple[str, ...], dict[str, object]]:
    rows = group[group["tahapan"] == stage]
    lines: dict[tuple[str, ...], dict[str, object]] = {}
    wanted = [*KEY, *NAMES, "pagu_rp", "pagu_sen", "id_berkas", "lembar", "baris"]
    frame = pd.DataFrame({name: rows.get(name, pd.NA) for name in wanted})
    for record in frame.itertuples(index=False):
        key = tuple("" if pd.isna(v) else str(v) for v in record[: len(KEY)])
        line = lines.setdefault(key, {"sen": 0, "asal": "", "names": None})
        if not pd.isna(record.pagu_rp):
            line["sen"] = int(line["sen"]) + int(record.pagu_rp) * 100 + int(record.pagu_sen)  # type: ignore[call-overload]
        if line["names"] is None:
            line["names"] = tuple(None if pd.isna(v) else str(v) for v in record[5:8])
            line["asal"] = f"{record.id_berkas}/{record.lembar}/{record.baris}"
    return lines


def _between(
    before: dict[tuple[str, ...], dict[str, object]],
    after: dict[tuple[str, ...], dict[str, object]],
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
    before: dict[tuple[str, ...], dict[str, object]],
    after: dict[tuple[str, ...], dict[str, object]],
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    def index(
        keys: set[tuple[str, ...]], lines: dict[tuple[str, ...], dict[str, object]]
    ) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
        found: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for key in sorted(keys):
            named = dict(zip(NAMES, lines[key]["names"], strict=True))  # type: ignore[call-overload]
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
    before: dict[str, object] | None,
    after: dict[str, object] | None,
    old: tuple[str, ...],
    new: tuple[str, ...],
    rule: str,
) -> dict[str, object]:
    from decimal import Decimal

    left = int(before["sen"]) if before else 0  # type: ignore[call-overload]
    right = int(after["sen"]) if after else 0  # type: ignore[call-overload]
    shown = after or before or {}
    names = dict(zip(NAMES, shown["names"], strict=True))  # type: ignore[call-overload]
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
        "asal_sebelum": before["asal"] if before else None,
        "asal_sesudah": after["asal"] if after else None,
    }


def _class(
    before: dict[str, object] | None,
    after: dict[str, object] | None,
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
    return "tetap" if before["names"] == after["names"] else "ganti_nama"
