"""Fill a database of the published shape with an invented world: for indicators and the site at size.

usage: python -m tests.benchmarks.synthetic_database FILE [--packages 1000000] [--seed 7] [--complete]

1 000 000 packages come with some 3 M registrants, 0.95 M contracts, 60 000 suppliers, 1.2 M budget lines, plans,
schedules and realisation. From Python: `make_database(path, packages=1_000_000, seed=7)` returns the counts; the file
then has every table, index and statistic that step 4 leaves, as `indicators.run.compute` expects them. `--complete`
(or `complete(path)`) computes the indicators, the search index and the summaries as well, as the site expects them.
"""

import argparse
import hashlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from budget_pipeline.load.database import create_database, finish_database, insert_columns
from budget_pipeline.schema.model import Schema
from budget_pipeline.schema.read import load_schema
from tests.benchmarks.synthetic import (
    ACCOUNTS,
    AGENCIES_PER_REGION,
    REGIONS,
    WORKS,
    World,
    agency_code,
    agency_name,
    iso_days,
    make_world,
    pick,
    sub_activity,
)

Columns = dict[str, Any]
SHEET = "Sheet1"
LPSE = "971"
CHART = "90/2019"
STAGES = (
    ("Pengumuman Pascakualifikasi", 0, 7),
    ("Upload Dokumen Penawaran", 5, 9),
    ("Penetapan Pemenang", 12, 14),
)
AGENCY_CODES = tuple(agency_code(number) for number in range(AGENCIES_PER_REGION))
AGENCY_NAMES = tuple(agency_name(number) for number in range(AGENCIES_PER_REGION))


def make_database(path: Path, packages: int = 1_000_000, seed: int = 7) -> dict[str, int]:
    """Write a new database at `path` and return how many rows each table holds."""
    schema = load_schema()
    world = make_world(packages, seed)
    connection = create_database(path, schema)
    counts = {}
    for name, columns in _tables(world):
        counts[name] = _insert(connection, schema, name, columns)
    finish_database(connection, schema)
    connection.close()
    return counts


def complete(path: Path) -> None:
    """Add indicators, search index and summaries to a database that `make_database` wrote."""
    from budget_pipeline.indicators.run import compute
    from budget_pipeline.load.search import build_search
    from budget_pipeline.site.summaries import add_summaries

    connection = sqlite3.connect(path, isolation_level=None)
    compute(connection, load_schema())
    build_search(connection)
    add_summaries(connection)
    connection.close()


def file_id(table: str) -> str:
    """Return the id of the invented file that the rows of `table` are said to come from."""
    return hashlib.sha256(table.encode()).hexdigest()[:12]


FACTS = ("paket", "peserta", "kontrak", "jadwal", "rup", "anggaran", "realisasi")


def _tables(world: World) -> Iterator[tuple[str, Columns]]:
    """Yield every table, those referred to first."""
    ids = np.array([file_id(name) for name in FACTS], dtype=object)
    status = np.full(len(ids), "dimuat", dtype=object)
    yield "berkas", {"id_berkas": ids, "sha256": ids, "jalur": FACTS, "status": status}
    sheets = np.full(len(ids), SHEET, dtype=object)
    yield "lembar", {"id_berkas": ids, "lembar": sheets, "tabel": FACTS}
    names = [f"Kabupaten Rekaan {number}" for number in range(1, len(REGIONS) + 1)]
    yield "wilayah", {"kode_wilayah": REGIONS, "nama": names}
    yield "skpd", _agencies()
    codes, labels = zip(*ACCOUNTS, strict=True)
    chart = [CHART] * len(codes)
    yield "rekening", {"versi_bagan": chart, "kode_rekening": codes, "nama_rekening": labels}
    subs, sub_names = zip(*(sub_activity(number) for number in range(60)), strict=True)
    yield "nomenklatur", {"kode": subs, "nama": sub_names, "tingkat": ["sub_kegiatan"] * 60}
    yield from _suppliers(world)
    yield "paket", _packages(world)
    yield "rup", _plans(world)
    yield "paket_rup", _links(world)
    yield "peserta", _bidders(world)
    yield "kontrak", _contracts(world)
    yield "jadwal", _schedules(world)
    yield "anggaran", _budget(world)
    yield "realisasi", _realisation(world)


