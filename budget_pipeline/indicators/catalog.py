"""Read the catalogue: each .sql in a group folder is one indicator; the folder is the list."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from budget_pipeline.errors import SchemaError
from budget_pipeline.indicators.frontmatter import refuse_unknown, split, text
from budget_pipeline.indicators.model import (
    BASES,
    CONFIRMED,
    DIMENSIONS,
    UNCONFIRMED,
    Catalog,
    Indicator,
    Parameter,
    Reference,
    SharedTable,
    Transition,
    Value,
)
from budget_pipeline.schema.model import Schema
from budget_pipeline.schema.read import load_schema

HERE = Path(__file__).parent
GROUPS = (
    "anggaran",
    "rencana",
    "persaingan",
    "harga",
    "waktu",
    "persekongkolan",
    "kontrak",
    "statistik",
)
CODE = re.compile(r"[A-Z]{3}-\d{2}")
KEYS = (
    "kode versi judul pertanyaan deskripsi alasan penjelasan_wajar yang_diperiksa subjek populasi"
    " tingkat rujukan kolom_wajib parameter dimensi pengecualian komponen_skor putusan status butuh"
    " tanpa_kasus riwayat"
)
WORDS = ("judul", "pertanyaan", "deskripsi", "alasan", "penjelasan_wajar", "yang_diperiksa")
PARAMETER_KEYS = "judul satuan nilai utama tetap transisi sama_dengan dasar asal_dasar status"
VALUE_KEYS = (
    "nilai dasar asal_dasar status berlaku_sejak berlaku_sampai jenis_pengadaan kode_wilayah"
)
CASES = ("terpicu", "tidak_terpicu", "tidak_dapat_dihitung")


@cache
def load_catalog(root: Path = HERE) -> Catalog:
    """Return all indicators and shared tables under `root`; SchemaError names file and key."""
    schema = load_schema()
    found = [
        read_indicator(path, schema)
        for group in GROUPS
        for path in sorted((root / group).glob("*.sql"))
    ]
    indicators = {item.kode: item for item in sorted(found, key=lambda item: item.kode)}
    if len(indicators) < len(found):
        codes = [item.kode for item in found]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        raise SchemaError(f"indicators: code declared twice: {', '.join(twice)}")
    indicators = {kode: _follow(item, indicators) for kode, item in indicators.items()}
    shared, scores = (
        _in_order([_shared(path) for path in sorted((root / folder).glob("*.sql"))])
        for folder in ("bersama", "skor")
    )
    return Catalog(indicators, shared, scores, _reasons(root / "alasan.yml"))


def read_indicator(path: Path, schema: Schema) -> Indicator:
    """Return the indicator declared in `path`; its group is the folder's name."""
    raw, hasil, bukti = split(path)
    where = path.name
    refuse_unknown(raw, KEYS, where)
    kode = str(raw.get("kode", ""))
    if not CODE.fullmatch(kode) or path.stem != kode.lower().replace("-", "_"):
        raise SchemaError(f"{where}: kode {kode!r} does not fit the file name")
    words = {name: text(raw.get(name), f"{where}: {name}") for name in WORDS}
    indicator = Indicator(
        kode=kode,
        versi=str(raw.get("versi", "")),
        kelompok=path.parent.name,
        subjek=str(raw.get("subjek", "")),
        populasi=text(raw.get("populasi"), f"{where}: populasi"),
        tingkat=int(raw.get("tingkat", 0)),
        rujukan=_reference(raw.get("rujukan"), where),
        kolom_wajib=tuple(raw.get("kolom_wajib") or ()),
        parameter=tuple(
            _parameter(name, item, f"{where}: {name}")
            for name, item in (raw.get("parameter") or {}).items()
        ),
        dimensi=tuple(raw.get("dimensi") or ()),
        pengecualian=tuple(
            text(item, f"{where}: pengecualian") for item in raw.get("pengecualian") or ()
        ),
        komponen_skor=bool(raw.get("komponen_skor", False)),
        putusan=" ".join(str(raw.get("putusan", "")).split()),
        status=str(raw.get("status", "tersedia")),
        butuh=tuple(raw.get("butuh") or ()),
        tanpa_kasus=dict(raw.get("tanpa_kasus") or {}),
        riwayat=tuple(raw.get("riwayat") or ()),
        hasil=hasil,
        bukti=bukti,
        **words,
    )
    _check(indicator, schema, where)
    return indicator


