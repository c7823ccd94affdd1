"""Run a command to its end and tell what it took: wall clock, processor time, memory, of all its processes."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.02  # seconds between two looks at the processes
TICKS = os.sysconf("SC_CLK_TCK")
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Measured:
    """What a command took: seconds on the clock, seconds of processor, peak MB of its largest process."""

    wall: float
    cpu: float
    peak: float
    output: str


def measure(*command: str | Path) -> Measured:
    """Run `command` in a session of its own and return what all processes of that session took."""
    begun = time.perf_counter()
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen(
            [str(part) for part in command], cwd=ROOT, stdout=said, start_new_session=True
        ) as process,
    ):
        seen: dict[int, tuple[float, float]] = {}
        while process.poll() is None:
            for number, (cpu, peak) in _look(process.pid).items():
                before = seen.get(number, (0.0, 0.0))
                seen[number] = max(before[0], cpu), max(before[1], peak)
            time.sleep(EVERY)
        wall = time.perf_counter() - begun
        said.seek(0)
        output = said.read()
    if process.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {process.returncode}")
    cpu = sum(seconds for seconds, _ in seen.values())
    return Measured(wall, cpu, max(peak for _, peak in seen.values()), output)


def python(*arguments: str | Path) -> Measured:
    """Run this Python with `arguments`."""
    return measure(sys.executable, *arguments)


def load() -> str:
    """Return how many processes wait for a processor now, and how many processors there are."""
    return f"{os.getloadavg()[0]:.1f} / {os.cpu_count()}"


def _look(session: int) -> dict[int, tuple[float, float]]:
    """Return processor seconds and peak MB of every process of a session by its id."""
    found = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                taken = _taken(Path(entry.path), session)
            except (OSError, ValueError, IndexError):  # it ended while we looked
                continue
            if taken:
                found[int(entry.name)] = taken
    return found


def _taken(place: Path, session: int) -> tuple[float, float] | None:
    fields = (place / "stat").read_text().rpartition(")")[2].split()
    if int(fields[3]) != session:
        return None
    status = (place / "status").read_text()
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1000 if "VmHWM" in status else 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS, peak