def _insert(connection: sqlite3.Connection, schema: Schema, name: str, columns: Columns) -> int:
    size = len(next(iter(columns.values())))
    table = schema.table(name)
    columns = dict(columns)
    if name in FACTS:
        columns["id_berkas"] = np.full(size, file_id(name), dtype=object)
        columns["lembar"] = np.full(size, SHEET, dtype=object)
        columns["baris"] = np.arange(2, size + 2)
    if table.has_surrogate_key:
        columns["id"] = np.arange(1, size + 1)
    return insert_columns(connection, table, {key: _plain(v) for key, v in columns.items()})


def _plain(values: Any) -> list[Any]:
    return values.tolist() if hasattr(values, "tolist") else list(values)


def _money(name: str, values: npt.NDArray[np.int64]) -> Columns:
    """Return the two stored columns of an amount; negative stands for unknown."""
    known = values >= 0
    return {f"{name}_rp": _kept(values, known), f"{name}_sen": _kept(values * 0, known)}


def _date(name: str, days: npt.NDArray[np.int64]) -> Columns:
    return {name: iso_days(days), f"{name}_hari": _kept(days, days >= 0)}


def _kept(values: npt.NDArray[Any], known: npt.NDArray[np.bool_]) -> npt.NDArray[np.object_]:
    """Return `values` with None where they are not known."""
    found = values.astype(object)
    found[~known] = None
    return found


def _numbered(prefix: str, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.object_]:
    return np.array([f"{prefix}{number}" for number in numbers.tolist()], dtype=object)


def _where(frame: pd.DataFrame) -> Columns:
    """Return the columns that say which region, year and agency a row belongs to."""
    agency = frame["skpd"].to_numpy()
    return {
        "kode_wilayah": pick(REGIONS, frame["wilayah"].to_numpy()),
        "tahun": frame["tahun"],
        "kode_skpd": pick(AGENCY_CODES, agency),
        "nama_skpd": pick(AGENCY_NAMES, agency),
    }


def _agencies() -> Columns:
    every = [(region, n) for region in REGIONS for n in range(AGENCIES_PER_REGION)]
    return {
        "kode_wilayah": [region for region, _ in every],
        "kode_skpd": [AGENCY_CODES[n] for _, n in every],
        "nama_skpd": [AGENCY_NAMES[n] for _, n in every],
        "sumber": ["anggaran"] * len(every),
    }


def _suppliers(world: World) -> Iterator[tuple[str, Columns]]:
    frame = world.penyedia
    ids = _numbered("p", np.arange(len(frame)))
    rule = np.full(len(frame), "nama", dtype=object)
    columns = {"id_penyedia": ids, "nama": frame["nama"], "bentuk": frame["bentuk"]}
    columns |= {"nama_inti": frame["inti"].str.upper(), "aturan": rule}
    columns |= {"perorangan": np.zeros(len(frame), int), "jumlah_nama": np.ones(len(frame), int)}
    yield "penyedia", columns
    spelled = {"id_penyedia": ids, "nama_asli": frame["nama"], "aturan": rule}
    yield "penyedia_nama", spelled | {"jumlah": np.ones(len(frame), int)}


def _ids(world: World, kind: str = "paket") -> npt.NDArray[np.object_]:
    """Return the process id of each row of `kind`."""
    number = np.arange(len(world.paket)) + 10_000_000
    codes = number.astype(str).astype(object)
    ids: npt.NDArray[np.object_] = world.paket["jenis_paket"].to_numpy() + f"-{LPSE}-" + codes
    return ids if kind == "paket" else ids[getattr(world, kind)["paket"].to_numpy()]


