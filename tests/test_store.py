"""Rows that are worked on some at a time, on disk, are the rows that stay in memory as a whole."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from budget_pipeline.errors import RejectedFile
from budget_pipeline.load import combinations, mapped
from budget_pipeline.pipeline import jsonrows, store
from budget_pipeline.pipeline.files import find_jobs
from budget_pipeline.pipeline.kept import Kept, batches_of, frame_of
from budget_pipeline.pipeline.onefile import Job, process, process_and_keep
from budget_pipeline.pipeline.results import FileResult
from budget_pipeline.validate import duplicates
from tests.conftest import ROOT

JOBS = [job for _, job in find_jobs([ROOT / "data" / "raw"]) if job is not None]
SETTINGS = {"kode_wilayah": "99.01", "tahun": 2019, "tahapan": "murni"}
PLANS = "kd_rup,nama_paket,nama_satker,pagu,tgl_awal_kontrak,npwp,no hp"
BUDGET = (
    "TAHUN;KODE SKPD;NAMA SKPD;KODE SUB KEGIATAN;NAMA SUB KEGIATAN;KODE REKENING;NAMA REKENING;PAGU"
)


def plans(*rows: str) -> str:
    return "\n".join([PLANS, *rows, ""])


def budget(*accounts: str) -> str:
    lines = [f"2019;1.01;Dinas A;1.01.02.2.01.0001;Sub;{account}" for account in accounts]
    return "\n".join([BUDGET, *lines, ""])


def ordinary(number: int, amount: str = "1000", more: str = "") -> str:
    return f"{number},Paket {number},Dinas A,{amount},2024-02-{1 + number % 28:02d},{more or ','}"


FILES = {
    "only the last amount shows which mark parts thousands": plans(
        *(ordinary(n, '"1,234"' if n % 3 else "5000") for n in range(30)),
        ordinary(30, "1.234.567"),
    ),
    "both marks are used, one of them once": plans(
        *(ordinary(n, "1.234.567") for n in range(40)),
        ordinary(40, '"1,234,567.00"'),
        ordinary(41, "450.000"),
    ),
    "plain amounts with a point far above amounts with points for thousands": plans(
        *(ordinary(n, "12.5") for n in range(8)), *(ordinary(n, "1.234.567") for n in range(8, 30))
    ),
    "a code of levels far below codes like floats": plans(
        *(ordinary(n).replace(f"{n},", f"{n}.0,", 1) for n in range(20)),
        "1.02.03,Paket x,Dinas A,1,,,",
    ),
    "keys repeat and contradict each other far apart": plans(
        *(ordinary(n) for n in range(25)),
        ordinary(3),
        ordinary(4, "77"),
        *(ordinary(n) for n in range(30, 50)),
        ordinary(4, "78"),
        ordinary(24),
    ),
    "personal numbers stand in columns of their own and in texts": plans(
        *(ordinary(n, more="01.234.567.8-999.000,0812 3456 7890") for n in range(15)),
        "900,Hubungi 081234567890,Dinas A,1,2024-01-01,,",
        *(ordinary(n) for n in range(15, 30)),
        "901,NIK 3599004101900000 a.n. Rekaan,Dinas A,1,2024-01-01,1234567890123456,",
    ),
    "values are missing, wrong and foreign here and there": plans(
        *(ordinary(n, "" if n % 5 else "seribu" if n == 10 else "-5") for n in range(30)),
        "31,Paket 31,Dinas A,7,2024-13-40,,",
        ",Paket tanpa kode,Dinas A,7,2024-01-01,,",
    ),
    "one line shows of which chart the accounts are": budget(
        *(f"5.1.{1 + n % 2};Belanja;{n}000" for n in range(20)), "5.1.03.01.01.0024;Belanja;5"
    ),
    "accounts contain each other across parts, and a total stands below": budget(
        "5;BELANJA;30",
        "5.1;Operasi;30",
        *(f"5.1.02.01.01.{n:04d};Rincian {n};1" for n in range(1, 31)),
        "4.1;Pendapatan asli;12",
        "4.1.01.01.01.0001;Pajak;12",
    )
    + ";;JUMLAH BELANJA;;;;;30\n",
    "a total of the file differs": budget(*(f"5.1.02.01.01.{n:04d};R {n};7" for n in range(1, 31)))
    + ";;Jumlah;;;;;211\n",
    "amounts beyond 64 bits of sen": budget(
        *(f"5.1.02.01.01.{n:04d};R {n};922337203685477580" for n in range(1, 10))
    )
    + f";;Jumlah;;;;;{922337203685477580 * 9}\n",
}


def in_small_parts(job: Job, folder: Path, monkeypatch: pytest.MonkeyPatch) -> FileResult:
    monkeypatch.setattr(store, "ROWS_AT_ONCE", 7)
    monkeypatch.setattr(store, "WORTH_A_FILE", 1)
    monkeypatch.setattr(jsonrows, "ROWS_AT_ONCE", 3)
    monkeypatch.setattr(duplicates, "ROWS_AT_ONCE", 2)
    monkeypatch.setattr(mapped, "LARGE", 1)
    return process_and_keep(job, folder, "berkas")


def told(result: FileResult) -> FileResult:
    """Return what a result tells, without its rows."""
    return replace(result, frames={}, sheets=[replace(s, raw=None) for s in result.sheets])


def assert_same(parts: FileResult, whole: FileResult) -> None:
    assert told(parts) == told(whole)
    assert parts.frames.keys() == whole.frames.keys()
    for name, frames in whole.frames.items():
        for part, frame in zip(parts.frames[name], frames, strict=True):
            assert isinstance(part, Kept)
            own = frame_of(part)
            mapped.let_go()
            pd.testing.assert_frame_equal(own, frame_of(frame))
    for one, other in zip(parts.sheets, whole.sheets, strict=True):
        assert (one.raw is None) == (other.raw is None)
        assert one.quarantined == other.quarantined
        if other.raw is not None:
            assert pa.Table.from_batches(batches_of(one.raw)).equals(other.raw)


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_a_file_of_the_city_in_small_parts_is_the_same(
    job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = process(job)
    assert_same(in_small_parts(job, tmp_path, monkeypatch), whole)
    assert {path.suffix for path in tmp_path.iterdir()} == {".arrow"}


@pytest.mark.parametrize("text", FILES.values(), ids=list(FILES))
def test_what_only_the_whole_column_shows_is_known_in_every_part(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "berkas.csv"
    path.write_text(text)
    job = Job(path, path.name, "", len(text), SETTINGS)
    whole = process(job)
    assert_same(in_small_parts(job, tmp_path, monkeypatch), whole)


def test_combinations_are_those_of_the_whole_table_in_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    frame = pd.DataFrame(
        {
            "kode": pd.array(["b", "a", None, "b", "a", None, "c"], "string[pyarrow]"),
            "tahun": pd.array([2024, 2024, 2025, 2024, None, 2025, 2024], "Int64"),
        }
    )
    monkeypatch.setattr(combinations, "ROWS_AT_ONCE", 2)
    found = combinations.combinations(frame, ["kode", "tahun"])
    rows = [tuple(None if pd.isna(v) else v for v in row) for row in found.to_numpy(object)]
    assert rows == [
        ("b", 2024, 2),
        ("a", 2024, 1),
        (None, 2025, 2),
        ("a", None, 1),
        ("c", 2024, 1),
    ]


def test_a_folder_that_cannot_be_written_leaves_the_rows_in_memory(tmp_path: Path) -> None:
    result = process_and_keep(JOBS[0], tmp_path / "tidak ada", "berkas")
    assert not any(isinstance(part, Kept) for parts in result.frames.values() for part in parts)
    assert told(result) == told(process(JOBS[0]))


def test_a_file_without_rows_is_refused_either_way(tmp_path: Path) -> None:
    path = tmp_path / "kosong.csv"
    path.write_text("a,b\n")
    job = Job(path, path.name, "", 4)
    for work in (lambda: process(job), lambda: process_and_keep(job, tmp_path, "berkas")):
        with pytest.raises(RejectedFile):
            work()
