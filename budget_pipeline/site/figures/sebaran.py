"""How the values of one indicator are spread, and where its threshold lies."""

from budget_pipeline.site.amounts import measure, number
from budget_pipeline.site.charts.histogram import Words, histogram, span_of
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

    def written(value: float) -> str:
        return measure(round(value, 3), page.lang)

    def counted(value: int) -> str:
        return number(value, page.lang)

    words = Words(
        others=page.say("Tidak terpicu"),
        flagged=page.say("Terpicu"),
        threshold=page.say("ambang"),
        value=written,
        count=counted,
    )
    arguments = (drawn, thresholds, title, words)
    return Figure(
        slug="sebaran-indikator",
        ask=ask,
        title=title,
        text=page.say(
            "Banyaknya subjek menurut nilai. Satu persen terkecil dan terbesar dikumpulkan di tepi."
        ),
        columns=(page.say("Nilai"), page.say("Jumlah"), page.say("Terpicu")),
        rows=[(span_of(b[0], b[1], written), counted(b[2]), counted(b[3])) for b in drawn],
        exact=[(span_of(b[0], b[1], str), b[2], b[3]) for b in drawn],
        wide=histogram(*arguments, narrow=False),
        narrow=histogram(*arguments, narrow=True),
    )
