"""Read OCDS in any packaging: release and record packages, arrays, JSON lines, single releases.

JSON lines of compiled releases stream, whatever their number. Releases that tell only a part of a
process wait on disk until all files are read, and are then compiled by ocid. Amounts stay exact
(Decimal). Numbers that JSON does not know (NaN) and lines that are no JSON are reported.
"""

import gzip
import json
import pickle
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import IO, Any

from budget_pipeline.indicators.ocds.compiling import compile_releases, date_key, is_compiled
from budget_pipeline.indicators.remarks import AnalysisError, Remark, Remarks, remark

Json = dict[str, Any]
TOO_DEEP = "bersarang terlalu dalam"
GZIP, BOM = b"\x1f\x8b", b"\xef\xbb\xbf"
UNREADABLE = (ValueError, RecursionError)


@dataclass(frozen=True)
class Found:
    """One release and where it stood: the file, and its line or its place in the package."""

    path: Path
    number: int
    release: Json


def read_ocds(paths: Iterable[Path], *, remarks: Remarks | None = None) -> Iterator[Json]:
    """Yield one compiled release per contracting process; AnalysisError when a file is no OCDS.

    What was left out is appended to `remarks`, with file and line.
    """
    for found in read_processes(paths, remarks=[] if remarks is None else remarks):
        yield found.release


def read_processes(
    paths: Iterable[Path], *, remarks: Remarks, one_each: bool = False
) -> Iterator[Found]:
    """Yield each process with its place; `one_each` keeps the latest of several with one ocid."""
    with _Waiting() as waiting:
        for path in paths:
            for found in _releases(path, remarks):
                ocid = found.release.get("ocid")
                if not isinstance(ocid, str) or not ocid:
                    remarks.append(remark(path.name, "ocds_tanpa_ocid", row=found.number))
                elif one_each or not is_compiled(found.release):
                    waiting.add(ocid, found, remarks)
                else:
                    yield found
        yield from waiting.compiled(remarks)


class _Waiting:
    """Releases set aside on disk until the last file is read."""

    def __enter__(self) -> "_Waiting":
        # An empty name is a temporary database that SQLite deletes by itself.
        self._store = sqlite3.connect("")
        self._store.execute("CREATE TABLE rilis (ocid TEXT, berkas TEXT, nomor INTEGER, isi BLOB)")
        return self

    def __exit__(self, *_: object) -> None:
        self._store.close()

    def add(self, ocid: str, found: Found, remarks: Remarks) -> None:
        """Set one release aside."""
        try:
            content = pickle.dumps(found.release)
        except RecursionError:
            remarks.append(_too_deep(found))
            return
        row = (ocid, str(found.path), found.number, content)
        self._store.execute("INSERT INTO rilis VALUES (?, ?, ?, ?)", row)

    def compiled(self, remarks: Remarks) -> Iterator[Found]:
        """Yield one release per ocid, in the order in which each was first met."""
        self._store.execute("CREATE INDEX rilis_ocid ON rilis (ocid)")
        order = self._store.execute("SELECT ocid FROM rilis GROUP BY ocid ORDER BY MIN(rowid)")
        for (ocid,) in order:
            rows = self._store.execute(
                "SELECT berkas, nomor, isi FROM rilis WHERE ocid = ? ORDER BY rowid", (ocid,)
            )
            group = [Found(Path(path), number, pickle.loads(text)) for path, number, text in rows]
            try:
                process = _one(group, remarks)
            except RecursionError:
                remarks.append(_too_deep(group[0]))
            else:
                yield process


def _one(group: list[Found], remarks: Remarks) -> Found:
    """Return the process of one ocid: the latest compiled release, else all releases compiled."""
    whole = [found for found in group if is_compiled(found.release)]
    if len(group) == 1:
        return group[0]
    if whole:
        latest = max(whole, key=lambda found: date_key(found.release.get("date")))
        remarks.append(
            remark(
                latest.path.name,
                "ocds_ocid_ganda",
                row=latest.number,
                ocid=latest.release["ocid"],
                jumlah=len(group),
            )
        )
        return latest
    last = group[-1]
    return Found(last.path, last.number, compile_releases(found.release for found in group))


def _releases(path: Path, remarks: Remarks) -> Iterator[Found]:
    for number, value in _values(path, remarks):
        for offset, release in enumerate(_unpack(value, path, number, remarks)):
            yield Found(path, number + offset, release)


def _values(path: Path, remarks: Remarks) -> Iterator[tuple[int, Any]]:
    """Yield (line, value) of each line of JSON lines, or (1, value) of one JSON document."""
    try:
        yield from _read(path, remarks)
    except (OSError, EOFError, zlib.error) as error:
        raise AnalysisError(
            "berkas_tidak_terbuka",
            ditemukan=path.name,
            sebab=getattr(error, "strerror", None) or str(error),
        ) from None


