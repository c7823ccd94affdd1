"""The budget as areas, and its stages as bars."""

from budget_pipeline.site.amounts import plain, rounded, short
from budget_pipeline.site.budget import budget_rows, child_address, dimension_name, kind_name
from budget_pipeline.site.charts.bars import Group, bars
from budget_pipeline.site.charts.treemap import Node, treemap
from budget_pipeline.site.figure import Ask, Figure, figure
from budget_pipeline.site.page import Page
from budget_pipeline.site.sql import Reader

MOST_BARS = 12


@figure("peta-anggaran")
def budget_areas(reader: Reader, page: Page, ask: Ask) -> Figure | None:
    """Show how the budget of a year is divided, each area leading one level down."""
    shown = budget_rows(reader, page, ask)
    if shown is None or not any(row["akhir"] for row in shown.rows):
        return None
    stage = shown.stages.label_latest
    address = child_address(page, ask)
    nodes = [
        Node(
            row["nama"] or row["kode"] or page.say("Tanpa kode"),
            row["akhir"] or 0,
            short(row["akhir"], page.lang),
            address(row),
        )
        for row in shown.rows
    ]
    title = page.say(
        "%(jenis)s %(tahun)s (%(tahapan)s) menurut %(dimensi)s",
        jenis=kind_name(page, shown.kind),
        tahun=ask["tahun"],
        tahapan=stage,
        dimensi=dimension_name(page, shown.dimension).lower(),
    )

    def rest(count: int, size: int) -> Node:
        return Node(page.say("%(n)s lainnya", n=count), size, short(size, page.lang), "")

    return Figure(
        slug="peta-anggaran",
        texts=2,
        ask=ask,
        title=title,
        text=page.say(
            "Luas bidang sebanding dengan anggaran; tekan sebuah bidang untuk melihat isinya."
        ),
        columns=(page.say("Kode"), dimension_name(page, shown.dimension), stage),
        rows=[(r["kode"], r["nama"] or "", page.money(r["akhir"])) for r in shown.rows],
        exact=[(r["kode"], r["nama"] or "", plain(r["akhir"])) for r in shown.rows],
        wide=treemap(nodes, title, rest, narrow=False),
        narrow=treemap(nodes, title, rest, narrow=True),
    )


@figure("batang-anggaran")
def budget_bars(reader: Reader, page: Page, ask: Ask) -> Figure | None:
    """Show the stages of the largest parts of the budget side by side."""
    shown = budget_rows(reader, page, ask)
    if shown is None or not shown.rows:
        return None
    stages = shown.stages
    measures, fields = [], []
    if stages.changed:
        measures.append(("i3", stages.label_first))
        fields.append("awal")
    if stages.latest:
        measures.append(("i1", stages.label_latest))
        fields.append("akhir")
    if stages.realised:
        measures.append(("i2", stages.label_realised))
        fields.append("realisasi")
    if len(measures) < 2:
        return None
    address = child_address(page, ask)
    groups = [
        Group(
            r["nama"] or r["kode"] or page.say("Tanpa kode"),
            address(r),
            tuple(r[f] for f in fields),
        )
        for r in shown.rows[:MOST_BARS]
    ]
    title = page.say(
        "%(jenis)s %(tahun)s menurut %(dimensi)s: tahapan berdampingan",
        jenis=kind_name(page, shown.kind),
        tahun=ask["tahun"],
        dimensi=dimension_name(page, shown.dimension).lower(),
    )
    names = tuple(name for _, name in measures)

    def written(sen: int) -> str:
        return short(sen, page.lang)

    def axis(sen: int) -> str:
        return rounded(sen, page.lang)

    return Figure(
        slug="batang-anggaran",
        ask=ask,
        title=title,
        text=page.say("Paling banyak %(n)s bagian terbesar; semuanya ada di tabel.", n=MOST_BARS),
        columns=(dimension_name(page, shown.dimension), *names),
        rows=[(r["nama"] or r["kode"], *(page.money(r[f]) for f in fields)) for r in shown.rows],
        exact=[(r["nama"] or r["kode"], *(plain(r[f]) for f in fields)) for r in shown.rows],
        wide=bars(groups, measures, title, written, axis, narrow=False),
        narrow=bars(groups, measures, title, written, axis, narrow=True),
    )
