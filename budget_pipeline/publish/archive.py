"""Pack a release into one zip whose bytes depend on nothing but the files."""

import shutil
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

FIXED_DATE = (1980, 1, 1, 0, 0, 0)
PACKED = {".xlsx", ".parquet"}  # compressed already


def write_zip(
    target: Path, folder: str, files: Mapping[str, Path], texts: Mapping[str, str]
) -> None:
    """Write `files` (name in the zip -> source) and `texts` under one top folder, by name."""
    with zipfile.ZipFile(target, "w") as archive:
        for name in _sorted({*files, *texts}):
            entry = zipfile.ZipInfo(f"{folder}/{name}", FIXED_DATE)
            entry.external_attr = 0o100644 << 16
            entry.create_system = 3  # Unix, on whichever system it is packed
            stored = Path(name).suffix in PACKED
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            if name in texts:
                archive.writestr(entry, texts[name])
                continue
            entry.file_size = files[name].stat().st_size
            with files[name].open("rb") as source, archive.open(entry, "w") as sink:
                shutil.copyfileobj(source, sink, 1 << 20)


def _sorted(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: name.encode())
