"""docs/benchmarks.md and its picture: figures beside their bounds, kept as JSON beside the page."""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.benchmarks.growth_picture import picture
from tests.benchmarks.measuring import ROOT, load

MARKDOWN = ROOT / "docs" / "benchmarks.md"
FIGURES = ROOT / "docs" / "benchmarks.json"
PICTURE = ROOT / "docs" / "gambar" / "pertumbuhan.svg"
BEGIN, END = "<!-- begin: measured -->", "<!-- end: measured -->"


@dataclass
class Page:
    """Ratios by name, and one row per size of the growth table: what this run measured."""

    ratios: dict[str, dict[str, Any]] = field(default_factory=dict)
    growth: dict[str, dict[str, Any]] = field(default_factory=dict)

    def ratio(
        self,
        name: str,
        ours: float,
        theirs: float,
        bound: float,
        *,
        unit: str = "s",
        note: str = "",
    ) -> float:
        """Keep and print how many times `theirs` takes `ours`, beside the bound; return it."""
        ratio = ours / theirs
        missed = "" if ratio <= bound else f"meleset x{ratio / bound:.2f}"
        self.ratios[name] = {
            "ours": f"{ours:.2f} {unit}",
            "theirs": f"{theirs:.2f} {unit}",
            "ratio": f"{ratio:.2f}",
            "bound": f"{bound:g}",
            "missed": missed,
            "load": load(),
            "date": date.today().isoformat(),
            "note": note,
        }
        print(
            f"\n{name}: {ratio:.2f}x, batas {bound:g}x {missed} ({ours:.2f} : {theirs:.2f} {unit};"
            f" beban {load()}) {note}"
        )
        return ratio

    def row(self, rows: int, figures: dict[str, Any]) -> None:
        """Keep and print one size of the growth table."""
        self.growth[str(rows)] = {**figures, "load": load(), "date": date.today().isoformat()}
        print(f"\n{rows} baris: {figures} (beban {load()})")

    def write(self) -> None:
        """Write the figures, the picture and the measured part of the page; what others measured stays."""
        if FIGURES.exists():
            before = json.loads(FIGURES.read_text(encoding="utf-8"))
            self.ratios = before["ratios"] | self.ratios
            self.growth = before["growth"] | self.growth
        kept = {"ratios": self.ratios, "growth": self.growth}
        FIGURES.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        sizes = {int(rows): figures for rows, figures in self.growth.items()}
        if len(sizes) > 1:
            PICTURE.write_text(picture(sizes), encoding="utf-8")
        text = MARKDOWN.read_text(encoding="utf-8")
        head, _, rest = text.partition(BEGIN)
        tail = rest.partition(END)[2]
        MARKDOWN.write_text(f"{head}{BEGIN}\n\n{self._tables()}\n{END}{tail}", encoding="utf-8")

    def _tables(self) -> str:
        lines = [
            "| work | ours | reference | ratio | bound | | load / cores | measured |",
            "|---|---|---|---|---|---|---|---|",
        ]
        for name, item in sorted(self.ratios.items()):
            told = f"{name} ({item['note']})" if item["note"] else name
            lines.append(
                f"| {told} | {item['ours']} | {item['theirs']} | {item['ratio']} | {item['bound']}"
                f" | {item['missed'] or 'holds'} | {item['load']} | {item['date']} |"
            )
        if self.growth:
            stages = list(dict.fromkeys(n for f in self.growth.values() for n in f["stages"]))
            lines += [
                "",
                f"| rows | {' | '.join(stages)} | steps 1-4 | publish | peak | load / cores |",
            ]
            lines.append("|" + "---|" * (len(stages) + 5))
            for rows, figures in sorted(self.growth.items(), key=lambda item: int(item[0])):
                seconds = [f"{figures['stages'].get(name, 0):.2f} s" for name in stages]
                whole = (
                    f"{figures['steps']:.2f} s",
                    f"{figures['publish']}",
                    f"{figures['peak']:.0f} MB",
                )
                lines.append(
                    f"| {int(rows):,} | {' | '.join((*seconds, *whole))} | {figures['load']} |"
                )
        return "\n".join(lines) + "\n"
