"""Find the files under `data/raw`, which of them are left out, and why."""

import fnmatch
import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from budget_pipeline.extract.settings import NAME, Settings, source_error
from budget_pipeline.extract.settings_tree import SettingsTree, top_of
from budget_pipeline.extract.sniff import EXTENSIONS
from budget_pipeline.issues import reject, sentence

# Names that hold no data, by what they are; the first that fits speaks.
IGNORED_NAMES = (
    ("berkas_kunci", ("~$*", ".~lock.*#")),
    ("unduhan_belum_selesai", ("*.part", "*.crdownload", "*.tmp", "*.download")),
    ("berkas_sistem", ("thumbs.db", "desktop.ini", ".ds_store", "._*")),
    (
        "berkas_pengaturan",
        (NAME, "koreksi.yml", "tanggapan.yml", "tanggapan.yaml", "tanggapan.xlsx", "profil*.yml"),
    ),
    ("berkas_keterangan", ("readme*",)),
    ("berkas_tersembunyi", (".*",)),
)
CHUNK = 1 << 20


@dataclass(frozen=True)
class Reason:
    """Why a file is not read: an entry of the message catalogue."""

    code: str
    params: dict[str, object] = field(default_factory=dict)

    def message(self, lang: str = "id") -> str:
        """Return the sentence in `lang`."""
        return sentence(self.code, lang, **self.params)


@dataclass(frozen=True)
class SourceFile:
    """One file of `data/raw`: either to be read, or `ignored`, or `rejected`, each with its reason.

    `name` is the path relative to RAW with forward slashes, as text; `sha256` is "" where the file
    was not opened; `stamp` is (size, mtime_ns, inode) as the hash was computed; `copy_of` is the
    name of an earlier file with the same bytes.
    """

    path: Path
    name: str
    sha256: str = ""
    size: int = 0
    ignored: Reason | None = None
    rejected: Reason | None = None
    settings: Settings = field(default_factory=Settings)
    stamp: tuple[int, int, int] = (0, 0, 0)
    copy_of: str = ""

    @property
    def readable(self) -> bool:
        """Tell whether the file is to be read."""
        return self.ignored is None and self.rejected is None


def find_files(raw: Path | list[Path]) -> list[SourceFile]:
    """Return every file under `raw` (folders or files) in byte order of its name.

    The same bytes under a later name are ignored, with `copy_of` naming the first.
    SourceError when a `sumber.yml` is wrong or a given path does not exist.
    """
    given = raw if isinstance(raw, list) else [raw]
    for path in given:
        if not os.path.lexists(path):
            raise source_error("sumber_tidak_ada", str(path))
    base = _base(given)
    found: dict[Path, SourceFile] = {}
    known = SettingsTree()
    for path in given:
        top = path if path.is_dir() else top_of(path.parent)
        for item in _walk(path, top) if path.is_dir() else [_Entry(path, None)]:
            found.setdefault(item.path, _source_file(item, top, base, known))
        if path.is_dir():
            found |= {file.path: file for file in _named_but_missing(known, top, base)}
    files = sorted(found.values(), key=lambda file: os.fsencode(os.fspath(file.path)))
    return _with_copies_marked(files)


def check_unchanged(file: SourceFile) -> None:
    """Raise RejectedFile if `file` was written to since it was found (call after reading it)."""
    try:
        now = _stamp(file.path.stat())
    except OSError as error:
        raise reject("tidak_dapat_dibuka", sebab=error.strerror or str(error)) from error
    if now != file.stamp:
        raise reject("masih_ditulis")


@dataclass(frozen=True)
class _Entry:
    path: Path
    ignored: Reason | None


def _base(given: list[Path]) -> Path:
    """Return the folder that names are relative to."""
    folders = [path if path.is_dir() else path.parent for path in given]
    return Path(os.path.commonpath([_absolute(folder) for folder in folders]))


