"""How the values of one indicator are spread, and where its threshold lies."""

from budget_pipeline.site.amounts import measure, number
from budget_pipeline.site.charts.histogram import histogram
from budget_pipeline.site.figure import Ask, Figure, figure
from budget_pipeline.site.page import Page
from budget_pipeline.site.sql import Reader


@figure("sebaran-indikator")
def distribution(reader: Reader, page: Page, ask: Ask) -> Figure | None:
    """Show the distribution of the values of one indicator."""
    code = ask.get("kode", "")
    bins = reader.all("sebaran", kode=code, wilayah=page.wilayah)
    row = reader.one("indikator", kode=code)
    if len(bins) < 2 or row is None:
        return None
    thresholds = [r["ambang"] for r in reader.all("sebaran_ambang", kode=code)]
    title = page.say("Sebaran nilai: %(judul)s", judul=page.say.pick(row["judul"], row["judul_en"]))
    drawn = [(b["dari"], b["sampai"], b["jumlah"], b["terpicu"]) for b in bins]
    names = (page.say("Tidak terpicu"), page.say("Terpicu"), page.say("ambang"))

    def written(value: float) -> str:
        return measure(round(value, 3), page.lang)

    def counted(value: int) -> str:
        return number(value, page.lang)

    arguments = (drawn, thresholds, title, written, counted, names)
    return Figure(
        slug="sebaran-indikator",
        ask=ask,
        title=title,
        text=page.say(
            "Banyaknya subjek menurut nilai. Satu persen terkecil dan terbesar dikumpulkan di tepi."
        ),
        columns=(page.say("Dari"), page.say("Sampai"), page.say("Jumlah"), page.say("Terpicu")),
        rows=[(written(b[0]), written(b[1]), counted(b[2]), counted(b[3])) for b in drawn],
        exact=drawn,
        wide=histogram(*arguments, narrow=False),
        narrow=histogram(*arguments, narrow=True),
    )
