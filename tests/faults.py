"""Break a publishing process at a chosen moment and look at what is left.

Shared by tests/test_release_swap.py and the longer run in tests/benchmarks/release_faults.py.
"""

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from budget_pipeline.publish.shelf import STRAY, current_release, list_releases
from budget_pipeline.publish.verify import verify
from tests.conftest import ROOT

# System calls by which a release reaches the disk, and the errors a disk gives.
INJECTIONS = (
    ("pwrite64", "EIO"),
    ("pwrite64", "ENOSPC"),
    ("write", "ENOSPC"),
    ("fsync", "EIO"),
    ("rename", "EIO"),
    ("symlink", "EPERM"),
    ("pwrite64", "SIGKILL"),
    ("fsync", "SIGKILL"),
    ("rename", "SIGKILL"),
)


@dataclass
class Outcome:
    """What one broken run left: what happened, and everything that must not be."""

    what: str
    code: int
    current: str
    problems: list[str]


def command(published: Path, amount: str) -> list[str]:
    """Return the command that publishes the invented city."""
    return [sys.executable, "-m", "tests.publish_once", str(published), amount]


def start(published: Path, amount: str) -> "subprocess.Popen[str]":
    """Start publishing in a process of its own."""
    return subprocess.Popen(
        command(published, amount),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(published: Path, amount: str) -> str:
    """Publish undisturbed and return the release id."""
    process = start(published, amount)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out.strip()


def kill_at_random(
    published: Path, amounts: list[str], seconds: float, seed: int
) -> Iterator[Outcome]:
    """Kill one run per amount with SIGKILL at a random moment within `seconds`."""
    chance = random.Random(seed)
    for amount in amounts:
        before = current_release(published)
        moment = chance.uniform(0, seconds)
        process = start(published, amount)
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        yield inspect(published, before, f"kill after {moment:.2f} s", process.returncode)


def inject(published: Path, amount: str, call: str, fault: str, when: int) -> Outcome:
    """Make the `when`-th system call of its kind fail, or kill the process at it."""
    before = current_release(published)
    action = "signal=SIGKILL" if fault == "SIGKILL" else f"error={fault}"
    done = subprocess.run(
        ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={call}", "-e", "signal=none",
         "-e", f"inject={call}:{action}:when={when}", *command(published, amount)],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    outcome = inspect(published, before, f"{call} {when}: {fault}", done.returncode)
    if "Traceback" in done.stderr:
        outcome.problems.append(done.stderr.splitlines()[-1])
    return outcome


def count_calls(published: Path, amount: str) -> dict[str, int]:
    """Return how often an undisturbed run makes each system call."""
    log = published.parent / "strace.txt"
    calls = sorted({call for call, _ in INJECTIONS})
    subprocess.run(
        ["strace", "-f", "-qq", "-c", "-o", str(log), "-e", f"trace={','.join(calls)}",
         *command(published, amount)],
        cwd=ROOT, capture_output=True, check=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    found = re.findall(
        r"^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s+(?:\d+\s+)?(\w+)$", log.read_text(), re.M
    )
    return {name: int(count) for count, name in found if name in calls}


def inspect(published: Path, before: Path | None, what: str, code: int) -> Outcome:
    """Return whether what is published is the old release or a new one, whole."""
    current = current_release(published)
    problems = [] if current else ["no current release"]
    # Older ones were seen whole before, and the last test of a run looks at all again.
    for release in list_releases(published)[:1]:
        problems += [f"{release.id}: {problem}" for problem in verify(release.folder).problems]
    if current is not None and current == before:
        problems += verify(current).problems
    moved = current is not None and current != before
    if code == 0 and not moved:
        problems.append("the process said it had published, and had not")
    return Outcome(what, code, current.name if current else "", problems)


def strays(published: Path) -> list[str]:
    """Return what does not belong in a published folder."""
    known = {".kunci", "current", "current.txt", "releases"}
    return sorted(p.name for p in published.iterdir() if p.name not in known or STRAY in p.name)