def _walk(folder: Path, top: Path) -> Iterator[_Entry]:
    """Yield what lies in `folder` and below, never leaving it through a link."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield _Entry(folder, Reason("folder_tidak_dapat_dibuka", {"sebab": error.strerror or ""}))
        return
    for entry in entries:
        path = folder / entry.name
        if entry.is_symlink():
            yield _Entry(path, _link_reason(path, top))
        elif entry.is_dir(follow_symlinks=False):
            if entry.name.startswith("."):
                yield _Entry(path, Reason("berkas_tersembunyi"))
            elif _looks_like_data(entry.name):
                yield _Entry(path, Reason("folder_bernama_berkas"))
            else:
                yield from _walk(path, top)
        else:
            yield _Entry(path, None)


def _link_reason(path: Path, top: Path) -> Reason | None:
    """Return why a symbolic link is not followed; None for a link to a file inside RAW."""
    target = os.path.realpath(path)
    if os.path.commonpath([target, os.path.realpath(top)]) != os.path.realpath(top):
        return Reason("tautan_keluar")
    if not Path(target).is_file():
        return Reason("tautan_buntu")
    return None


def _looks_like_data(name: str) -> bool:
    suffix = PurePosixPath(name).suffix.lower().lstrip(".")
    return any(suffix in suffixes for suffixes in EXTENSIONS.values())


def _source_file(entry: _Entry, top: Path, base: Path, known: SettingsTree) -> SourceFile:
    file = SourceFile(entry.path, _shown(entry.path, base))
    ignored = entry.ignored or _ignored_by_name(entry.path.name)
    if ignored:
        return replace(file, ignored=ignored)
    settings = known.of(entry.path, top)
    file = replace(file, settings=settings)
    if settings.abaikan:
        return replace(file, ignored=Reason("diabaikan_sumber", {"alasan": settings.abaikan}))
    return _hashed(file)


def _ignored_by_name(name: str) -> Reason | None:
    folded = name.casefold()
    for code, patterns in IGNORED_NAMES:
        if any(fnmatch.fnmatchcase(folded, pattern) for pattern in patterns):
            return Reason(code)
    return None


def _hashed(file: SourceFile) -> SourceFile:
    """Return `file` with its hash, or rejected when it cannot be opened or is being written."""
    try:
        if not stat.S_ISREG(file.path.stat().st_mode):
            return replace(file, ignored=Reason("bukan_berkas_biasa"))
        # Never wait for a FIFO that took the file's place in between.
        handle = os.open(
            file.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
        with os.fdopen(handle, "rb") as stream:
            before = os.fstat(handle)
            digest = hashlib.sha256()
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
        after = file.path.stat()
    except OSError as error:
        reason = Reason("tidak_dapat_dibuka", {"sebab": error.strerror or str(error)})
        return replace(file, rejected=reason)
    if _stamp(before) != _stamp(after):
        return replace(file, size=after.st_size, rejected=Reason("masih_ditulis"))
    return replace(file, sha256=digest.hexdigest(), size=before.st_size, stamp=_stamp(before))


def _stamp(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ino


def _with_copies_marked(files: list[SourceFile]) -> list[SourceFile]:
    """Return `files` where the same bytes under a later name say so, naming the first."""
    first: dict[str, str] = {}
    result = []
    for file in files:
        if file.readable and file.size:
            original = first.setdefault(file.sha256, file.name)
            if original != file.name:
                reason = Reason("berkas_sama", {"asli": original})
                file = replace(file, copy_of=original, ignored=reason)
        result.append(file)
    return result


def _named_but_missing(known: SettingsTree, top: Path, base: Path) -> Iterator[SourceFile]:
    """Yield an ignored file for each entry of a `sumber.yml` that names no file: perhaps a slip."""
    for path, said_by in known.unmet(top):
        reason = Reason("sumber_berkas_tidak_ada", {"sumber": _shown(said_by, base)})
        yield SourceFile(path, _shown(path, base), ignored=reason)


def _absolute(path: Path) -> str:
    """Return the absolute path without following links."""
    return os.path.normpath(Path.cwd() / path)


def _shown(path: Path, base: Path) -> str:
    """Return the name relative to `base` as text; bytes that are no UTF-8 show as hexadecimal."""
    relative = os.path.relpath(_absolute(path), base).replace(os.sep, "/")
    return os.fsencode(relative).decode("utf-8", "backslashreplace")
