"""Write long CSV answers piece by piece, each piece one short query."""

import csv
import io
from collections.abc import AsyncIterator, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from budget_pipeline.site.amounts import plain
from budget_pipeline.site.filters import Filters
from budget_pipeline.site.sql import Row

if TYPE_CHECKING:
    from budget_pipeline.site.page import Page

CHUNK = 2000
COLUMNS = (
    "id_paket",
    "tahun",
    "nama_paket",
    "kode_skpd",
    "nama_skpd",
    "jenis_paket",
    "metode",
    "jenis_pengadaan",
    "status",
    "tanggal",
    "lokasi",
    "nilai",
    "dasar_nilai",
    "pagu",
    "hps",
    "nilai_kontrak",
    "id_penyedia",
    "nama_penyedia",
    "jumlah_penawar",
    "indikator_terpicu",
)


async def package_chunks(page: "Page", filters: Filters) -> AsyncIterator[list[tuple[Any, ...]]]:
    """Yield every package of the filter in the order of the page, some thousands at a time."""
    statement = filters.packages(CHUNK, 0)
    while True:
        rows = await page.read(lambda reader, asked: list(reader.run(*asked)), statement)
        if rows:
            yield [_csv_row(row) for row in rows]
        if len(rows) < CHUNK:
            return
        statement = filters.after(CHUNK, rows[-1]["nilai_rp"], rows[-1]["id_paket"])


def csv_lines(rows: Iterable[Sequence[Any]]) -> str:
    """Return rows as CSV text (RFC 4180)."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _csv_row(row: Row) -> tuple[Any, ...]:
    return (
        row["id_paket"],
        row["tahun"] or "",
        row["nama_paket"],
        row["kode_skpd"],
        row["nama_skpd"],
        row["jenis_paket"],
        row["metode"],
        row["jenis_pengadaan"],
        row["status"],
        row["tanggal"],
        row["lokasi"],
        plain(row["nilai"]),
        row["dasar_nilai"],
        plain(row["pagu"]),
        plain(row["hps"]),
        plain(row["kontrak"]),
        row["id_penyedia"],
        row["nama_penyedia"],
        row["jumlah_penawar"],
        row["indikator"],
    )
