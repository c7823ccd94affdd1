"""Results on other people's data as lines for a terminal; programs take the JSON instead."""

from collections.abc import Iterator
from typing import Any

from budget_pipeline.indicators.model import STATUSES
from budget_pipeline.indicators.remarks import Remarks, summary
from budget_pipeline.issues import sentence

# Longer lists are for files, not for reading on a screen.
LISTED = 20


def cardinal_lines(results: dict[str, Any]) -> Iterator[str]:
    """Yield one line per flagged process or organisation: group, id, codes with values."""
    for group, members in results.items():
        for name, codes in members.items():
            values = " ".join(f"{code}={value:g}" for code, value in sorted(codes.items()))
            yield f"{group} {name}: {values}"


def own_lines(result: dict[str, Any], lang: str) -> Iterator[str]:
    """Yield the four counts of each indicator, its reasons, and its first flags."""
    yield sentence("teks_proses", lang, jumlah=result["processes"], uang=result["currency"] or "-")
    for code, found in result["indikator"].items():
        counts = "  ".join(f"{sentence(f'teks_{name}', lang)} {found[name]}" for name in STATUSES)
        yield f"{code:8} {found['judul']}: {counts}"
        for status, reasons in (found["sebab"] or {}).items():
            for reason, number in reasons.items():
                yield f"           {sentence(f'teks_{status}', lang)}: {reason} ({number})"
        for flag in found["temuan"][:LISTED]:
            label = f" {flag['subjek_label']}" if flag["subjek_label"] else ""
            yield (
                f"         ! {flag['subjek_id']}{label}: {_figure(flag['nilai'])}"
                f" ({sentence('teks_ambang', lang)} {_figure(flag['ambang'])})"
            )
        if len(found["temuan"]) > LISTED:
            more = len(found["temuan"]) - LISTED
            yield f"         ! {sentence('teks_lainnya', lang, jumlah=more)}"


def screen_lines(result: dict[str, Any], lang: str) -> Iterator[str]:
    """Yield the AUC of each screen, then the screens of the first tenders."""
    tenders = result["tenders"]
    yield sentence("teks_saring", lang, tender=len(tenders), penawaran=result["bids"]["used"])
    if result["auc"] is not None:
        for name, area in result["auc"].items():
            basis = result["auc_basis"][name]
            known = "-" if area is None else f"{area:.3f}"
            yield f"AUC {name:6} {known} ({basis['collusive']}/{basis['tenders']})"
    names = [name for name in (tenders[0] if tenders else {}) if name.isupper()]
    if tenders:
        yield " ".join(f"{word:>10}" for word in ("tender", "n", *names))
    for row in tenders[:LISTED]:
        values = ["-" if row[name] is None else f"{row[name]:.4f}" for name in names]
        yield " ".join(f"{word:>10}" for word in (row["tender"], str(row["n"]), *values))
    if len(tenders) > LISTED:
        yield sentence("teks_lainnya", lang, jumlah=len(tenders) - LISTED)


def explanation_lines(explanation: dict[str, Any]) -> Iterator[str]:
    """Yield how a sample was drawn, one fact a line."""
    for name, value in explanation.items():
        if isinstance(value, list):
            for row in value:
                yield f"{name}: " + ", ".join(f"{key} {item}" for key, item in row.items())
        elif isinstance(value, dict):
            listed = ", ".join(f"{key}: {item}" for key, item in value.items())
            if listed:
                yield f"{name}: {listed}"
        elif value not in (None, ""):
            yield f"{name}: {value}"


def remark_lines(remarks: Remarks, lang: str) -> Iterator[str]:
    """Yield one line per kind of remark: where it was met first, what it is, how often."""
    for kind in summary(remarks, lang):
        first = kind["lines"][0]
        line = sentence("teks_baris", lang, baris=first) if first else ""
        often = f" ({kind['count']} x)" if kind["count"] > 1 else ""
        yield f"{kind['file']}{line}: {kind['message']}{often}"


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:,.10g}"
