"""Write an invented world as the spreadsheets that the program receives: CSV and xlsx of any length.

usage: python -m tests.benchmarks.synthetic_files FILE.csv|FILE.xlsx [--rows 1000000] [--shape rencana|anggaran]

`rencana`: procurement plans as LKPP's service gives them (RUP-PaketPenyedia-Terumumkan), 20 columns, three of them
different in every row. `anggaran`: SIPD's budget export, 20 columns, where most texts repeat. Blocks of 100,000 rows
are drawn one by one, so a file of any length takes little memory; beside it stands the `sumber.yml` it needs.
"""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from tests.benchmarks.synthetic import (
    ACCOUNTS,
    AGENCIES_PER_REGION,
    FORMS,
    HEADS,
    TAILS,
    WORKS,
    agency_code,
    agency_name,
    iso_days,
    make_budget,
    make_packages,
    pick,
    sub_activity,
)

BLOCK = 100_000
REGION = "99.01"
SOURCE = f'kode_wilayah: "{REGION}"\ntahun: 2024\ntahapan: murni\n'
AGENCY_CODES = tuple(agency_code(number) for number in range(AGENCIES_PER_REGION))
AGENCY_NAMES = tuple(agency_name(number) for number in range(AGENCIES_PER_REGION))
SUBS = tuple(sub_activity(number) for number in range(60))


def write_csv(
    path: Path, rows: int, shape: str = "rencana", *, seed: int = 7, first: int = 0
) -> None:
    """Write `rows` rows under their header to `path`, and the sumber.yml they need beside it.

    `first`: what the first row is numbered, so that several files hold no plan twice.
    """
    (path.parent / "sumber.yml").write_text(SOURCE, encoding="utf-8")
    with path.open("w", encoding="utf-8", newline="") as file:
        for number, block in enumerate(blocks(rows, shape, seed, first)):
            block.to_csv(file, index=False, header=number == 0, lineterminator="\n")


def write_xlsx(path: Path, rows: int, shape: str = "anggaran", seed: int = 7) -> None:
    """Write the same as an xlsx with shared texts and amounts that are numbers, as SIPD's are."""
    import xlsxwriter

    (path.parent / "sumber.yml").write_text(SOURCE, encoding="utf-8")
    book = xlsxwriter.Workbook(path, {"strings_to_numbers": False})
    sheet = book.add_worksheet("Sheet1")
    row = 0
    for number, block in enumerate(blocks(rows, shape, seed)):
        if number == 0:
            sheet.write_row(row, 0, block.columns)
        for values in block.itertuples(index=False):
            row += 1
            sheet.write_row(row, 0, values)
    book.close()


def blocks(rows: int, shape: str, seed: int, first: int = 0) -> Iterator[pd.DataFrame]:
    """Yield the rows in blocks; block k is the same whatever comes after it."""
    make: Callable[[np.random.Generator, int, int], pd.DataFrame] = SHAPES[shape]
    for start in range(0, rows, BLOCK):
        rng = np.random.default_rng([seed, start])
        yield make(rng, first + start, min(BLOCK, rows - start))


