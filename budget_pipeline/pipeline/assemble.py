"""From accepted rows of many files to the tables of one database: merge, resolve, refer."""

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from budget_pipeline.clean.suppliers import resolve
from budget_pipeline.issues import Issue
from budget_pipeline.load import merge
from budget_pipeline.pipeline.kept import frame_of
from budget_pipeline.pipeline.results import FileResult
from budget_pipeline.schema.model import Schema, Table

CHILDREN = ("peserta", "kontrak", "jadwal", "bast")
SUPPLIER_TABLES = ("kontrak", "peserta")
Rows = list[dict[str, Any]]


@dataclass
class Assembled:
    """Every fact table as one frame, and the tables that come out of bringing them together."""

    frames: dict[str, pd.DataFrame]
    derived: dict[str, Rows] = field(default_factory=dict)
    sources: list[pd.DataFrame] = field(default_factory=list)
    issues: list[tuple[str, Issue]] = field(default_factory=list)


def assemble(files: list[FileResult], schema: Schema) -> Assembled:
    """Return the tables of all accepted files; the result does not depend on the order of files."""
    files = sorted(files, key=lambda file: file.path)
    frames: dict[str, pd.DataFrame] = {}
    result = Assembled(frames)
    for table in schema.of_kind("fact"):
        parts = [part for file in files for part in file.frames.get(table.name, ()) if len(part)]
        if parts:
            # A single part stays as it is: bringing it together with nothing would copy it.
            first, *others = map(frame_of, parts)
            whole = pd.concat([first, *others], ignore_index=True) if others else first
            frames[table.name] = whole.copy(deep=False)
        if table.unique_key and len(parts) > 1:
            _merge_snapshots(result, table)
    _processes(result, schema)
    _inherit_region(frames)
    _suppliers(result)
    if "kontrak" in frames:
        frames["kontrak"]["berlaku"] = merge.mark_in_force(frames["kontrak"])
    _bidder_counts(frames)
    _plan_links(result)
    return result


def _merge_snapshots(result: Assembled, table: Table) -> None:
    """Make one row of what several files say of one plan or bidder; within a file keys are unique."""
    frame = result.frames[table.name]
    if not set(table.unique_key) <= set(frame):
        return
    parts = frame[list(table.unique_key)].astype("string")
    known = parts[table.unique_key[-1]].notna()
    parts = parts.fillna("")
    repeated = parts.duplicated(keep=False) & known
    if not repeated.any():
        return
    subject = table.name + "-" + parts[repeated].agg("-".join, axis=1)
    result.frames[table.name] = frame[repeated].assign(_subjek=subject.astype("string[pyarrow]"))
    _merge(result, table, "_subjek")
    merged = result.frames[table.name].drop(columns="_subjek")
    result.frames[table.name] = pd.concat([frame[~repeated], merged], ignore_index=True)


def _processes(result: Assembled, schema: Schema) -> None:
    frames = result.frames
    if "kontrak" in frames:
        frames["kontrak"] = merge.adopt_numberless(frames["kontrak"])
        _merge(result, schema.table("kontrak"), "id_kontrak")
    known = frames["paket"]["id_paket"] if "paket" in frames else pd.Series([], dtype="string")
    missing = merge.stubs([frames[name] for name in CHILDREN if name in frames], known)
    if len(missing):
        parts = [frames["paket"], missing] if "paket" in frames else [missing]
        frames["paket"] = pd.concat(parts, ignore_index=True)
    if "paket" in frames:
        _merge(result, schema.table("paket"), "id_paket")


def _inherit_region(frames: dict[str, pd.DataFrame]) -> None:
    """Let bidders, schedules and contracts take municipality and year from their process."""
    if "paket" not in frames:
        return
    process = frames["paket"].set_index("id_paket")
    for name in CHILDREN:
        for column in ("kode_wilayah", "tahun"):
            if name in frames and column in process:
                child = frames[name]
                inherited = child["id_paket"].map(process[column])
                own = child.get(column, inherited)
                child[column] = own.fillna(inherited)


def _merge(result: Assembled, table: Table, key: str) -> None:
    merged = merge.merge_rows(result.frames[table.name], key, table)
    result.frames[table.name] = merged.frame.reset_index(drop=True)
    result.sources.append(merged.sources)
    for (subject, column), group in merged.conflicts.groupby([key, "kolom"], sort=True):
        values = " / ".join(dict.fromkeys(group["nilai"].astype(str)))
        last = group.iloc[-1]
        params = {"subjek": subject, "isi": values}
        issue = Issue(
            "berkas_bentrok", str(last["lembar"]), int(last["baris"]), "", str(column), "", params
        )
        result.issues.append((str(last["id_berkas"]), issue))


