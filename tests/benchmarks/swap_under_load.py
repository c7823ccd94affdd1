"""Change the current release ten times while readers ask, and count failed and mixed answers: both have to be 0.

    python -m tests.benchmarks.swap_under_load [SWAPS]

Two releases of the sample differ in the name of the city; each answer has to say the city of the release it names.
"""

import shutil
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import httpx

from budget_pipeline.layout import CURRENT
from tests.benchmarks.measuring import load
from tests.site.processes import serving
from tests.site.sample import build_sample

CITIES = {"0123456789ab": "Kota Contoh", "ba9876543210": "Kota Baru"}
PATHS = ("/", "/anggaran/2024", "/paket/tender-888-1003", "/data/paket", "/penyedia", "/indikator")
READERS = 4
SETTLED = 20  # answers in a row, of all readers, from the newer release


def two_releases(folder: Path) -> Path:
    """Return a published folder with both releases; the first is current."""
    published = build_sample(folder / "published")
    first, second = (published / "releases" / name for name in CITIES)
    shutil.copytree(first, second)
    connection = sqlite3.connect(second / "data.db")
    connection.execute("UPDATE ringkas_wilayah SET nama = ?", (CITIES[second.name],))
    connection.commit()
    connection.close()
    return published


def judge(answer: httpx.Response) -> str:
    """Return what an answer is: the release it is wholly of, `failed` or `mixed`."""
    if answer.status_code != 200:
        return "failed"
    release = answer.headers.get("x-release", "")
    shown = {name for name, city in CITIES.items() if f"· {city}</title>" in answer.text}
    if not shown:  # Datasette's own pages name the city in the header alone
        shown = {name for name, city in CITIES.items() if f"<strong>{city}</strong>" in answer.text}
    return release if shown == {release} else "mixed"


def main(swaps: int) -> int:
    """Run the swaps, print the counts, return how many answers were wrong."""
    seen: list[str] = []
    enough = threading.Event()

    def read(address: str) -> None:
        with httpx.Client(headers={"connection": "close"}, timeout=60) as client:
            while not enough.is_set():
                for path in PATHS:
                    try:
                        seen.append(judge(client.get(address + path)))
                    except httpx.TransportError:
                        seen.append("failed")

    with tempfile.TemporaryDirectory() as folder:
        published = two_releases(Path(folder))
        with serving(published, "--workers", "2") as server:
            readers = [
                threading.Thread(target=read, args=(server.address,)) for _ in range(READERS)
            ]
            for reader in readers:
                reader.start()
            waits = []
            for swap in range(swaps):
                newer = list(CITIES)[(swap + 1) % 2]
                beside = published / "baru"
                beside.symlink_to(f"releases/{newer}")
                beside.replace(published / CURRENT)
                begun, before = time.monotonic(), len(seen)
                while set(seen[max(before, len(seen) - SETTLED) :]) != {newer}:
                    time.sleep(0.05)
                    if time.monotonic() - begun > 120:
                        break
                waits.append(time.monotonic() - begun)
            enough.set()
            for reader in readers:
                reader.join()
    counts = Counter(seen)
    wrong = counts["failed"] + counts["mixed"]
    print(
        f"{swaps} swaps, {len(seen)} answers: {counts['failed']} failed, {counts['mixed']} mixed;"
        f" {max(waits):.1f} s at most until all answers were of the newer one (load {load()})"
    )
    return wrong


if __name__ == "__main__":
    sys.exit(min(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10), 1))
