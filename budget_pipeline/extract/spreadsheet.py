"""Read xlsx, xlsm, xlsb, xls and ods through calamine, and lay over what calamine leaves out."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from budget_pipeline.extract import biff, odsxml, sheetxml, xlsb
from budget_pipeline.extract.cells import sheet_from_rows, trimmed
from budget_pipeline.extract.findings import Findings, lay_over
from budget_pipeline.extract.ooxml import Package, open_package
from budget_pipeline.extract.sheets import Sheet, Workbook, refuse_width
from budget_pipeline.issues import reject

# Called before calamine: what they refuse never reaches it.
FINDERS = {"xls": biff.scan_workbook, "xlsb": xlsb.scan_workbook, "ods": odsxml.scan_workbook}


def read_xlsx(data: bytes) -> Workbook:
    """Return the sheets of an .xlsx or .xlsm; RejectedFile if it is unsafe, damaged or empty.

    The XML is searched in a thread of its own while calamine, which lets go of the GIL, reads.
    """
    package = open_package(data)
    with ThreadPoolExecutor(1) as pool:
        found = {
            package.names.get(part, part): pool.submit(
                sheetxml.scan, content, never_computed=package.never_computed
            )
            for part, content in package.sheets.items()
        }
        sheets = []
        for sheet in _read_sheets(package.data):
            search = found.get(sheet.name)
            sheets.append(trimmed(lay_over(sheet, search.result()) if search else sheet))
    workbook = _workbook("xlsm" if package.has_macros else "xlsx", sheets)
    workbook.notes += _notes(package)
    return workbook


def read_other(kind: str, data: bytes) -> Workbook:
    """Return the sheets of an .xls, .xlsb or .ods; RejectedFile if it is damaged or empty."""
    found = FINDERS[kind](data)
    sheets = [
        trimmed(lay_over(sheet, found.get(sheet.name, Findings()))) for sheet in _read_sheets(data)
    ]
    return _workbook(kind, sheets)


def _notes(package: Package) -> Iterator[tuple[str, str, dict[str, object]]]:
    if package.has_macros:
        yield "makro_diabaikan", "", {}
    for sheet, cells in package.strays.items():
        yield "sel_nyasar", sheet, {"sel": ", ".join(cells)}


def _workbook(kind: str, sheets: list[Sheet]) -> Workbook:
    """Return the workbook; RejectedFile when no sheet holds a cell or one is too wide."""
    if not any(len(sheet.cells) for sheet in sheets):
        raise reject("tidak_ada_isi")
    for sheet in sheets:
        refuse_width(len(sheet.cells.columns), sheet.name)
    return Workbook(kind, sheets)


def _read_sheets(data: bytes) -> Iterator[Sheet]:
    """Yield every worksheet in workbook order; chart, dialog and macro sheets hold no table."""
    with _calamine_errors():
        workbook = load_workbook(BytesIO(data))
    for index, described in enumerate(workbook.sheets_metadata):
        if described.typ == SheetTypeEnum.WorkSheet:
            with _calamine_errors():
                sheet = _read_sheet(workbook, index, described)
            yield sheet


def _read_sheet(workbook: CalamineWorkbook, index: int, described: SheetMetadata) -> Sheet:
    cells = workbook.get_sheet_by_index(index)
    left = cells.start[1] if cells.start else 0
    sheet = sheet_from_rows(described.name, cells.iter_rows(), left=left)
    sheet.hidden = described.visible != SheetVisibleEnum.Visible
    sheet.merged = tuple(
        (top + 1, first, bottom + 1, last)
        for (top, first), (bottom, last) in cells.merged_cell_ranges or ()
    )
    return sheet


@contextmanager
def _calamine_errors() -> Iterator[None]:
    """Turn what calamine raises, panics of its Rust code included, into a rejection."""
    try:
        yield
    except PasswordError as error:
        raise reject("terkunci_kata_sandi") from error
    except CalamineError as error:
        if "shared string" in str(error):
            raise reject("teks_bersama_rusak") from error
        raise reject("buku_kerja_rusak", sebab=str(error)[:200]) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise reject("buku_kerja_rusak", sebab=str(error)[:200]) from error