def _packages(world: World) -> Columns:
    frame = world.paket
    number = np.arange(len(frame))
    registrants = np.bincount(world.peserta["paket"], minlength=len(frame))
    bids = np.bincount(world.peserta["paket"], world.peserta["nilai_penawaran"] >= 0, len(frame))
    tender = frame["tender"].to_numpy()
    evaluation = np.full(len(frame), "Harga Terendah Sistem Gugur", dtype=object)
    return (
        _where(frame)
        | {
            "id_paket": _ids(world),
            "jenis_paket": frame["jenis_paket"],
            "kd_lpse": np.full(len(frame), LPSE, dtype=object),
            "kode": (number + 10_000_000).astype(str).astype(object),
            "kd_rup": (number + 40_000_000).astype(str).astype(object),
            "nama_paket": _numbered("", number) + " " + pick(WORKS, frame["pekerjaan"].to_numpy()),
            "metode": frame["metode"],
            "metode_asli": frame["metode"],
            "jenis_pengadaan": frame["jenis_pengadaan"],
            "metode_evaluasi": _kept(evaluation, tender),
            "kode_rekening": pick(
                tuple(code for code, _ in ACCOUNTS), frame["rekening"].to_numpy()
            ),
            "status": frame["status"],
            "hps_dibulatkan": np.zeros(len(frame), int),
            "versi": _kept(np.where(number % 25 == 0, 2, 1), tender),
            "jumlah_pendaftar": _kept(registrants, registrants > 0),
            "jumlah_penawar": _kept(bids.astype(np.int64), bids > 0),
        }
        | _money("pagu", frame["pagu"].to_numpy())
        | _money("hps", frame["hps"].to_numpy())
        | _date("tgl_pengumuman", frame["tgl_pengumuman_hari"].to_numpy())
        | _date("tgl_penetapan", frame["tgl_penetapan_hari"].to_numpy())
    )


def _plans(world: World) -> Columns:
    frame = world.paket
    number = np.arange(len(frame))
    start = frame["tgl_pengumuman_hari"].to_numpy() - 20
    return (
        _where(frame)
        | {
            "kd_rup": (number + 40_000_000).astype(str).astype(object),
            "jenis": np.full(len(frame), "penyedia", dtype=object),
            "nama_paket": _numbered("", number) + " " + pick(WORKS, frame["pekerjaan"].to_numpy()),
            "metode": frame["metode"],
            "jenis_pengadaan": frame["jenis_pengadaan"],
            "status_pdn": np.full(len(frame), "PDN", dtype=object),
            "status_ukm": np.full(len(frame), "UKM", dtype=object),
        }
        | _money("pagu", frame["pagu"].to_numpy())
        | _date("tgl_awal_pemilihan", start)
        | _date("tgl_pengumuman", start - 30)
    )


def _links(world: World) -> Columns:
    number = np.arange(len(world.paket))
    return {
        "id_paket": _ids(world),
        "kd_rup": (number + 40_000_000).astype(str).astype(object),
        "id_rup": number + 1,
        "aturan": np.full(len(number), "kode_sama", dtype=object),
    }


def _of_package(world: World, kind: str) -> Columns:
    position = getattr(world, kind)["paket"].to_numpy()
    whole = _where(world.paket)
    return {name: np.asarray(values, dtype=object)[position] for name, values in whole.items()}


def _bidders(world: World) -> Columns:
    frame = world.peserta
    place = _of_package(world, "peserta")
    return {
        "kode_wilayah": place["kode_wilayah"],
        "tahun": place["tahun"],
        "id_paket": _ids(world, "peserta"),
        "kd_peserta": _numbered("", np.arange(len(frame)) + 50_000_000),
        "id_penyedia": _numbered("p", frame["penyedia"].to_numpy()),
        "nama_penyedia": world.penyedia["nama"].to_numpy()[frame["penyedia"].to_numpy()],
        "pemenang": frame["pemenang"].astype(int),
    } | _money("nilai_penawaran", frame["nilai_penawaran"].to_numpy())


