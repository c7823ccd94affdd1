"""Start the process that hands out a child per file; light to import, so that it can come first."""

from budget_pipeline.extract import child


def start_workers() -> None:
    """Have that process read all declarations while this one goes on."""
    child.prepare("budget_pipeline.pipeline.warm")
