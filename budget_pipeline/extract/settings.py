"""Read `sumber.yml`: what finance staff say about files that the files cannot say themselves."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from budget_pipeline.errors import SourceError
from budget_pipeline.extract.words import whole_number
from budget_pipeline.issues import sentence
from budget_pipeline.schema.read import load_schema

NAME = "sumber.yml"
MAX_SIZE = 1_000_000
TAX_NUMBERS = ("samar", "tampil")
REGION = re.compile(r"\d\d(\.\d\d)?")


@dataclass(frozen=True)
class AcceptedDifference:
    """A difference between stated and computed total that staff have explained.

    `selisih` is decimal text in rupiah, stated minus computed.
    """

    kolom: str
    selisih: str
    alasan: str
    lembar: str | None = None


@dataclass(frozen=True)
class Settings:
    """What `sumber.yml` says about one file; None where it is silent. Dates are ISO text."""

    kode_wilayah: str | None = None
    nama_daerah: str | None = None
    tahun: int | None = None
    tahapan: str | None = None
    satuan: str | None = None
    sampai_tanggal: str | None = None
    kode_skpd: str | None = None
    nama_skpd: str | None = None
    diterima: str | None = None
    asal: str | None = None
    lisensi: str | None = None
    npwp_badan: str | None = None
    abaikan: str | None = None
    terima_selisih: tuple[AcceptedDifference, ...] | None = None


KEYS = tuple(field.name for field in fields(Settings))


@dataclass(frozen=True)
class SourceSettings:
    """One `sumber.yml`: what it says for every file here and below, and for single files."""

    folder: Settings
    files: dict[str, Settings]


def read_settings(path: Path, shown: str) -> SourceSettings:
    """Return the `sumber.yml` at `path`, called `shown` in messages; SourceError if it is wrong."""
    raw = _load(path, shown)
    entries = raw.pop("berkas", None) or {}
    if not isinstance(entries, dict):
        raise source_error(
            "sumber_nilai_salah", shown, kunci="berkas", nilai=entries, harus=_MAPPING
        )
    by_file = {}
    for name, entry in entries.items():
        if not isinstance(entry, dict):
            raise source_error("sumber_nilai_salah", shown, kunci=name, nilai=entry, harus=_MAPPING)
        by_file[normal_name(str(name))] = _settings(entry, shown, f"berkas.{name}.")
    return SourceSettings(_settings(raw, shown, ""), by_file)


def merged(layers: Iterable[Settings]) -> Settings:
    """Return one Settings where a later layer wins, key by key."""
    result = Settings()
    for layer in layers:
        told = {key: getattr(layer, key) for key in KEYS if getattr(layer, key) is not None}
        result = replace(result, **told)
    return result


def normal_name(name: str) -> str:
    """Return a relative file name in one spelling, whatever the system that wrote it."""
    return unicodedata.normalize("NFC", name.replace("\\", "/").removeprefix("./"))


def _load(path: Path, shown: str) -> dict[str, Any]:
    try:
        if path.stat().st_size > MAX_SIZE:
            raise source_error("sumber_rusak", shown, baris="-", sebab=f"> {MAX_SIZE} byte")
        raw = yaml.load(path.read_text(encoding="utf-8-sig"), _Loader)  # noqa: S506 (a SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "-"
        raise source_error("sumber_rusak", shown, baris=line, sebab=error.problem) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError) as error:
        raise source_error("sumber_rusak", shown, baris="-", sebab=error) from error
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        raise source_error("sumber_nilai_salah", shown, kunci="-", nilai=raw, harus=_MAPPING)
    return {str(key): value for key, value in raw.items()}


def _settings(raw: dict[str, Any], shown: str, prefix: str) -> Settings:
    values = {}
    for key, value in raw.items():
        if key not in KEYS:
            raise source_error(
                "sumber_kunci_tidak_dikenal", shown, kunci=f"{prefix}{key}", dikenal=", ".join(KEYS)
            )
        parse, expected = PARSERS.get(key, (_text, "teks"))
        parsed = None if value is None else parse(value)
        if value is not None and parsed is None:
            raise source_error(
                "sumber_nilai_salah", shown, kunci=f"{prefix}{key}", nilai=value, harus=expected
            )
        values[key] = parsed
    return Settings(**values)


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _region(value: Any) -> str | None:
    return value if isinstance(value, str) and REGION.fullmatch(value) else None


def _year(value: Any) -> int | None:
    if isinstance(value, str):
        value = whole_number(value)
    is_year = isinstance(value, int) and not isinstance(value, bool) and 2000 <= value <= 2100
    return value if is_year else None


def _date(value: Any) -> str | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value.strip()).isoformat()
        except ValueError:
            return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else None


def _one_of(words: tuple[str, ...]) -> tuple[Callable[[Any], str | None], str]:
    return lambda value: value if value in words else None, ", ".join(words)


def _units() -> tuple[str, ...]:
    return tuple(code.title.id for code in load_schema().codelists["satuan_uang"].codes)


def _stage(value: Any) -> str | None:
    return value if isinstance(value, str) and value in _stages() else None


def _stages() -> list[str]:
    codes = load_schema().codelists["tahapan_apbd"].codes
    return [code.code for code in codes]


def _differences(value: Any) -> tuple[AcceptedDifference, ...] | None:
    if not isinstance(value, list) or not value:
        return None
    accepted = []
    for item in value:
        if not isinstance(item, dict) or not {"kolom", "selisih", "alasan"} <= set(item):
            return None
        if set(item) - {"kolom", "selisih", "alasan", "lembar"}:
            return None
        texts = {key: str(text).strip() for key, text in item.items()}
        if not re.fullmatch(r"-?\d+(\.\d{1,2})?", texts["selisih"]) or not all(texts.values()):
            return None
        accepted.append(AcceptedDifference(**texts))
    return tuple(accepted)


_MAPPING = "pasangan kunci: nilai"
# Codes are quoted text: YAML reads 81.10 as the number 81.1, and the region is another one.
PARSERS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "kode_wilayah": (_region, 'kode dalam tanda kutip, misalnya "81.04"'),
    "kode_skpd": (_text, 'kode dalam tanda kutip, misalnya "1.01.0.00.0.00.01.0000"'),
    "tahun": (_year, "tahun empat angka, misalnya 2024"),
    "tahapan": (_stage, "murni, pergeseran-1, perubahan, ..."),
    "satuan": _one_of(_units()),
    "npwp_badan": _one_of(TAX_NUMBERS),
    "diterima": (_date, "tanggal, misalnya 2024-02-01"),
    "sampai_tanggal": (_date, "tanggal, misalnya 2024-06-30"),
    "terima_selisih": (_differences, '[{kolom: ..., selisih: "1000", alasan: "..."}]'),
}


class _Loader(yaml.SafeLoader):
    """Safe YAML that refuses a key given twice, where the last would win silently."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(None, None, f'"{key}" 2x', node.start_mark)
        return super().construct_mapping(node, deep)


def source_error(code: str, shown: str, **params: Any) -> SourceError:
    """Return the error that says in the catalogue's words what is wrong with `shown`."""
    return SourceError(sentence(code, "id", berkas=shown, **params))
