"""How the value of one package went from plan to payment."""

from budget_pipeline.site.amounts import plain, rounded, short
from budget_pipeline.site.charts.bars import Group, bars
from budget_pipeline.site.figure import Ask, Figure, figure
from budget_pipeline.site.page import Page
from budget_pipeline.site.sql import Reader
from budget_pipeline.site.timeline import timeline


@figure("nilai-paket")
def package_values(reader: Reader, page: Page, ask: Ask) -> Figure | None:
    """Show the amount of each stage of one package as bars."""
    identifier = ask.get("id", "")
    package = reader.one("paket", id=identifier)
    if package is None:
        return None
    steps = timeline(
        page,
        package,
        reader.all("paket_rup", id=identifier),
        reader.all("paket_kontrak", id=identifier),
        reader.all("paket_bast", id=identifier),
    )
    valued = [step for step in steps if step["nilai"] is not None]
    if len(valued) < 2:
        return None
    title = page.say("Nilai dari rencana sampai pembayaran")
    groups = [Group(step["nama"], "", (step["nilai"],)) for step in valued]
    measures = [("i1", page.say("Nilai"))]

    def written(sen: int) -> str:
        return short(sen, page.lang)

    def axis(sen: int) -> str:
        return rounded(sen, page.lang)

    return Figure(
        slug="nilai-paket",
        texts=2,
        ask=ask,
        title=title,
        text=page.say("Tahap tanpa nilai dalam data tidak digambar."),
        columns=(page.say("Tahap"), page.say("Tanggal"), page.say("Nilai")),
        rows=[(step["nama"], step["hari"] or "", page.money(step["nilai"])) for step in valued],
        exact=[(step["nama"], step["hari"], plain(step["nilai"])) for step in valued],
        wide=bars(groups, measures, title, written, axis, narrow=False),
        narrow=bars(groups, measures, title, written, axis, narrow=True),
    )
