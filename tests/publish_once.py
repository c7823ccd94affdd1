"""Publish the invented city once, in a process of its own that a test can start, watch and kill.

usage: python -m tests.publish_once PUBLISHED [AMOUNT]
AMOUNT makes another content, so that the tests can tell two releases apart.
"""

import sqlite3
import sys
from decimal import Decimal
from pathlib import Path

from budget_pipeline.errors import BudgetPipelineError
from budget_pipeline.publish import lock
from budget_pipeline.publish.release import current_release, publish, sweep, workspace
from tests.publish_city import SMALL, budget_line, build_city, facts


def main(published: Path, amount: str = "1") -> int:
    """Publish and return the exit code a command would have."""
    try:
        with lock.hold(published):
            sweep(published)
            build = workspace(published)
            build_city(build, anggaran=[budget_line(5, Decimal(amount))])
            release = publish(build, published, SMALL, facts(previous=current_release(published)))
            print(release.id)
    except BudgetPipelineError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except (OSError, sqlite3.Error) as error:  # while building: the pipeline says it in one line
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
