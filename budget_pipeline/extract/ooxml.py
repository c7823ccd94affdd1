"""Read the package of an Excel workbook: which part is which sheet, and what its XML tells."""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from budget_pipeline.extract import farcells, sheetxml, zipgate
from budget_pipeline.issues import reject

WORKBOOK_XML, WORKBOOK_BIN = "xl/workbook.xml", "xl/workbook.bin"


@dataclass
class Package:
    """An Excel package after the gate: the bytes to hand to calamine and the XML of its sheets.

    `sheets`: part name -> XML; `names`: part name -> sheet name; `strays`: sheet -> addresses cut
    away; `never_computed`: the workbook asks for computation on opening.
    """

    data: bytes
    sheets: dict[str, sheetxml.Xml] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    strays: dict[str, list[str]] = field(default_factory=dict)
    has_macros: bool = False
    never_computed: bool = False


def open_package(data: bytes) -> Package:
    """Return the package in `data`, checked and without stray far cells; RejectedFile if unsafe."""
    package = Package(data)
    small: dict[str, bytes] = {}
    for name, content in checked_parts(data):
        if name.endswith(".xml") and sheetxml.is_worksheet(content):
            package.sheets[name] = sheetxml.normalised(content)
        elif name in (WORKBOOK_XML, "xl/_rels/workbook.xml.rels"):
            small[name] = bytes(content)
        package.has_macros |= name.casefold().endswith("vbaproject.bin")
    workbook = parse_xml(small.get(WORKBOOK_XML, b""))
    targets = relation_targets(small.get("xl/_rels/workbook.xml.rels", b""))
    package.names = dict(_sheet_parts(workbook, targets))
    package.never_computed = any(
        element.get("fullCalcOnLoad") in ("1", "true") for element in _named(workbook, "calcPr")
    )
    _cut_strays(package)
    return package


def checked_parts(data: bytes) -> Iterator[tuple[str, bytes | bytearray]]:
    """Yield name and content of every part of a zipped workbook; RejectedFile if one is unsafe."""
    for name, content in zipgate.inflated(data, zipgate.open_zip(data)):
        zipgate.check_xml(name, content)
        yield name, content


def relation_targets(content: bytes) -> dict[str, str]:
    """Return the target of each relation in a .rels part."""
    return {r.get("Id", ""): r.get("Target", "") for r in parse_xml(content)}


def _cut_strays(package: Package) -> None:
    """Take stray far cells out of the sheets, writing the package anew when there were any."""
    changed: dict[str, bytes] = {}
    for part, content in package.sheets.items():
        sheet = package.names.get(part, part)
        cut, strays = farcells.without_strays(content, sheet)
        if strays:
            package.sheets[part], package.strays[sheet] = cut, strays
            changed[part] = bytes(cut)
    if not changed:
        return
    archive, written = zipgate.open_zip(package.data), BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for member in archive.infolist():
            kept = changed.get(member.filename)
            target.writestr(member.filename, archive.read(member) if kept is None else kept)
    package.data = written.getvalue()


def _sheet_parts(workbook: Element, targets: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield part name and sheet name in workbook order."""
    for sheet in _named(workbook, "sheet"):
        identifier = next((v for k, v in sheet.items() if k.endswith("}id")), "")
        target = targets.get(identifier, "")
        yield posixpath.normpath(posixpath.join("/xl", target)).lstrip("/"), sheet.get("name", "")


def _named(root: Element, name: str) -> Iterator[Element]:
    """Yield the elements called `name`, whatever their namespace (transitional or strict)."""
    return (element for element in root.iter() if element.tag.rpartition("}")[2] == name)


def parse_xml(content: bytes) -> Element:
    """Return the root of a small XML part; RejectedFile if it is missing, broken or unsafe."""
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise reject("xml_berbahaya", bagian=WORKBOOK_XML) from error
    except (ParseError, LookupError, ValueError) as error:  # LookupError: an unknown encoding
        raise reject("bukan_buku_kerja") from error
    return root