def _check(indicator: Indicator, schema: Schema, where: str) -> None:
    required = {"versi": indicator.versi, "subjek": indicator.subjek, "tingkat": indicator.tingkat}
    if indicator.status == "belum_tersedia":
        required["butuh"] = bool(indicator.butuh)
    elif indicator.status == "tersedia":
        required |= {
            "kolom_wajib": bool(indicator.kolom_wajib),
            "putusan": indicator.putusan,
            "the main statement": indicator.hasil,
            "the statement after '-- bukti'": indicator.bukti,
        }
    elif indicator.status != "tabel":
        raise SchemaError(f"{where}: status is tersedia, belum_tersedia or tabel")
    missing = [name for name, value in required.items() if not value]
    if missing:
        raise SchemaError(f"{where}: lacks {', '.join(missing)}")
    for name in indicator.kolom_wajib:
        table, _, column = name.partition(".")
        if table not in schema.tables or column not in schema.table(table).names:
            raise SchemaError(f"{where}: kolom_wajib {name!r} is no declared column")
    if indicator.parameter and indicator.available and indicator.main_parameter is None:
        raise SchemaError(f"{where}: no parameter is marked utama")
    _refuse_others(indicator.dimensi, DIMENSIONS, f"{where}: dimensi")
    for parameter in indicator.parameter:
        _check_dimensions(indicator, parameter, f"{where}: {parameter.nama}")
    _refuse_others(tuple(indicator.tanpa_kasus), CASES, f"{where}: tanpa_kasus")


def _check_dimensions(indicator: Indicator, parameter: Parameter, where: str) -> None:
    dated = any(value.berlaku_sejak or value.berlaku_sampai for value in parameter.nilai)
    if dated and "tanggal" not in indicator.dimensi:
        raise SchemaError(f"{where}: has dates, but dimensi lacks tanggal")
    if any(value.jenis_pengadaan for value in parameter.nilai) and (
        "jenis_pengadaan" not in indicator.dimensi
    ):
        raise SchemaError(f"{where}: has categories, but dimensi lacks jenis_pengadaan")
    if parameter.tetap and (len(parameter.nilai) != 1 or parameter.nilai[0].kode_wilayah):
        raise SchemaError(f"{where}: tetap needs one value for everything")


def _parameter(name: str, raw: Any, where: str) -> Parameter:
    if not isinstance(raw, dict):
        raise SchemaError(f"{where}: a parameter is a mapping of {PARAMETER_KEYS}")
    refuse_unknown(raw, PARAMETER_KEYS, where)
    basis = {key: raw[key] for key in ("dasar", "asal_dasar", "status") if key in raw}
    rows = raw.get("nilai", [])
    rows = rows if isinstance(rows, list) else [{"nilai": rows}]
    if not rows and "sama_dengan" not in raw:
        raise SchemaError(f"{where}: needs nilai or sama_dengan")
    return Parameter(
        nama=name,
        judul=text(raw.get("judul"), f"{where}: judul"),
        satuan=str(raw.get("satuan", "")),
        nilai=tuple(_value({**basis, **row}, where) for row in rows),
        utama=bool(raw.get("utama", False)),
        tetap=bool(raw.get("tetap", False)),
        transisi=_transition(raw.get("transisi"), where),
        sama_dengan=raw.get("sama_dengan"),
    )


