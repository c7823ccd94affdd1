"""What the pipeline tells about a release that its databases do not hold."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

# Placeholder, not registered with anyone: open-contracting.org gives out prefixes (docs/rilis.md).
OCDS_PREFIX = "ocds-xxxxxx"
EXCEL_ROWS = 200_000


@dataclass(frozen=True)
class InputFile:
    """One file of `data/raw`: path below it, SHA-256, size in bytes, status of design.md 4.1."""

    path: str
    sha256: str
    size: int
    status: str


@dataclass(frozen=True)
class ReleaseFacts:
    """Everything about a release beside its rows; part of the release id, save `previous`.

    `find_personal` returns what a text holds of personal data (empty: nothing). `settings` must
    not depend on the machine (no paths, no number of jobs). `previous` is the folder of the
    release to compare with. `excel_rows`: larger tables get no XLSX, and the manifest says so.
    """

    inputs: Sequence[InputFile]
    code_version: str
    find_personal: Callable[[str], Sequence[object]] = field(repr=False)
    settings: Mapping[str, str] = field(default_factory=dict)
    municipality: str = ""
    licence: str = ""
    contact: str = ""
    indicators: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    forced: bool = False
    reasons: Sequence[str] = ()
    previous: Path | None = None
    ocds_prefix: str = OCDS_PREFIX
    excel_rows: int = EXCEL_ROWS
