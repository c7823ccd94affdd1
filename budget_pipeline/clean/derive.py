"""Columns that follow from others: kinds of budget lines, process ids, accounts inside MAK."""

import re
from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd

from budget_pipeline.clean import codes, text
from budget_pipeline.clean.cleaned import CleanTable
from budget_pipeline.clean.codelists import codelist
from budget_pipeline.clean.names import split_name
from budget_pipeline.schema.read import reference_rows


def needs_all_rows(table: str) -> bool:
    """Tell whether rows of `table` follow from rows above them, so that no part can be derived alone."""
    return SPECIAL.get(table) in (_ceiling, _posture)


def derive(table: CleanTable) -> None:
    """Add the derived columns of `table` in place."""
    frame = table.frame
    if "jenis" in table.table.names and "kode_rekening" in frame:
        _kind_of_line(frame)
    if "mak" in frame:
        frame["kode_rekening"] = _by_distinct(frame["mak"], _last_account)
    special = SPECIAL.get(table.table.name)
    if special is not None:
        special(table)


def _kind_of_line(frame: pd.DataFrame) -> None:
    kinds = {code.extra["angka_pertama"]: code.code for code in codelist("jenis_anggaran").codes}
    kind = frame["kode_rekening"].str[0].map(kinds).astype("string[pyarrow]")
    frame["jenis"] = kind.fillna(frame["jenis"]) if "jenis" in frame else kind


def _process(table: CleanTable) -> None:
    frame = table.frame
    if "jenis_paket" not in frame:
        frame["jenis_paket"] = _kind_of_process(frame)
    frame["id_paket"] = process_ids(frame, "")
    if "nama_paket" in frame:
        split = _distinct_map(frame["nama_paket"], text.labels)
        frame["nama_paket"] = split.map(lambda pair: pair[0] if pair else None).astype(
            "string[pyarrow]"
        )
        frame["label"] = split.map(
            lambda pair: "; ".join(pair[1]) or None if pair else None
        ).astype("string[pyarrow]")
    if "hps" in table.rounded:
        frame["hps_dibulatkan"] = pd.array(table.rounded["hps"], dtype="boolean")


def _kind_of_process(frame: pd.DataFrame) -> pd.Series:
    """Tell the kind of process from its method where the file does not: SPSE runs both lists."""
    if "metode" not in frame:
        return pd.Series("tender", frame.index, dtype="string[pyarrow]")
    kind = {c.code: c.extra["jenis_paket"] or "tender" for c in codelist("metode_pengadaan").codes}
    return frame["metode"].map(kind).astype("string[pyarrow]").fillna("tender")


def _plan(table: CleanTable) -> None:
    frame = table.frame
    if "jenis" not in frame:
        managed = (
            (frame["metode"] == "Swakelola") if "metode" in frame else pd.Series(False, frame.index)
        )
        if "tipe_swakelola" in frame:
            managed |= frame["tipe_swakelola"].notna()
        kind = np.where(managed.fillna(False), "swakelola", "penyedia")
        frame["jenis"] = pd.array(kind, dtype="string[pyarrow]")
    if "tahun" not in frame and "tgl_awal_kontrak" in frame:
        frame["tahun"] = frame["tgl_awal_kontrak"].str[:4].astype("Int64")


def _ceiling(table: CleanTable) -> None:
    """Know the level of a planning line from its code, and carry the agency down."""
    frame = table.frame
    if "kode" not in frame:
        return
    levels = {level.code: level.extra for level in codelist("tingkat_nomenklatur").codes}
    agency = frame["kode"].str.match(levels["skpd"]["pola"]).fillna(False)
    if "tingkat" not in frame:
        named = {int(extra["bagian"]): code for code, extra in levels.items() if extra["bagian"]}
        parts = frame["kode"].str.count(r"\.") + 1
        level = parts.map(named).astype("string[pyarrow]")
        frame["tingkat"] = level.mask(agency, "skpd")
    if agency.any() and "kode_skpd" not in frame:
        frame["kode_skpd"] = frame["kode"].where(agency).ffill()
        frame["nama_skpd"] = frame["nama"].where(agency).ffill()


def _child_of_process(table: CleanTable) -> None:
    table.frame["id_paket"] = process_ids(table.frame, "_")


def _contract(table: CleanTable) -> None:
    frame = table.frame
    frame["id_paket"] = process_ids(frame, "_")
    number = _optional(frame, "nomor_kontrak", "/", _slug)
    version = _optional(frame, "versi_addendum", "@", str)
    frame["id_kontrak"] = frame["id_paket"] + number + version


