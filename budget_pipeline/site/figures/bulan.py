"""Planned and realised money over the months of a year."""

from budget_pipeline.site.amounts import plain, rounded, short
from budget_pipeline.site.charts.curve import curve
from budget_pipeline.site.figure import Ask, Figure, figure
from budget_pipeline.site.links import natural
from budget_pipeline.site.page import Page
from budget_pipeline.site.sql import Reader
from budget_pipeline.site.words import month_names


@figure("kurva-bulanan")
def monthly_curve(reader: Reader, page: Page, ask: Ask) -> Figure | None:
    """Show the cash plan and the payment documents, summed up month by month."""
    year = natural(ask.get("tahun"))
    if year is None:
        return None
    rows = reader.all("bulan", wilayah=page.wilayah, tahun=year, skpd=ask.get("opd") or "*")
    by_month = {row["bulan"]: row for row in rows}
    planned = _summed(by_month, "rencana")
    realised = _summed(by_month, "realisasi")
    months = month_names(page.lang)
    series = []
    if any(v is not None for v in planned):
        series.append(("kurva2", page.say("Rencana kas"), planned))
    if any(v is not None for v in realised):
        series.append(("kurva1", page.say("Realisasi menurut dokumen"), realised))
    if not series:
        return None
    title = page.say("Rencana kas dan realisasi kumulatif %(tahun)s", tahun=ask["tahun"])

    def written(sen: int) -> str:
        return short(sen, page.lang)

    def axis(sen: int) -> str:
        return rounded(sen, page.lang)

    names = [name for _, name, _ in series]
    return Figure(
        slug="kurva-bulanan",
        ask=ask,
        title=title,
        text=page.say(
            "Jumlah sejak Januari. Realisasi dari tanggal dokumen pembayaran; dokumen tanpa tanggal tidak ikut."
        ),
        columns=(page.say("Bulan"), *names),
        rows=[
            (months[i], *(page.money(values[i]) for _, _, values in series))
            for i in range(len(months))
        ],
        exact=[(i + 1, *(plain(values[i]) for _, _, values in series)) for i in range(len(months))],
        wide=curve(months, series, title, written, axis, narrow=False),
        narrow=curve(months, series, title, written, axis, narrow=True),
    )


def _summed(by_month: dict[int, dict[str, int | None]], field: str) -> list[int | None]:
    """Return the running total per month up to the last month that has a value, unknown after it."""
    known = [m for m, row in by_month.items() if row[field] is not None]
    total, out = 0, []
    for month in range(1, 13):
        total += (by_month.get(month) or {}).get(field) or 0
        out.append(total if known and month <= max(known) else None)
    return out
