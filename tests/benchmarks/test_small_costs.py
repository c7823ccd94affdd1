"""What must stay cheap: a child process per file, and joining suppliers by name as they grow."""

import random
import time
from collections.abc import Callable

import pandas as pd

from budget_pipeline.clean.suppliers import resolve
from budget_pipeline.extract.child import run_limited
from tests.test_suppliers import COLUMNS

STEMS = ("KARYA", "MANDIRI", "JAYA", "UTAMA", "ABADI", "PERKASA", "PERSADA", "CIPTA")


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """Return the shortest of three runs of `work`, each `times` over, in seconds a time."""
    spent = []
    for _ in range(3):
        begun = time.perf_counter()
        for _ in range(times):
            work()
        spent.append((time.perf_counter() - begun) / times)
    return min(spent)


def names(count: int) -> pd.DataFrame:
    """Return suppliers whose names share their words, so that many pairs look alike."""
    chance = random.Random(3)
    spelled = [" ".join(["CV", *chance.choices(STEMS, k=3), str(n)]) for n in range(count)]
    rows = [(name, None, f"spse:{n}") for n, name in enumerate(spelled)]
    padded = [(*row, *[None] * (len(COLUMNS) - len(row))) for row in rows]
    return pd.DataFrame(padded, columns=COLUMNS)


def test_a_child_process_beside_a_bare_call() -> None:
    run_limited(len, "warm")
    child, bare = seconds(lambda: run_limited(len, "a"), 10), seconds(lambda: len("a"), 10)
    print(f"\na child process: {child * 1000:.1f} ms more than a call of {bare * 1e6:.1f} µs")
    assert run_limited(len, "abc") == 3


def test_joining_suppliers_grows_with_their_number() -> None:
    few, many = names(5_000), names(20_000)
    ratio = seconds(lambda: resolve(many)) / seconds(lambda: resolve(few))
    print(f"\n20,000 like names take {ratio:.1f} times as long as 5,000 (4 is linear)")
    assert resolve(few).penyedia["id_penyedia"].nunique() == 5_000
