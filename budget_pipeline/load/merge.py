"""Merge several files about one thing by id: stated precedence, first known value, conflicts told.

Order of preference: the layout's `precedence` (lower first), then the later snapshot, then the
file's place. Each column takes the first value that is known in that order; a later file never
erases what an earlier one knew.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from budget_pipeline.schema.model import Table

ORIGIN = ["_profil", "id_berkas", "lembar", "baris"]


@dataclass
class Merged:
    """The merged rows, every further source row, and the conflicts (id, column, both values)."""

    frame: pd.DataFrame
    sources: pd.DataFrame
    conflicts: pd.DataFrame


def merge_rows(frame: pd.DataFrame, key: str, table: Table) -> Merged:
    """Return one row per `key` out of all source rows."""
    order = frame.sort_values(
        [key, "_urutan", "_diambil", "_tempat", "baris"],
        ascending=[True, True, False, True, True],
        kind="stable",
    )
    repeated = order[key].duplicated(keep=False)
    single, several = order[~repeated], order[repeated]
    if several.empty:
        return Merged(order, _sources(order.iloc[:0], key, table), _conflicts(several, key, table))
    first = several.groupby(key, sort=False).first().reset_index()
    merged = pd.concat([single, first[single.columns]]).sort_values(key, kind="stable")
    return Merged(merged, _sources(several, key, table), _conflicts(several, key, table))


def adopt_numberless(frame: pd.DataFrame) -> pd.DataFrame:
    """Let award lists speak of the contract that the contract list numbers.

    An award list knows the process but no contract number; when a contract list is loaded too, its
    row joins the first version of that process's contract instead of standing beside it.
    """
    if "nomor_kontrak" not in frame or frame["nomor_kontrak"].isna().all():
        return frame
    numbered = frame[frame["nomor_kontrak"].notna()]
    by_version = numbered.sort_values("versi_addendum", na_position="first", kind="stable")
    adopted = frame["id_paket"].map(by_version.groupby("id_paket")["id_kontrak"].first())
    orphan = frame["nomor_kontrak"].isna() & adopted.notna()
    frame = frame.copy()
    frame["id_kontrak"] = frame["id_kontrak"].mask(orphan, adopted)
    return frame


def mark_in_force(frame: pd.DataFrame) -> pd.Series:
    """Return which contract rows are the latest version of their process and supplier."""
    if "versi_addendum" not in frame:
        return pd.Series(True, frame.index, dtype="boolean")
    version = frame["versi_addendum"]
    group = frame["id_paket"].fillna("") + "|" + frame["id_penyedia"].fillna("")
    latest = version.groupby(group).transform("max")
    return (version.isna() | (version == latest)).fillna(True).astype("boolean")


def stubs(children: list[pd.DataFrame], known: pd.Series) -> pd.DataFrame:
    """Return processes that only bidders, schedules or contracts speak of, one row each."""
    wanted = {
        "id_paket": "id_paket",
        "_jenis_paket": "jenis_paket",
        "_kd_lpse": "kd_lpse",
        "_kode": "kode",
        "kode_wilayah": "kode_wilayah",
        "tahun": "tahun",
        "kode_skpd": "kode_skpd",
        "nama_skpd": "nama_skpd",
        "id_berkas": "id_berkas",
        "lembar": "lembar",
        "baris": "baris",
        "_profil": "_profil",
        "_urutan": "_urutan",
        "_diambil": "_diambil",
        "_tempat": "_tempat",
    }
    parts = []
    for child in children:
        names = {old: new for old, new in wanted.items() if old in child}
        part = child.loc[~child["id_paket"].isin(known), list(names)].rename(columns=names)
        parts.append(part.drop_duplicates("id_paket"))
    if not parts:
        return pd.DataFrame()
    return pd.concat(parts).drop_duplicates("id_paket")


def _sources(several: pd.DataFrame, key: str, table: Table) -> pd.DataFrame:
    rows = several[[key, *ORIGIN]].rename(columns={key: "id_subjek", "_profil": "profil"})
    rows.insert(0, "tabel", table.name)
    rows["urutan"] = several.groupby(key, sort=False).cumcount().to_numpy(np.int64) + 1
    return rows


def _conflicts(several: pd.DataFrame, key: str, table: Table) -> pd.DataFrame:
    found = []
    for column in table.watched:
        stored = f"{column}_rp" if f"{column}_rp" in several else column
        if stored not in several or several.empty:
            continue
        values = several[[key, stored, "id_berkas", "lembar", "baris"]].dropna(subset=[stored])
        differ = values.groupby(key)[stored].transform("nunique") > 1
        rows = values[differ].copy()
        rows["kolom"] = column
        rows["nilai"] = rows[stored].astype("string")
        found.append(rows.drop(columns=[stored]))
    columns = [key, "id_berkas", "lembar", "baris", "kolom", "nilai"]
    return pd.concat(found)[columns] if found else pd.DataFrame(columns=columns)