def _suppliers(result: Assembled) -> None:
    """Resolve every supplier named by bidders and contracts, and write the ids back."""
    parts = []
    for name in SUPPLIER_TABLES:
        if name in result.frames:
            frame = result.frames[name]
            part = pd.DataFrame(index=frame.index)
            for column, source in _SUPPLIER_INPUTS.items():
                part[column] = frame.get(source, pd.NA)
            part["kode_sistem"] = _system_ids(frame)
            part["_tabel"] = name
            parts.append(part[part["nama"].notna() | part["kode_sistem"].notna()])
    if not parts:
        return
    inputs = pd.concat(parts)
    resolved = resolve(inputs.reset_index(drop=True))
    inputs["id_penyedia"] = resolved.ids.to_numpy()
    for name in SUPPLIER_TABLES:
        if name in result.frames:
            own = inputs.loc[inputs["_tabel"] == name, "id_penyedia"].astype("string[pyarrow]")
            result.frames[name]["id_penyedia"] = own.reindex(result.frames[name].index)
    result.derived["penyedia"] = _records(resolved.penyedia)
    result.derived["penyedia_nama"] = _records(resolved.penyedia_nama)
    result.derived["penyedia_usulan"] = _records(resolved.penyedia_usulan)
    _blacklist(result, inputs)


def _records(frame: pd.DataFrame) -> Rows:
    plain = frame.astype(object).where(frame.notna(), None)
    return [{str(k): v for k, v in row.items()} for row in plain.to_dict("records")]


def _system_ids(frame: pd.DataFrame) -> pd.Series:
    """Return "system:id": supplier ids of the catalogue and of SPSE are not interchangeable.

    LKPP writes 0 where no supplier is known yet: that is nobody, and no two of them are one.
    """
    if "_kode_penyedia" not in frame:
        return pd.Series(pd.NA, frame.index, dtype="string[pyarrow]")
    catalogue = (frame["_jenis_paket"] == "epurchasing").fillna(False)
    system = pd.Series("spse:", frame.index, dtype="string[pyarrow]").mask(catalogue, "katalog:")
    codes = frame["_kode_penyedia"]
    return system + codes.mask(codes.str.fullmatch("0+").fillna(False))


_SUPPLIER_INPUTS = {
    "nama": "nama_penyedia",
    "npwp_kunci": "_npwp_kunci",
    "npwp_samaran": "_npwp_samaran",
    "perorangan": "_npwp_pribadi",
    "kota": "_kota_penyedia",
}


def _blacklist(result: Assembled, inputs: pd.DataFrame) -> None:
    """Join sanctions to suppliers by full tax number only: a name alone is never enough."""
    sanctions = result.frames.get("daftar_hitam")
    if sanctions is None or "_npwp_kunci" not in sanctions:
        return
    known = inputs.dropna(subset=["npwp_kunci"]).drop_duplicates("npwp_kunci")
    by_key = dict(zip(known["npwp_kunci"], known["id_penyedia"], strict=True))
    sanctions["id_penyedia"] = sanctions["_npwp_kunci"].map(by_key).astype("string[pyarrow]")


def _bidder_counts(frames: dict[str, pd.DataFrame]) -> None:
    """Count registrants and bids per process; unknown stays unknown, it is not zero."""
    if "paket" not in frames or "peserta" not in frames:
        return
    bidders = frames["peserta"]
    registered = bidders.groupby("id_paket").size()
    bids = bidders["nilai_penawaran_rp"].notna().groupby(bidders["id_paket"]).sum()
    ids = frames["paket"]["id_paket"]
    frames["paket"]["jumlah_pendaftar"] = ids.map(registered).astype("Int64")
    frames["paket"]["jumlah_penawar"] = ids.map(bids[bids > 0]).astype("Int64")


def _plan_links(result: Assembled) -> None:
    frames = result.frames
    if "paket" not in frames or "kd_rup" not in frames["paket"]:
        return
    plans = frames.get("rup")
    numbers: dict[str, int] = {}
    if plans is not None:
        for position, code in enumerate(plans["kd_rup"].tolist(), start=1):
            numbers.setdefault(str(code), position)
    rows: Rows = []
    cells = frames["paket"][["id_paket", "kd_rup"]].dropna()
    for process, cell in cells.itertuples(index=False):
        for code in dict.fromkeys(
            filter(None, str(cell).replace(",", ";").replace(" ", "").split(";"))
        ):
            number = numbers.get(code)
            rule = "kode_sama" if number else "tidak_ditemukan"
            rows.append({"id_paket": process, "kd_rup": code, "id_rup": number, "aturan": rule})
    result.derived["paket_rup"] = rows