def _contracts(world: World) -> Columns:
    frame = world.kontrak
    ids, version = _ids(world, "kontrak"), frame["versi_addendum"].to_numpy()
    latest = ~frame["paket"].duplicated(keep="last")
    return (
        _of_package(world, "kontrak")
        | {
            "id_kontrak": ids + "-" + version.astype(str).astype(object),
            "id_paket": ids,
            "id_penyedia": _numbered("p", frame["penyedia"].to_numpy()),
            "nama_penyedia": world.penyedia["nama"].to_numpy()[frame["penyedia"].to_numpy()],
            "nomor_kontrak": _numbered("K-", frame["paket"].to_numpy()),
            "versi_addendum": version,
            "berlaku": latest.astype(int),
        }
        | _money("nilai_kontrak", frame["nilai_kontrak"].to_numpy())
        | _date("tgl_kontrak", frame["tgl_kontrak_hari"].to_numpy())
        | _date("tgl_akhir", frame["tgl_akhir_hari"].to_numpy())
    )


def _schedules(world: World) -> Columns:
    position = np.flatnonzero(world.paket["tender"].to_numpy())
    announced = world.paket["tgl_pengumuman_hari"].to_numpy()[position]
    ids = _ids(world)[position]
    whole = _where(world.paket)
    region, year = (np.asarray(whole[n], dtype=object)[position] for n in ("kode_wilayah", "tahun"))
    times = len(STAGES)
    starts = np.concatenate([announced + start for _, start, _ in STAGES])
    ends = np.concatenate([announced + end for _, _, end in STAGES])
    names = np.repeat(np.array([name for name, _, _ in STAGES], dtype=object), len(position))
    columns = {"kode_wilayah": np.tile(region, times), "tahun": np.tile(year, times)}
    columns |= {"id_paket": np.tile(ids, times), "nama_tahapan": names}
    return columns | _date("tgl_awal", starts) | _date("tgl_akhir", ends)


def _budget_place(frame: pd.DataFrame) -> Columns:
    sub = frame["sub_kegiatan"].to_numpy()
    codes, names = zip(*(sub_activity(number) for number in range(60)), strict=True)
    account = frame["rekening"].to_numpy()
    return _where(frame) | {
        "jenis": np.full(len(frame), "belanja", dtype=object),
        "kode_program": pick(tuple(code[:7] for code in codes), sub),
        "nama_program": pick(tuple(f"Program Rekaan {code[:7]}" for code in codes), sub),
        "kode_sub_kegiatan": pick(codes, sub),
        "nama_sub_kegiatan": pick(names, sub),
        "kode_rekening": pick(tuple(code for code, _ in ACCOUNTS), account),
        "versi_bagan": np.full(len(frame), CHART, dtype=object),
    }


def _budget(world: World) -> Columns:
    frame = world.anggaran
    place = _budget_place(frame)
    account = pick(tuple(name for _, name in ACCOUNTS), frame["rekening"].to_numpy())
    twice = {name: np.tile(np.asarray(v, dtype=object), 2) for name, v in place.items()}
    stage = np.repeat(np.array(["murni", "perubahan"], dtype=object), len(frame))
    both = np.concatenate([frame["murni"].to_numpy(), frame["perubahan"].to_numpy()])
    return twice | {"tahapan": stage, "nama_rekening": np.tile(account, 2)} | _money("pagu", both)


def _realisation(world: World) -> Columns:
    keys = ["wilayah", "tahun", "skpd", "sub_kegiatan", "rekening"]
    frame = world.anggaran.groupby(keys, as_index=False)[["perubahan", "realisasi"]].sum()
    until = np.array([pd.Timestamp(y, 12, 31).toordinal() - 719163 for y in frame["tahun"]])
    return (
        _budget_place(frame)
        | _date("sampai_tanggal", until)
        | _money("anggaran", frame["perubahan"].to_numpy())
        | _money("realisasi", frame["realisasi"].to_numpy())
    )


def main() -> None:
    """Write one database and print what it holds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--packages", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--complete", action="store_true", help="indicators and summaries too")
    options = parser.parse_args()
    began = time.monotonic()
    for name, count in make_database(options.file, options.packages, options.seed).items():
        print(f"{name}: {count}")
    print(f"{time.monotonic() - began:.1f} s", flush=True)
    if options.complete:
        complete(options.file)
        print(f"complete after {time.monotonic() - began:.1f} s")


if __name__ == "__main__":
    main()
