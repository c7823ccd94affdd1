"""Let one import at a time write to a published folder.

The lock belongs to an open file, so the system takes it back when the process ends, however it
ends; the text in the file only tells who holds it.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from budget_pipeline.errors import LockedError

NAME = ".kunci"
_held: set[Path] = set()

if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _try_lock(handle: IO[str]) -> None:
        # Windows locks bytes, not files: a byte far behind the text leaves the text readable.
        handle.seek(1 << 30)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(handle: IO[str]) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def hold(published: Path) -> Iterator[None]:
    """Hold the lock of `published` (made if missing); LockedError names the process that has it.

    Within one process it may be taken again while held.
    """
    published.mkdir(parents=True, exist_ok=True)
    key = published.resolve()
    if key in _held:
        yield
        return
    with (published / NAME).open("a+", encoding="utf-8") as handle:
        try:
            _try_lock(handle)
        except OSError:
            raise LockedError(_held_by(handle, published)) from None
        _held.add(key)
        try:
            _sign(handle)
            yield
        finally:
            _held.discard(key)


def _sign(handle: IO[str]) -> None:
    handle.seek(0)
    handle.truncate()
    handle.write(f"{os.getpid()} {datetime.now().astimezone():%Y-%m-%d %H:%M:%S %z}\n")
    handle.flush()


def _held_by(handle: IO[str], published: Path) -> str:
    handle.seek(0)
    pid, _, started = handle.readline().strip().partition(" ")
    holder = f"pid {pid}, mulai {started}" if pid else "prosesnya belum menulis namanya"
    return (
        f"Impor lain sedang menulis ke {published} ({holder})."
        " Tunggu sampai selesai, lalu coba lagi."
    )