def plans(rng: np.random.Generator, start: int, size: int) -> pd.DataFrame:
    """Return plans with the column names of LKPP's service."""
    packages = make_packages(rng, size)
    number = (np.arange(start, start + size)).astype(str).astype(object)
    agency, work = packages["skpd"].to_numpy(), pick(WORKS, packages["pekerjaan"].to_numpy())
    begin = packages["tgl_pengumuman_hari"].to_numpy()
    officer = pick(HEADS, rng.integers(0, len(HEADS), size)) + " "
    officer = officer + pick(TAILS, rng.integers(0, len(TAILS), size))
    volume = rng.integers(1, 400, size).astype(str).astype(object)
    return pd.DataFrame(
        {
            "tahun_anggaran": np.full(size, "2024", dtype=object),
            "kd_klpd": np.full(size, "D999", dtype=object),
            "nama_klpd": np.full(size, "Kab. Rekaan", dtype=object),
            "kd_satker_str": pick(AGENCY_CODES, agency),
            "nama_satker": pick(AGENCY_NAMES, agency),
            "kd_rup": np.arange(40_000_000 + start, 40_000_000 + start + size),
            "nama_paket": work + " Lokasi " + number,
            "pagu": packages["pagu"],
            "metode_pengadaan": packages["metode"],
            "jenis_pengadaan": packages["jenis_pengadaan"],
            "status_pdn": pick(("PDN", "NON PDN"), (rng.random(size) < 0.1).astype(np.int64)),
            "status_ukm": pick(("UKM", "NON UKM"), (rng.random(size) < 0.2).astype(np.int64)),
            "volume_pekerjaan": volume + " paket",
            "urarian_pekerjaan": work + ", tahap " + number,
            "spesifikasi_pekerjaan": pick(FORMS, rng.integers(0, len(FORMS), size)) + " setempat",
            "tgl_awal_pemilihan": iso_days(begin),
            "tgl_awal_kontrak": iso_days(begin + 21),
            "tgl_pengumuman_paket": iso_days(begin - 30),
            "nama_ppk": officer,
            "status_umumkan_rup": np.full(size, "Terumumkan", dtype=object),
        }
    )


def budget(rng: np.random.Generator, start: int, size: int) -> pd.DataFrame:
    """Return budget lines with the column names of SIPD's export."""
    lines = make_budget(rng, size)
    agency, account = lines["skpd"].to_numpy(), lines["rekening"].to_numpy()
    sub = lines["sub_kegiatan"].to_numpy()
    codes, names = zip(*SUBS, strict=True)
    number = (np.arange(start, start + size)).astype(str).astype(object)
    agencies = {"KODE": pick(AGENCY_CODES, agency), "NAMA": pick(AGENCY_NAMES, agency)}
    fields = tuple(code[:4] for code in codes), tuple(f"Bidang {code[:4]}" for code in codes)
    programs = tuple(code[:7] for code in codes), tuple(f"Program {code[:7]}" for code in codes)
    works = tuple(code[:12] for code in codes), tuple(f"Kegiatan {code[:12]}" for code in codes)
    return pd.DataFrame(
        {
            "TAHUN": np.full(size, 2024),
            "KODE URUSAN": pick(tuple(code[:1] for code in codes), sub),
            "NAMA URUSAN": pick(tuple(f"Urusan {code[:1]}" for code in codes), sub),
            "KODE SKPD": agencies["KODE"],
            "NAMA SKPD": agencies["NAMA"],
            "KODE SUB UNIT": agencies["KODE"],
            "NAMA SUB UNIT": agencies["NAMA"],
            "KODE BIDANG URUSAN": pick(fields[0], sub),
            "NAMA BIDANG URUSAN": pick(fields[1], sub),
            "KODE PROGRAM": pick(programs[0], sub),
            "NAMA PROGRAM": pick(programs[1], sub),
            "KODE KEGIATAN": pick(works[0], sub),
            "NAMA KEGIATAN": pick(works[1], sub),
            "KODE SUB KEGIATAN": pick(codes, sub),
            "NAMA SUB KEGIATAN": pick(names, sub),
            "KODE SUMBER DANA": pick(("1.1.01", "1.2.02"), account % 2),
            "KODE REKENING": pick(tuple(code for code, _ in ACCOUNTS), account),
            "NAMA REKENING": pick(tuple(name for _, name in ACCOUNTS), account),
            "NAMA PAKET/KELOMPOK": "Kelompok " + number,
            "PAGU": lines["murni"],
        }
    )


SHAPES = {"rencana": plans, "anggaran": budget}


def main() -> None:
    """Write one file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--shape", choices=sorted(SHAPES), default="rencana")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    write = write_xlsx if options.file.suffix == ".xlsx" else write_csv
    write(options.file, options.rows, options.shape, seed=options.seed)


if __name__ == "__main__":
    main()
