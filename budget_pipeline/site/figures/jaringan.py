"""Which supplier sells to which agency."""

from budget_pipeline.site.amounts import plain, short
from budget_pipeline.site.charts.matrix import Label, matrix
from budget_pipeline.site.figure import Ask, Figure, figure
from budget_pipeline.site.page import Page
from budget_pipeline.site.sql import Reader

ROWS, COLUMNS = 15, 12


@figure("matriks-penyedia")
def supplier_matrix(reader: Reader, page: Page, ask: Ask) -> Figure | None:
    """Show the largest suppliers, of the municipality or of one agency, against the agencies that buy from them."""
    agency = ask.get("opd", "")
    if agency:
        cells = reader.all("matriks_skpd", wilayah=page.wilayah, skpd=agency, batas=ROWS)
    else:
        cells = reader.all("matriks", wilayah=page.wilayah, batas=ROWS)
    if not cells:
        return None
    suppliers: dict[str, str] = {}
    agencies: dict[str, list[object]] = {}
    for cell in cells:
        suppliers.setdefault(cell["id_penyedia"], cell["nama"] or cell["id_penyedia"])
        named = agencies.setdefault(cell["kode_skpd"], [cell["nama_skpd"] or cell["kode_skpd"], 0])
        named[1] += cell["kontrak"] or 0  # type: ignore[operator]
    widest = sorted(agencies.items(), key=lambda item: -int(str(item[1][1])))[:COLUMNS]
    rows = [Label(key, name, page.link("/penyedia", key)) for key, name in suppliers.items()]
    columns = [
        Label(key, str(named[0]) or page.say("Tanpa kode"), page.link("/opd", key) if key else "")
        for key, named in widest
    ]
    filled = {
        (c["id_penyedia"], c["kode_skpd"]): (c["kontrak"] or 0, short(c["kontrak"], page.lang))
        for c in cells
    }
    title = page.say("Penyedia bernilai kontrak terbesar dan pembelinya")
    return Figure(
        slug="matriks-penyedia",
        texts=2,
        ask=ask,
        title=title,
        text=page.say(
            "Luas lingkaran sebanding dengan nilai kontrak, semua tahun. Membeli berulang di satu penyedia bisa wajar."
        ),
        columns=(
            page.say("Penyedia"),
            page.say("Perangkat daerah"),
            page.say("Paket"),
            page.say("Nilai kontrak"),
        ),
        rows=[
            (c["nama"], c["nama_skpd"] or c["kode_skpd"], c["jumlah"], page.money(c["kontrak"]))
            for c in cells
        ],
        exact=[(c["nama"], c["nama_skpd"], c["jumlah"], plain(c["kontrak"])) for c in cells],
        wide=matrix(rows, columns, filled, title, narrow=False),
        narrow=matrix(rows, columns, filled, title, narrow=True),
    )
