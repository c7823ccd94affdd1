"""Workbooks whose bytes are the same on every run."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

DIBUAT = datetime(2025, 1, 15, 8, 0, 0)
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
INLINE = re.compile(rb't="inlineStr"><is><t(?: xml:space="preserve")?>(.*?)</t></is>', re.DOTALL)


@contextmanager
def buku(path: Path, **pilihan: Any) -> Iterator[Any]:
    """A new workbook with fixed dates and no person's name."""
    wb = xlsxwriter.Workbook(
        str(path),
        {
            "strings_to_numbers": False,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            **pilihan,
        },
    )
    wb.set_properties({"created": DIBUAT, "author": "", "title": ""})
    yield wb
    wb.close()


def tanpa_shared_strings(path: Path) -> None:
    """Rewrite inline strings as t="str" cells, the way SIPD's document report carries its text."""
    with zipfile.ZipFile(path) as lama:
        isi = [(i.filename, lama.read(i)) for i in lama.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as baru:
        for nama, data in isi:
            if nama.startswith("xl/worksheets/"):
                data = INLINE.sub(rb't="str"><v>\1</v>', data)
            baru.writestr(zipfile.ZipInfo(nama, ZIP_EPOCH), data, zipfile.ZIP_DEFLATED)
