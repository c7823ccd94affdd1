"""Rows that go to disk some at a time are the rows that stay in memory as a whole."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from budget_pipeline.errors import RejectedFile
from budget_pipeline.pipeline import jsonrows, store
from budget_pipeline.pipeline.files import find_jobs
from budget_pipeline.pipeline.kept import Kept, frame_of, table_of
from budget_pipeline.pipeline.onefile import Job, process, process_and_keep
from budget_pipeline.pipeline.results import FileResult
from tests.conftest import ROOT

JOBS = [job for _, job in find_jobs([ROOT / "data" / "raw"]) if job is not None]


def told(result: FileResult) -> FileResult:
    """Return what a result tells, without its rows."""
    return replace(result, frames={}, sheets=[replace(s, raw=None) for s in result.sheets])


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_a_file_of_the_city_in_small_parts_is_the_same(
    job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = process(job)
    monkeypatch.setattr(store, "ROWS_AT_ONCE", 7)
    monkeypatch.setattr(store, "WORTH_A_FILE", 1)
    monkeypatch.setattr(jsonrows, "ROWS_AT_ONCE", 3)
    parts = process_and_keep(job, tmp_path, "berkas")
    assert told(parts) == told(whole)
    assert parts.frames.keys() == whole.frames.keys()
    for name, frames in whole.frames.items():
        for part, frame in zip(parts.frames[name], frames, strict=True):
            assert isinstance(part, Kept)
            pd.testing.assert_frame_equal(frame_of(part), frame_of(frame))
    for one, other in zip(parts.sheets, whole.sheets, strict=True):
        assert (one.raw is None) == (other.raw is None)
        if other.raw is not None:
            assert table_of(one.raw).equals(other.raw)
    assert {path.suffix for path in tmp_path.iterdir()} == {".arrow"}


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
