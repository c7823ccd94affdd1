"""One file's work cannot take the run down: crash, hunger and endlessness become a refusal."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from budget_pipeline.errors import RejectedFile, SourceError
from budget_pipeline.extract import child
from budget_pipeline.extract.child import run_limited, run_many
from budget_pipeline.extract.readers import read_workbook
from budget_pipeline.issues import reject

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no child processes on Windows")


def add(left: int, right: int) -> int:
    return left + right


def crash() -> None:
    os.abort()


def leave(status: int) -> None:
    os._exit(status)


def spin() -> None:
    while True:
        pass


def sleep(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def devour(size: int) -> int:
    return len(bytearray(size))


def refuse() -> None:
    raise reject("zip_bom", bagian="xl/a.xml")


def err() -> None:
    raise SourceError("sumber.yml salah")


def fail() -> float:
    return 1 / 0


def chatter() -> str:
    print("isi sel rahasia")
    os.write(2, b"lebih banyak lagi")
    return "selesai"


def memory_peak() -> int:
    import resource

    held = bytearray(b"x") * 700_000_000
    return len(held) // len(held) * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def refusal_of(function: Callable[..., Any], *args: Any, **options: Any) -> RejectedFile:
    with pytest.raises(RejectedFile) as refusal:
        run_limited(function, *args, **options)
    return refusal.value


def test_the_result_comes_back() -> None:
    assert run_limited(add, 2, 3) == 5


def test_a_workbook_comes_back_as_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("kode,pagu\n5.1,1000\n5.2\n", encoding="utf-8")
    told, expected = run_limited(read_workbook, path), read_workbook(path)
    assert told.sheets[0].cells.equals(expected.sheets[0].cells)
    assert told.sheets[0].bad_rows == expected.sheets[0].bad_rows != {}


def test_a_crash_is_a_refusal_that_names_the_signal() -> None:
    refusal = refusal_of(crash)
    assert (refusal.code, refusal.params["sebab"]) == ("pembaca_berhenti", "SIGABRT")


def test_a_silent_exit_is_a_refusal() -> None:
    assert refusal_of(leave, 3).code == "pembaca_berhenti"


def test_hunger_for_memory_is_a_refusal() -> None:
    refusal = refusal_of(devour, 4 << 30)
    assert (refusal.code, refusal.params["batas"]) == ("memori_habis", "1.5 GB")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no /proc on this system")
def test_what_fits_under_the_limit_stays_under_it() -> None:
    assert 700_000_000 < run_limited(memory_peak) < child.MEMORY


def test_an_endless_computation_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "CPU_SECONDS", 1)
    refusal = refusal_of(spin)
    assert (refusal.code, refusal.params["detik"]) == ("waktu_habis", 1)


def test_endless_waiting_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "CPU_SECONDS", 1)
    assert refusal_of(sleep, 60).code == "waktu_habis"


def test_a_large_file_has_more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "CPU_SECONDS", 1)
    assert run_limited(sleep, 2, size=100_000_000) == 2


def test_a_refusal_inside_comes_out_with_its_code_and_parameters() -> None:
    refusal = refusal_of(refuse)
    assert (refusal.code, refusal.params) == ("zip_bom", {"bagian": "xl/a.xml"})
    assert "xl/a.xml" in str(refusal)


def test_another_error_of_the_program_stays_what_it_is() -> None:
    with pytest.raises(SourceError, match=r"sumber\.yml salah"):
        run_limited(err)


def test_a_fault_of_the_program_costs_one_file_and_keeps_its_traceback() -> None:
    refusal = refusal_of(fail)
    assert refusal.code == "pembaca_gagal"
    assert "ZeroDivisionError" in str(refusal)
    assert "in fail" in "".join(refusal.__notes__)


def test_what_a_child_prints_reaches_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_limited(chatter) == "selesai"
    assert capfd.readouterr() == ("", "")


def test_many_results_come_in_order_and_a_refusal_takes_its_own_place() -> None:
    results = list(run_many(sleep, [(0.3,), (0.0,), (-1.0,), (0.1,)], 3))
    assert [results[0], results[1], results[3]] == [0.3, 0.0, 0.1]
    assert isinstance(results[2], RejectedFile)


def test_a_crash_in_between_does_not_touch_its_neighbours() -> None:
    results = list(run_many(eval, [("1",), ("__import__('os').abort()",), ("3",)], 2))
    assert (results[0], results[2]) == (1, 3)
    assert results[1].code == "pembaca_berhenti"


def test_no_child_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    import multiprocessing

    monkeypatch.setattr(child, "CPU_SECONDS", 1)
    refusal_of(spin)
    refusal_of(crash)
    assert multiprocessing.active_children() == []


def test_a_system_without_fork_does_the_work_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "resource", None)
    assert run_limited(os.getpid) == os.getpid()
    assert refusal_of(refuse).code == "zip_bom"
