"""Thresholds that hold at a date, for a category, in a region, and what a municipality overrides.

Most specific first: a municipality's own setting, then a value for its region, then one for the
category, then the general one. In a transition both the old and the new value may be right, so
the more lenient one decides and the verdict says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from budget_pipeline.errors import SchemaError
from budget_pipeline.indicators.model import CONFIRMED, Catalog, Indicator, Parameter, Value
from budget_pipeline.schema.model import CodeList

EPOCH = date(1970, 1, 1).toordinal()
FIRST_DAY, LAST_DAY = -1_000_000, 1_000_000
IN_TRANSITION = "masa transisi: dipakai batas yang lebih longgar"
OVERRIDE_KEYS = (
    "kode",
    "parameter",
    "nilai",
    "alasan",
    "dasar",
    "kode_wilayah",
    "jenis_pengadaan",
    "berlaku_sejak",
    "berlaku_sampai",
)


@dataclass(frozen=True)
class Override:
    """One parameter value that a municipality sets instead of the default, with its reason."""

    kode: str
    parameter: str
    nilai: float
    alasan: str
    dasar: str | None = None
    kode_wilayah: str | None = None
    jenis_pengadaan: str | None = None
    berlaku_sejak: str | None = None
    berlaku_sampai: str | None = None


def parse_overrides(raw: Any, catalog: Catalog, source: str = "metadata.yml") -> list[Override]:
    """Return the overrides listed in `raw` (the list `ambang` of the settings; None gives none).

    SchemaError, in Indonesian, names the entry, what is wrong with it, and what is known.
    """
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise SchemaError(f"{source}: ambang harus berupa daftar, setiap butir diawali tanda '-'")
    return [
        _override(item, catalog, f"{source}: ambang butir ke-{number}")
        for number, item in enumerate(raw, start=1)
    ]


def _override(item: Any, catalog: Catalog, place: str) -> Override:
    if not isinstance(item, dict):
        raise SchemaError(f"{place}: harus berisi kode, parameter, nilai, dan alasan")
    unknown = sorted(set(map(str, item)) - set(OVERRIDE_KEYS))
    if unknown:
        raise SchemaError(
            f"{place}: kunci tidak dikenal {', '.join(unknown)}; yang dikenal: "
            f"{', '.join(OVERRIDE_KEYS)}"
        )
    missing = [key for key in ("kode", "parameter", "nilai", "alasan") if not _given(item, key)]
    if missing:
        raise SchemaError(f"{place}: {', '.join(missing)} belum diisi")
    kode = str(item["kode"])
    if kode not in catalog.indicators:
        raise SchemaError(f"{place}: tidak ada indikator {kode}")
    indicator = catalog.indicator(kode)
    parameter = _parameter(indicator, str(item["parameter"]), place)
    if isinstance(item["nilai"], bool) or not isinstance(item["nilai"], int | float):
        raise SchemaError(f"{place}: nilai {item['nilai']!r} bukan angka; tulis misalnya 0.3")
    _refuse_dimension(item, indicator, parameter, place)
    return Override(
        kode=kode,
        parameter=parameter.nama,
        nilai=float(item["nilai"]),
        alasan=str(item["alasan"]),
        dasar=_text(item, "dasar"),
        kode_wilayah=_text(item, "kode_wilayah"),
        jenis_pengadaan=_text(item, "jenis_pengadaan"),
        berlaku_sejak=_iso(item, "berlaku_sejak", place),
        berlaku_sampai=_iso(item, "berlaku_sampai", place),
    )


def _parameter(indicator: Indicator, name: str, place: str) -> Parameter:
    found = next((item for item in indicator.parameter if item.nama == name), None)
    if found is None:
        known = ", ".join(item.nama for item in indicator.parameter) or "tidak ada"
        raise SchemaError(
            f"{place}: {indicator.kode} tidak punya parameter {name}; yang ada: {known}"
        )
    if found.sama_dengan:
        raise SchemaError(
            f"{place}: {name} pada {indicator.kode} mengikuti {found.sama_dengan}; atur di sana"
        )
    return found


def _refuse_dimension(
    item: dict[str, Any], indicator: Indicator, parameter: Parameter, place: str
) -> None:
    narrowed = [key for key in OVERRIDE_KEYS[5:] if _given(item, key)]
    if parameter.tetap and narrowed:
        raise SchemaError(f"{place}: {parameter.nama} satu nilai untuk semua; hapus {narrowed[0]}")
    dated = _given(item, "berlaku_sejak") or _given(item, "berlaku_sampai")
    if dated and "tanggal" not in indicator.dimensi:
        raise SchemaError(f"{place}: parameter {indicator.kode} tidak bergantung tanggal")
    if _given(item, "jenis_pengadaan") and "jenis_pengadaan" not in indicator.dimensi:
        raise SchemaError(f"{place}: parameter {indicator.kode} tidak bergantung jenis pengadaan")


def values_of(
    indicator: Indicator, parameter: Parameter, overrides: Iterable[Override]
) -> list[Value]:
    """Return the default values of `parameter` and, after them, the municipality's own.

    An override of the parameter that this one follows (`sama_dengan`) counts for both.
    """
    home = parameter.sama_dengan or f"{indicator.kode}.{parameter.nama}"
    values = list(parameter.nilai)
    for item in overrides:
        if f"{item.kode}.{item.parameter}" == home:
            values.append(_as_value(item, parameter))
    return values


def _as_value(item: Override, parameter: Parameter) -> Value:
    default = resolve(
        list(parameter.nilai),
        kode_wilayah=item.kode_wilayah or "",
        kelompok={item.jenis_pengadaan},
        day=days(item.berlaku_sejak or item.berlaku_sampai, LAST_DAY),
    )
    return Value(
        nilai=item.nilai,
        dasar=item.dasar or item.alasan,
        asal_dasar="kebiasaan",
        status=CONFIRMED,
        berlaku_sejak=item.berlaku_sejak,
        berlaku_sampai=item.berlaku_sampai,
        jenis_pengadaan=item.jenis_pengadaan,
        kode_wilayah=item.kode_wilayah,
        pengganti=item.alasan,
        nilai_baku=default.nilai if default else None,
    )


def resolve(
    values: Sequence[Value], *, kode_wilayah: str, kelompok: set[str | None], day: int
) -> Value | None:
    """Return the value in force on `day` (days since 1970-01-01) or None.

    `kelompok` holds the category and its siblings that share its limits.
    """
    fitting = [
        (rank, number, value)
        for number, value in enumerate(values)
        if days(value.berlaku_sejak, FIRST_DAY) <= day <= days(value.berlaku_sampai, LAST_DAY)
        and (rank := _rank(value, kode_wilayah, kelompok)) is not None
    ]
    return max(fitting, key=lambda item: item[:2])[2] if fitting else None


def _rank(
    value: Value, kode_wilayah: str, kelompok: set[str | None]
) -> tuple[bool, bool, bool] | None:
    if value.kode_wilayah not in (None, kode_wilayah):
        return None
    if value.jenis_pengadaan is not None and value.jenis_pengadaan not in kelompok:
        return None
    return (
        value.pengganti is not None,
        value.kode_wilayah is not None,
        value.jenis_pengadaan is not None,
    )


def rules(
    indicator: Indicator,
    overrides: Sequence[Override],
    regions: Sequence[str],
    categories: CodeList,
) -> list[dict[str, Any]]:
    """Return one row per region, category and span of days: every parameter's value and its basis.

    Columns: wilayah, jenis, sejak, sampai (days, inclusive), one per parameter, `<name>_dasar`,
    and `dasar`, `catatan` of the main one. A value is None where nothing is in force.
    """
    per_parameter = {p.nama: values_of(indicator, p, overrides) for p in indicator.parameter}
    jenis = (
        [code.code for code in categories.codes] if "jenis_pengadaan" in indicator.dimensi else []
    )
    spans = _spans(indicator, per_parameter)

    def of(wilayah: str) -> list[dict[str, Any]]:
        return [
            _rule(indicator, per_parameter, wilayah, code, span, categories)
            for code in ["", *jenis]
            for span in spans
        ]

    # Only regions with values of their own differ: of 540, a few.
    named = {value.kode_wilayah for values in per_parameter.values() for value in values}
    common = of("")
    return [
        row
        for wilayah in regions
        for row in (
            of(wilayah) if wilayah in named else [{**row, "wilayah": wilayah} for row in common]
        )
    ]


def _rule(
    indicator: Indicator,
    per_parameter: dict[str, list[Value]],
    wilayah: str,
    jenis: str,
    span: tuple[int, int],
    categories: CodeList,
) -> dict[str, Any]:
    row: dict[str, Any] = {"wilayah": wilayah, "jenis": jenis, "sejak": span[0], "sampai": span[1]}
    row |= {"dasar": None, "catatan": None}
    kelompok = _siblings(jenis, categories)
    for parameter in indicator.parameter:
        values = per_parameter[parameter.nama]
        value, transition = _in_force(parameter, values, wilayah, kelompok, span[0])
        row[parameter.nama] = value.nilai if value else None
        row[f"{parameter.nama}_dasar"] = basis(value) if value else None
        if parameter.utama:
            row["dasar"] = row[f"{parameter.nama}_dasar"]
            row["catatan"] = IN_TRANSITION if transition else None
    return row


def _in_force(
    parameter: Parameter, values: list[Value], wilayah: str, kelompok: set[str | None], day: int
) -> tuple[Value | None, bool]:
    def at(when: int) -> Value | None:
        return resolve(values, kode_wilayah=wilayah, kelompok=kelompok, day=when)

    change = parameter.transisi
    if change is None or not days(change.sejak, 0) <= day <= days(change.sampai, 0):
        return at(day), False
    either = [v for v in (at(days(change.sejak, 0) - 1), at(days(change.sampai, 0) + 1)) if v]
    if len({value.nilai for value in either}) < 2:
        return at(day), False
    choose = max if change.longgar == "tertinggi" else min
    return choose(either, key=lambda value: value.nilai), True


def _siblings(jenis: str, categories: CodeList) -> set[str | None]:
    """Return the categories that share the limits of `jenis` (column kelompok of the code list)."""
    own = categories.code(jenis)
    if own is None:
        return {jenis} if jenis else set()
    group = own.extra.get("kelompok")
    return {code.code for code in categories.codes if code.extra.get("kelompok") == group}


def _spans(indicator: Indicator, per_parameter: dict[str, list[Value]]) -> list[tuple[int, int]]:
    """Return the spans of days within which no value of any parameter changes."""
    starts = {FIRST_DAY}
    if "tanggal" in indicator.dimensi:
        for values in per_parameter.values():
            starts |= {days(v.berlaku_sejak, FIRST_DAY) for v in values}
            starts |= {days(v.berlaku_sampai, LAST_DAY) + 1 for v in values}
        for parameter in indicator.parameter:
            if parameter.transisi:
                starts |= {
                    days(parameter.transisi.sejak, 0),
                    days(parameter.transisi.sampai, 0) + 1,
                }
    ordered = sorted(start for start in starts if start <= LAST_DAY)
    return list(zip(ordered, [*(start - 1 for start in ordered[1:]), LAST_DAY], strict=True))


def basis(value: Value) -> str:
    """Return what a value rests on, in words that never call an unconfirmed value law."""
    if value.pengganti:
        default = "" if value.nilai_baku is None else f" (nilai baku {value.nilai_baku:g})"
        return f"pengaturan daerah: {value.pengganti}{default}"
    return value.dasar if value.status == CONFIRMED else f"{value.dasar} ({value.status})"


def with_constants(indicator: Indicator, overrides: Sequence[Override]) -> Indicator:
    """Return `indicator` with `{name}` in its statements replaced by the values of `tetap`."""
    hasil, bukti = indicator.hasil, indicator.bukti
    for parameter in indicator.parameter:
        if parameter.tetap:
            value = f"{values_of(indicator, parameter, overrides)[-1].nilai:g}"
            hasil = hasil.replace(f"{{{parameter.nama}}}", value)
            bukti = bukti.replace(f"{{{parameter.nama}}}", value)
    return replace(indicator, hasil=hasil, bukti=bukti)


def threshold_rows(catalog: Catalog, overrides: Sequence[Override]) -> list[dict[str, Any]]:
    """Return the rows of table ambang: every default and every override, in catalogue order."""
    rows = []
    for indicator in catalog.indicators.values():
        for parameter in indicator.parameter:
            for value in values_of(indicator, parameter, overrides):
                row = {"kode": indicator.kode, "parameter": parameter.nama}
                rows.append({**row, "satuan": parameter.satuan, **value.__dict__})
    return rows


def days(iso: str | None, absent: int) -> int:
    """Return days since 1970-01-01 of an ISO date, or `absent`."""
    return absent if iso is None else date.fromisoformat(iso[:10]).toordinal() - EPOCH


def _given(item: dict[str, Any], key: str) -> bool:
    return item.get(key) not in (None, "")


def _text(item: dict[str, Any], key: str) -> str | None:
    return str(item[key]) if _given(item, key) else None


def _iso(item: dict[str, Any], key: str, place: str) -> str | None:
    if not _given(item, key):
        return None
    try:
        return date.fromisoformat(str(item[key])).isoformat()
    except ValueError:
        raise SchemaError(
            f"{place}: {key} {item[key]!r} bukan tanggal; tulis misalnya 2025-04-30"
        ) from None