def _optional(
    frame: pd.DataFrame, name: str, mark: str, function: Callable[[str], str]
) -> pd.Series:
    """Return `mark` and the value where the column has one, "" elsewhere."""
    if name not in frame:
        return pd.Series("", frame.index, dtype="string[pyarrow]")
    values = frame[name].astype("string[pyarrow]")
    return _by_distinct(values, lambda text: mark + function(text)).fillna("")


def process_ids(frame: pd.DataFrame, prefix: str) -> pd.Series:
    """Return kind-lpse-code for each row, NULL where the code is missing.

    Tender codes are unique per LPSE only, so the LPSE is part of the id where it is known.
    """
    kind = frame[f"{prefix}jenis_paket"]
    code = frame[f"{prefix}kode"]
    lpse_name = f"{prefix}kd_lpse"
    middle = _optional(frame, lpse_name, "-", str)
    return kind + middle + "-" + code


def _blacklist(table: CleanTable) -> None:
    frame = table.frame
    frame["kunci_nama"] = _by_distinct(frame["nama_penyedia"], _name_key)


def _posture(table: CleanTable) -> None:
    frame = table.frame
    frame["urutan"] = pd.array(np.arange(1, len(frame) + 1), dtype="Int64")
    rounded = np.zeros(len(frame), bool)
    for mask in table.rounded.values():
        rounded |= mask
    frame["dibulatkan"] = pd.array(rounded, dtype="boolean")
    _outline(frame)


def _outline(frame: pd.DataFrame) -> None:
    """Know the level of a posture line: by its indentation, or by the Ministry's outline.

    The exports of 2022 and later lost their indentation; there the names decide, and a name said
    twice in a row is the only child of the first.
    """
    names = frame["uraian"].fillna("").tolist()
    # Notes, empty rows and the numbers of columns are no lines, and stand wherever there was room.
    stated = frame.filter(regex="_rp$").notna().any(axis=1).to_numpy(bool)
    lines = stated & np.array([any(map(str.isalpha, name)) for name in names], bool)
    indents = sorted(frame.loc[lines, "_indent"].unique()) if "_indent" in frame else [0]
    if len(indents) > 1:
        rank = {indent: level for level, indent in enumerate(indents, start=1)}
        levels = [rank.get(indent, 1) for indent in frame["_indent"]]
    else:
        levels = _levels_by_name(names)
    above: dict[int, str] = {}
    parents = []
    for name, level, is_line in zip(names, levels, lines, strict=True):
        if is_line:
            above[level] = name
        parents.append(above.get(level - 1))
    frame["tingkat"] = pd.array(levels, dtype="Int64")
    frame["induk"] = pd.array(parents, dtype="string[pyarrow]")


def _levels_by_name(names: list[str]) -> list[int]:
    levels = []
    previous = ""
    for name in names:
        word = " ".join(part for part in name.casefold().split() if part != "dan")
        level = outline().get(word, 3)
        levels.append(3 if level == 2 and word == previous else level)
        previous = word
    return levels


@cache
def outline() -> dict[str, int]:
    """Return the level of each line of the DJPK posture by its name in lower case."""
    return {row["uraian"]: int(row["tingkat"]) for row in reference_rows("postur_djpk.csv")}


def _name_key(name: str) -> str | None:
    split = split_name(name)
    return " ".join(filter(None, (split.form, split.core))) or None


def _last_account(mak: str) -> str | None:
    found = codes.accounts_from_mak(mak)
    return found[-1] if found else None


def _slug(number: str) -> str:
    return re.sub(r"[^0-9A-Za-z.]+", "-", number).strip("-")


def _by_distinct(values: pd.Series, function: Callable[[str], str | None]) -> pd.Series:
    return _distinct_map(values, function).astype("string[pyarrow]")


def _distinct_map(values: pd.Series, function: Callable[[str], object]) -> pd.Series:
    """Return `function` of each value, called once per distinct value; NULL stays NULL."""
    positions, labels = pd.factorize(values)
    results = np.empty(len(labels) + 1, dtype=object)
    for i, label in enumerate(labels):
        results[i] = function(str(label))
    results[len(labels)] = None
    return pd.Series(results[positions], index=values.index, dtype=object)


SPECIAL: dict[str, Callable[[CleanTable], None]] = {
    "rup": _plan,
    "pagu_indikatif": _ceiling,
    "paket": _process,
    "peserta": _child_of_process,
    "jadwal": _child_of_process,
    "bast": _child_of_process,
    "kontrak": _contract,
    "daftar_hitam": _blacklist,
    "postur": _posture,
}
