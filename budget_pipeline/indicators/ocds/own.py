"""Our own catalogue on OCDS data: map, load into a temporary database, compute, read back."""

import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from math import isfinite
from pathlib import Path
from typing import Any

from budget_pipeline.errors import SchemaError
from budget_pipeline.indicators.catalog import load_catalog
from budget_pipeline.indicators.model import STATUSES, Catalog, Indicator
from budget_pipeline.indicators.ocds.reading import read_processes
from budget_pipeline.indicators.ocds.rows import Mapper
from budget_pipeline.indicators.remarks import AnalysisError, Remarks, summary
from budget_pipeline.indicators.run import compute
from budget_pipeline.indicators.thresholds import Override, parse_overrides
from budget_pipeline.issues import sentence
from budget_pipeline.load.database import create_database, finish_database, insert_rows
from budget_pipeline.schema.model import Schema
from budget_pipeline.schema.read import load_schema

CURRENCY, RUPIAH = "currency", "IDR"
AT_ONCE = 5_000


def run_own(
    paths: Sequence[Path],
    *,
    settings: Iterable[str],
    only: Iterable[str],
    remarks: Remarks,
    lang: str,
    engine: str = "sqlite",
) -> dict[str, Any]:
    """Return counts of the four outcomes and the flagged subjects of each applicable indicator."""
    schema, catalog = load_schema(), load_catalog()
    currency, overrides = _settings(settings, catalog)
    codes = _chosen(only, catalog)
    mapper = Mapper(remarks, currency)
    with tempfile.TemporaryDirectory(prefix="budget-pipeline-") as folder:
        connection = create_database(Path(folder) / "data.db", schema)
        try:
            _load(connection, schema, paths, mapper)
            finish_database(connection, schema)
            compute(
                connection,
                schema,
                overrides=overrides,
                data_until=mapper.last_date,
                engine=engine,
            )
            results = {code: _result(connection, catalog, code, lang) for code in codes}
        finally:
            connection.close()
    foreign = mapper.currency if mapper.currency not in (None, RUPIAH) else None
    if foreign:
        for code, result in results.items():
            if _in_rupiah(catalog.indicator(code), overrides):
                _withhold(result, sentence("ocds_ambang_rupiah", lang, ditemukan=foreign))
    return {
        "processes": mapper.processes,
        "currency": mapper.currency,
        "indikator": {code: result for code, result in results.items() if result["populasi"]},
        "tanpa_subjek": {
            code: result["sebab"] for code, result in results.items() if not result["populasi"]
        },
        "catatan": summary(remarks, lang),
    }


def _load(
    connection: sqlite3.Connection, schema: Schema, paths: Sequence[Path], mapper: Mapper
) -> None:
    waiting: dict[str, list[dict[str, Any]]] = {}
    for found in read_processes(paths, remarks=mapper.remarks, one_each=True):
        for table, row in mapper.rows(found):
            waiting.setdefault(table, []).append(row)
        if len(waiting["paket"]) >= AT_ONCE:
            _insert(connection, schema, waiting)
    waiting["penyedia"] = list(mapper.suppliers.values())
    _insert(connection, schema, waiting)


def _insert(
    connection: sqlite3.Connection, schema: Schema, waiting: dict[str, list[dict[str, Any]]]
) -> None:
    for table, rows in waiting.items():
        insert_rows(connection, schema.table(table), rows)
        rows.clear()


def _settings(settings: Iterable[str], catalog: Catalog) -> tuple[str | None, list[Override]]:
    """Return the main currency and the overrides that CODE.parameter=value texts name."""
    currency, raw = None, []
    for option in settings:
        name, separator, value = option.partition("=")
        if name == CURRENCY and value:
            currency = value
            continue
        code, dot, parameter = name.partition(".")
        try:
            number = float(value)
        except ValueError:
            number = None
        if not (separator and dot and parameter) or number is None or not isfinite(number):
            raise AnalysisError("pengaturan_tidak_terbaca", exit_code=2, ditemukan=option)
        raw.append({"kode": code, "parameter": parameter, "nilai": number, "alasan": "--set"})
    try:
        return currency, parse_overrides(raw, catalog, source="--set")
    except SchemaError as error:
        raise AnalysisError("pengaturan_ditolak", exit_code=2, sebab=str(error)) from None


def _chosen(only: Iterable[str], catalog: Catalog) -> list[str]:
    known = [indicator.kode for indicator in catalog.available]
    wanted = set(only)
    if unknown := sorted(wanted - set(known)):
        raise AnalysisError(
            "indikator_tidak_dikenal",
            exit_code=2,
            ditemukan=", ".join(unknown),
            pilihan=", ".join(known),
        )
    return [code for code in known if not wanted or code in wanted]


def _result(
    connection: sqlite3.Connection, catalog: Catalog, code: str, lang: str
) -> dict[str, Any]:
    """Return one indicator's four counts, the reasons behind two of them, and its flags."""
    indicator = catalog.indicator(code)
    counts = dict.fromkeys(STATUSES, 0)
    reasons: dict[str, dict[str, int]] = {}
    absent = ""
    for status, reason, number in connection.execute(
        "SELECT status, alasan, SUM(jumlah) FROM cakupan_indikator WHERE kode = ?"
        " GROUP BY status, alasan ORDER BY status, alasan",
        (code,),
    ):
        counts[status] += number
        if reason and number:
            reasons.setdefault(status, {})[catalog.reason(reason, lang)] = number
        elif reason:
            absent = catalog.reason(reason, lang)
    flagged = connection.execute(
        "SELECT subjek_id, subjek_label, tahun, kode_skpd, nilai, ambang, dasar_ambang, alasan"
        " FROM hasil_indikator WHERE kode = ? AND status = 'terpicu' ORDER BY subjek_id",
        (code,),
    )
    names = [column[0] for column in flagged.description]
    return {
        "judul": indicator.judul.in_language(lang),
        "versi": indicator.versi,
        "subjek": indicator.subjek,
        "populasi": sum(counts.values()),
        **counts,
        "sebab": reasons or absent,
        "temuan": [dict(zip(names, row, strict=True)) for row in flagged],
    }


def _in_rupiah(indicator: Indicator, overrides: Sequence[Override]) -> bool:
    """Tell whether a rule rests on a rupiah threshold that nobody replaced."""
    own = {f"{item.kode}.{item.parameter}" for item in overrides}
    return any(
        parameter.satuan == "rupiah"
        and (parameter.sama_dengan or f"{indicator.kode}.{parameter.nama}") not in own
        for parameter in indicator.parameter
    )


def _withhold(result: dict[str, Any], reason: str) -> None:
    """Call every subject of `result` not computable: its threshold is in another currency.

    Not applicable too: a floor in rupiah may be what put a subject outside the rule.
    """
    counts = dict.fromkeys(STATUSES, 0) | {"tidak_dapat_dihitung": result["populasi"]}
    sebab = {"tidak_dapat_dihitung": {reason: result["populasi"]}}
    result |= {**counts, "sebab": sebab if result["populasi"] else result["sebab"], "temuan": []}
