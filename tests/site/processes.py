"""Run `budget-pipeline serve` as its users do, in processes of its own, for the length of a test."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx


@dataclass(frozen=True)
class Serving:
    """A server under way: where it answers and its first process."""

    address: str
    process: "subprocess.Popen[str]"

    @property
    def workers(self) -> list[int]:
        """Return the processes that take requests; Linux only."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        return [int(child) for child in children if "resource_tracker" not in _command(child)] or [
            pid
        ]


def _command(pid: str) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").replace("\0", " ")


def peak_memory(pid: int) -> int:
    """Return the most bytes a process has held in memory."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


@contextmanager
def serving(published: Path, *options: str) -> Iterator[Serving]:
    """Yield the server of `published` on a free port."""
    command = [sys.executable, "-m", "budget_pipeline", "serve", "--port", "0"]
    process = subprocess.Popen(
        [*command, "--published", str(published), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, process.communicate()[1]
        server = Serving(line.split()[2], process)
        # The socket listens from the start; the first answer comes when a process has begun.
        httpx.get(f"{server.address}/-/sehat", timeout=60).raise_for_status()
        yield server
    finally:
        process.terminate()
        process.communicate(timeout=60)
