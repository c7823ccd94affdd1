"""Whatever happens while a release is written, readers see the old one or the new one, whole."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from budget_pipeline.errors import LockedError, ReleaseError
from budget_pipeline.publish import lock, shelf
from budget_pipeline.publish.release import (
    current_release,
    find_release,
    list_releases,
    prune,
    rollback,
    sweep,
    workspace,
)
from budget_pipeline.publish.verify import verify
from tests.conftest import ROOT
from tests.faults import INJECTIONS, count_calls, finish, inject, kill_at_random, start, strays
from tests.publish_city import BUDGET, publish_city

HOLD = """
import sys, time
from pathlib import Path
from budget_pipeline.publish import lock
with lock.hold(Path(sys.argv[1])):
    print("ready", flush=True)
    time.sleep(60)
"""
KILLS = 10
POINTS = (0.6, 1.0)  # where among all calls of a kind: while writing, and the last one


# --- lock -------------------------------------------------------------------------------------


@pytest.fixture
def holder(tmp_path: Path) -> "subprocess.Popen[str]":
    """Return another process that holds the lock of tmp_path/published."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "published")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    yield process  # type: ignore[misc]
    process.kill()
    process.communicate()


def test_a_second_import_is_refused_and_told_who_holds_the_lock(
    tmp_path: Path, holder: "subprocess.Popen[str]"
) -> None:
    with pytest.raises(LockedError) as error, lock.hold(tmp_path / "published"):
        pytest.fail("two processes hold one lock")
    assert error.value.exit_code == 75
    assert f"pid {holder.pid}, mulai 20" in str(error.value)


def test_the_lock_of_a_killed_process_is_free_at_once(
    tmp_path: Path, holder: "subprocess.Popen[str]"
) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with lock.hold(tmp_path / "published"):
        assert (tmp_path / "published/.kunci").read_text().startswith(f"{os.getpid()} ")


def test_the_lock_may_be_taken_again_by_its_own_process_and_is_freed_once(tmp_path: Path) -> None:
    published = tmp_path / "published"
    with lock.hold(published), lock.hold(published):
        refused = start(published, "1")
        assert refused.wait(timeout=60) == 75
        refused.communicate()
    finish(published, "1")


def test_an_error_inside_frees_the_lock(tmp_path: Path) -> None:
    published = tmp_path / "published"
    with pytest.raises(ZeroDivisionError), lock.hold(published):
        _ = 1 / 0
    finish(published, "1")


# --- sweeping ---------------------------------------------------------------------------------


def test_a_new_start_removes_what_killed_ones_left_and_nothing_else(tmp_path: Path) -> None:
    published = tmp_path / "published"
    release = publish_city(published)
    stray = published / ".bangun-mati"
    (stray / "rilis").mkdir(parents=True)
    (stray / "rilis/data.db").write_bytes(b"x")
    (stray / "rilis/data.db").chmod(0o444)
    with lock.hold(published):
        ours = workspace(published)
        assert sweep(published) == [".bangun-mati"]
        assert ours.is_dir()
        shelf.discard(ours)
    assert strays(published) == []
    assert verify(release.folder).ok


# --- faults -----------------------------------------------------------------------------------


def test_kills_at_random_moments_leave_the_old_or_the_new_release(tmp_path: Path) -> None:
    published = tmp_path / "published"
    finish(published, "1")
    began = time.monotonic()
    finish(published, "2")
    seconds = time.monotonic() - began
    amounts = [str(n) for n in range(3, 3 + KILLS)]
    outcomes = list(kill_at_random(published, amounts, seconds, seed=1))
    assert [(o.what, o.problems) for o in outcomes if o.problems] == []
    assert {o.code for o in outcomes} <= {-signal.SIGKILL, 0}
    assert any(o.code == -signal.SIGKILL for o in outcomes)
    finish(published, "99")
    assert strays(published) == []


@pytest.fixture(scope="module")
def strace() -> str:
    """The path of strace, where it may trace processes."""
    path = shutil.which("strace")
    if path is None:
        pytest.skip("strace is not installed")
    if subprocess.run(
        [path, "-o", os.devnull, "true"], capture_output=True, check=False
    ).returncode:
        pytest.skip("strace may not trace processes here")
    return path


@pytest.mark.usefixtures("strace")
def test_failing_writes_syncs_and_renames_leave_the_old_or_the_new_release(tmp_path: Path) -> None:
    published = tmp_path / "published"
    finish(published, "1")
    calls = count_calls(published, "2")
    assert min(calls[call] for call, _ in INJECTIONS) >= 1
    failed = []
    refused = 0
    for number, (call, fault) in enumerate(INJECTIONS):
        for when in sorted({max(1, round(calls[call] * share)) for share in POINTS}):
            outcome = inject(published, f"{1000 + 10 * number + when % 10}", call, fault, when)
            failed += [(outcome.what, outcome.problems)] if outcome.problems else []
            refused += outcome.code != 0
    assert failed == []
    # An injection that injects nothing would pass for the wrong reason.
    assert refused > len(INJECTIONS)
    finish(published, "99")
    assert strays(published) == []


