"""Break publishing more often than the suite has time for: kills, and each system call failing.

usage: python -m tests.benchmarks.release_faults [--kills 200] [--points 20]
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.faults import INJECTIONS, Outcome, count_calls, finish, inject, kill_at_random, strays


def main() -> int:
    """Print one line per kind of fault; return 1 when any left a mixed state or a stray."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="runs killed at a random moment")
    parser.add_argument("--points", type=int, default=20, help="moments per system call and error")
    options = parser.parse_args()
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        published = Path(folder) / "published"
        finish(published, "1")
        began = time.monotonic()
        finish(published, "2")
        seconds = time.monotonic() - began
        amounts = [str(n) for n in range(3, 3 + options.kills)]
        bad += report("kill -9", list(kill_at_random(published, amounts, seconds, seed=2)))
        calls = count_calls(published, "900000") if options.points else {}
        for number, (call, fault) in enumerate(INJECTIONS if options.points else ()):
            steps = {1 + calls[call] * n // options.points for n in range(options.points)}
            outcomes = [
                inject(published, str(10_000_000 + number * 100_000 + when), call, fault, when)
                for when in sorted(steps)
            ]
            bad += report(f"{call} {fault}", outcomes)
        finish(published, "99999999")
        left = strays(published)
        print(f"strays after the next start: {left}")
    return 1 if bad or left else 0


def report(kind: str, outcomes: list[Outcome]) -> int:
    """Print what one kind of fault did, and return how many runs left something wrong."""
    stopped = sum(outcome.code != 0 for outcome in outcomes)
    wrong = [outcome for outcome in outcomes if outcome.problems]
    print(f"{kind}: {len(outcomes)} runs, {stopped} stopped, {len(wrong)} mixed", flush=True)
    for outcome in wrong:
        print(f"  {outcome.what}: {outcome.problems}", flush=True)
    return len(wrong)


if __name__ == "__main__":
    sys.exit(main())