def _read(path: Path, remarks: Remarks) -> Iterator[tuple[int, Any]]:
    with _open(path) as handle:
        lines = (
            (number, line)
            for number, line in enumerate(handle, start=1)
            if line.removeprefix(BOM).strip()
        )
        first, second = next(lines, None), next(lines, None)
        if first is None:
            raise AnalysisError("ocds_bukan_json", ditemukan=path.name, sebab="kosong")
        opening = [first] if second is None else [first, second]
        if _parsed(first[1]) is None:
            text = b"".join(line for _, line in chain(opening, lines))
            yield from _document(path, text, remarks)
        else:
            yield from _lines(path, chain(opening, lines), remarks)


def _document(path: Path, text: bytes, remarks: Remarks) -> Iterator[tuple[int, Any]]:
    """Yield the one value of a JSON text; if it is none, try its lines one by one."""
    try:
        yield 1, _parse(text)
        return
    except UNREADABLE as error:
        reason = _why(error)
    numbered = [(at, line) for at, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not any(isinstance(_parsed(line), dict) for _, line in numbered):
        raise AnalysisError("ocds_bukan_json", ditemukan=path.name, sebab=reason)
    yield from _lines(path, numbered, remarks)


def _lines(
    path: Path, lines: Iterable[tuple[int, bytes]], remarks: Remarks
) -> Iterator[tuple[int, Any]]:
    for number, line in lines:
        try:
            value = _parse(line)
        except UNREADABLE as error:
            remarks.append(remark(path.name, "ocds_baris_rusak", row=number, sebab=_why(error)))
        else:
            yield number, value


def _unpack(value: Any, path: Path, number: int, remarks: Remarks) -> Iterator[Json]:
    """Yield the releases in a release, a record, a package of either, or a list of those."""
    if isinstance(value, list):
        for member in value:
            yield from _unpack(member, path, number, remarks)
    elif isinstance(value, dict) and isinstance(value.get("records"), list):
        for record in value["records"]:
            yield from _record(record, path, number, remarks)
    elif isinstance(value, dict) and ("compiledRelease" in value or _is_record(value)):
        yield from _record(value, path, number, remarks)
    elif isinstance(value, dict) and isinstance(value.get("releases"), list):
        for release in value["releases"]:
            yield from _unpack(release, path, number, remarks)
    elif isinstance(value, dict) and "ocid" in value:
        yield value
    else:
        remarks.append(
            remark(path.name, "ocds_bukan_rilis", row=number, ditemukan=_describe(value))
        )


def _record(record: Any, path: Path, number: int, remarks: Remarks) -> Iterator[Json]:
    if not isinstance(record, dict):
        found = _describe(record)
        remarks.append(remark(path.name, "ocds_bukan_rilis", row=number, ditemukan=found))
        return
    compiled, releases = record.get("compiledRelease"), record.get("releases")
    if isinstance(compiled, dict):
        yield {"ocid": record.get("ocid"), **compiled, "tag": ["compiled"]}
        return
    # A linked release has an address and a date, and nothing else of use.
    embedded = [
        release
        for release in (releases if isinstance(releases, list) else [])
        if isinstance(release, dict) and "ocid" in release
    ]
    if not embedded:
        ocid = str(record.get("ocid"))
        remarks.append(remark(path.name, "ocds_rekaman_tertaut", row=number, ditemukan=ocid))
    yield from embedded


def _is_record(value: Json) -> bool:
    return "ocid" in value and isinstance(value.get("releases"), list)


def _describe(value: Any) -> str:
    """Return what a value is, short enough for one line."""
    if isinstance(value, dict):
        return "objek berisi " + (", ".join(sorted(map(str, value))[:8]) or "kosong")
    return {str: "teks", bool: "ya/tidak", type(None): "null"}.get(type(value), "angka")


def _open(path: Path) -> IO[bytes]:
    with path.open("rb") as handle:
        zipped = handle.read(2) == GZIP
    return gzip.open(path) if zipped else path.open("rb")  # type: ignore[return-value]


def _parsed(line: bytes) -> Any:
    try:
        return _parse(line)
    except UNREADABLE:
        return None


def _parse(text: bytes) -> Any:
    value = json.loads(text.removeprefix(BOM), parse_float=Decimal, parse_constant=_refuse)
    if b"\\ud" in text or b"\\uD" in text:
        # Half a character cannot be written anywhere: refused here, with its line.
        json.dumps(value, ensure_ascii=False, default=str).encode("utf-8")
    return value


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not a JSON number")


def _why(error: Exception) -> str:
    return TOO_DEEP if isinstance(error, RecursionError) else str(error)


def _too_deep(found: Found) -> Remark:
    return remark(found.path.name, "ocds_baris_rusak", row=found.number, sebab=TOO_DEEP)