def _value(raw: dict[str, Any], where: str) -> Value:
    refuse_unknown(raw, VALUE_KEYS, where)
    missing = [key for key in ("nilai", "dasar", "asal_dasar", "status") if raw.get(key) is None]
    if missing:
        raise SchemaError(f"{where}: a value lacks {', '.join(missing)}")
    _refuse_others((raw["asal_dasar"],), BASES, f"{where}: asal_dasar")
    _refuse_others((raw["status"],), (CONFIRMED, UNCONFIRMED), f"{where}: status")
    if raw["status"] == UNCONFIRMED and raw["asal_dasar"] != "kebiasaan":
        raise SchemaError(f"{where}: what is not confirmed is kebiasaan, not {raw['asal_dasar']}")
    return Value(
        nilai=float(raw["nilai"]),
        dasar=str(raw["dasar"]),
        asal_dasar=raw["asal_dasar"],
        status=raw["status"],
        berlaku_sejak=_date(raw.get("berlaku_sejak")),
        berlaku_sampai=_date(raw.get("berlaku_sampai")),
        jenis_pengadaan=raw.get("jenis_pengadaan"),
        kode_wilayah=raw.get("kode_wilayah"),
    )


def _transition(raw: Any, where: str) -> Transition | None:
    if raw is None:
        return None
    refuse_unknown(raw, "sejak sampai longgar", f"{where}: transisi")
    _refuse_others((raw["longgar"],), ("tertinggi", "terendah"), f"{where}: longgar")
    return Transition(str(raw["sejak"]), str(raw["sampai"]), raw["longgar"])


def _reference(raw: Any, where: str) -> Reference:
    if not isinstance(raw, dict):
        raise SchemaError(f"{where}: rujukan needs ocp (codes or 'tidak ada padanan') and lain")
    refuse_unknown(raw, "ocp lain catatan", f"{where}: rujukan")
    ocp = raw.get("ocp")
    if ocp == "tidak ada padanan":
        ocp = []
    elif not isinstance(ocp, list) or not all(re.fullmatch(r"R\d{3}", code) for code in ocp):
        raise SchemaError(f"{where}: rujukan.ocp is a list of Rnnn or 'tidak ada padanan'")
    note = raw.get("catatan")
    return Reference(
        ocp=tuple(ocp),
        lain=tuple(raw.get("lain") or ()),
        catatan=text(note, f"{where}: catatan") if note else None,
    )


def _follow(indicator: Indicator, indicators: dict[str, Indicator]) -> Indicator:
    """Return `indicator` with the values of parameters that are declared once, elsewhere."""
    if not any(item.sama_dengan for item in indicator.parameter):
        return indicator
    followed = []
    for item in indicator.parameter:
        if item.sama_dengan:
            kode, _, name = item.sama_dengan.partition(".")
            source = next((p for p in indicators[kode].parameter if p.nama == name), None)
            if source is None:
                raise SchemaError(f"{indicator.kode}: {item.nama}: no parameter {item.sama_dengan}")
            fields = {**item.__dict__, "nilai": source.nilai, "transisi": source.transisi}
            item = Parameter(**fields)
        followed.append(item)
    return Indicator(**{**indicator.__dict__, "parameter": tuple(followed)})


def _shared(path: Path) -> SharedTable:
    raw, sql, _ = split(path)
    refuse_unknown(raw, "nama keterangan sesudah indeks", path.name)
    if raw.get("nama") != path.stem or not raw.get("keterangan") or not sql:
        raise SchemaError(
            f"{path.name}: needs nama (that of the file), keterangan and one statement"
        )
    return SharedTable(
        nama=path.stem,
        keterangan=" ".join(str(raw["keterangan"]).split()),
        sesudah=tuple(raw.get("sesudah") or ()),
        indeks=tuple(tuple(index) for index in raw.get("indeks") or ()),
        sql=sql,
    )


def _in_order(shared: list[SharedTable]) -> tuple[SharedTable, ...]:
    done: list[SharedTable] = []
    while len(done) < len(shared):
        built = {table.nama for table in done}
        ready = [t for t in shared if t not in done and set(t.sesudah) <= built]
        if not ready:
            left = ", ".join(t.nama for t in shared if t not in done)
            raise SchemaError(
                f"bersama: each waits for another, or for one that is missing: {left}"
            )
        done += ready
    return tuple(done)


def _reasons(path: Path) -> dict[str, str]:
    return dict(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader) or {})


def _refuse_others(given: tuple[str, ...], known: tuple[str, ...], where: str) -> None:
    others = [item for item in given if item not in known]
    if others:
        raise SchemaError(f"{where}: {', '.join(others)} is not one of {', '.join(known)}")


def _date(value: Any) -> str | None:
    return None if value is None else str(value)