def test_files_reach_the_disk_before_their_folder_gets_its_name(
    tmp_path: Path, strace: str
) -> None:
    published = tmp_path / "published"
    log = tmp_path / "log.txt"
    subprocess.run(
        [strace, "-f", "-qq", "-y", "-o", log, "-e", "trace=fsync,rename,renameat,renameat2",
         sys.executable, "-m", "tests.publish_once", published, "1"],
        cwd=ROOT, check=True,
    )  # fmt: skip
    lines = log.read_text().splitlines()
    named = next(n for n, line in enumerate(lines) if "rename" in line and "/releases/" in line)
    switched = next(n for n, line in enumerate(lines) if "rename" in line and '/current"' in line)
    synced = [line for line in lines[:named] if "fsync" in line]
    (release,) = list_releases(published)
    assert len(synced) >= len(list(release.folder.rglob("*")))
    assert any("fsync" in line and "/releases>" in line for line in lines[named:switched])
    assert any("fsync" in line and "/published>" in line for line in lines[switched:])


def test_a_reader_never_meets_a_missing_or_mixed_release(tmp_path: Path) -> None:
    published = tmp_path / "published"
    publish_city(published)
    stop = threading.Event()
    seen: set[str] = set()
    wrong: list[str] = []

    def read() -> None:
        while not stop.is_set():
            folder = published / "current"
            try:
                target = folder.resolve(strict=True)
                named = (target / "manifest.json").read_text("utf-8")
            except OSError as error:
                wrong.append(str(error))
                continue
            seen.add(target.name)
            if f'"release": "{target.name}"' not in named:
                wrong.append(target.name)

    reader = threading.Thread(target=read)
    reader.start()
    for n in range(1, 6):
        publish_city(published, anggaran=BUDGET[:n])
    stop.set()
    reader.join()
    assert wrong == []
    assert len(seen) > 1


# --- the shelf --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a published folder of three releases, oldest first 1, 2, 3 budget lines."""
    published = tmp_path_factory.mktemp("rak") / "published"
    for n in (1, 2, 3):
        publish_city(published, anggaran=BUDGET[:n])
    return published


@pytest.fixture
def copied(three: Path, tmp_path: Path) -> Path:
    shutil.copytree(three, tmp_path / "published", symlinks=True)
    return tmp_path / "published"


def test_releases_are_listed_newest_first(three: Path) -> None:
    counts = [
        len((r.folder / "unduhan/jsonl/anggaran.jsonl").read_text().splitlines())
        for r in list_releases(three)
    ]
    assert counts == [3, 2, 1]
    assert current_release(three) == list_releases(three)[0].folder.resolve()


def broken(folder: Path) -> list[str]:
    return verify(folder).problems


def test_rollback_makes_an_older_release_current(copied: Path) -> None:
    oldest = list_releases(copied)[-1]
    assert rollback(copied, oldest.id[:6], broken).id == oldest.id
    assert current_release(copied) == oldest.folder.resolve()
    assert len(list_releases(copied)) == 3


def test_rollback_refuses_a_damaged_release_and_an_unknown_one(copied: Path) -> None:
    newest, _, oldest = list_releases(copied)
    (oldest.folder / "BACA-SAYA.md").chmod(0o644)
    (oldest.folder / "BACA-SAYA.md").write_text("x")
    with pytest.raises(ReleaseError, match=f"Rilis {oldest.id} rusak"):
        rollback(copied, oldest.id, broken)
    with pytest.raises(ReleaseError, match=r"Rilis 'zz' tidak ada\. Rilis yang ada: "):
        rollback(copied, "zz", broken)
    with pytest.raises(ReleaseError):
        find_release(copied, "")
    assert current_release(copied) == newest.folder.resolve()


def test_prune_keeps_the_newest_and_the_current_one(copied: Path) -> None:
    newest, middle, oldest = list_releases(copied)
    rollback(copied, oldest.id, broken)
    assert prune(copied, keep=1) == [middle.id]
    assert {r.id for r in list_releases(copied)} == {newest.id, oldest.id}
    assert prune(copied, keep=0) == []
    assert strays(copied) == []


def test_where_symlinks_cannot_be_a_line_of_text_names_the_current_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(1314, "A required privilege is not held by the client")

    monkeypatch.setattr(Path, "symlink_to", no_links)
    published = tmp_path / "published"
    publish_city(published, anggaran=BUDGET[:1])
    second = publish_city(published, anggaran=BUDGET[:2])
    assert (published / "current.txt").read_text() == f"releases/{second.id}\n"
    assert not (published / "current").exists()
    assert current_release(published) == second.folder.resolve()
    monkeypatch.undo()
    third = publish_city(published, anggaran=BUDGET[:3])
    assert not (published / "current.txt").exists()
    assert current_release(published) == third.folder.resolve()
