"""Hand the work of a lake to a Spark cluster: one task per file, then one per municipality.

Each task runs the same Python as one machine would, reader in a child process included. Raw files
and lake must lie where every machine of the cluster sees them under the same path.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from budget_pipeline.indicators.engines.spark.session import session
from budget_pipeline.pipeline.files import find_jobs, read_files
from budget_pipeline.pipeline.region import RegionTask, process_region


def clean_files(raw: list[Path], cache_dir: Path, master: str) -> None:
    """Clean every file of `raw` as a task; the results lie in `cache_dir`, where `fill` finds them."""
    found = find_jobs(raw)
    context = session(master).sparkContext

    def clean(item: Any) -> None:
        list(read_files([item], jobs=1, cache_dir=cache_dir))

    context.parallelize(found, max(len(found), 1)).foreach(clean)


def spread_regions(tasks: Sequence[RegionTask], master: str) -> list[dict[str, Any]]:
    """Write each municipality as a task; return what their marks say."""
    context = session(master).sparkContext
    return list(context.parallelize(tasks, max(len(tasks), 1)).map(process_region).collect())
