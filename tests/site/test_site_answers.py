"""Two answers of the canned questions, worked out anew in plain Python from the published tables."""

import csv
import io
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

from tests.site.asking import ask

YEAR = 2024
LINE = "kode_skpd, kode_sub_kegiatan, kode_rekening, COALESCE(kode_sumber_dana, '')"


def answered(site: Any, slug: str) -> list[dict[str, str]]:
    """Return the rows of the question's CSV."""
    text = ask(site, f"/pertanyaan/{slug}.csv?tahun={YEAR}").text
    return list(csv.DictReader(io.StringIO(text)))


def rows(city: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(f"{(city / 'current/data.db').as_uri()}?mode=ro", uri=True)
    found = connection.execute(sql).fetchall()
    connection.close()
    return found


def test_pairs_bought_from_directly_three_times_a_year_are_all_there(
    city: Path, city_site: Any
) -> None:
    bought = rows(
        city,
        "SELECT k.id_paket, p.kode_skpd, k.id_penyedia FROM kontrak AS k JOIN paket AS p USING (id_paket)"
        f" WHERE p.tahun = {YEAR} AND p.metode = 'Pengadaan Langsung' AND k.id_penyedia IS NOT NULL",
    )
    pairs = Counter((agency, supplier) for _, agency, supplier in set(bought))
    expected = {pair: count for pair, count in pairs.items() if count >= 3}
    assert expected
    assert {
        (row["kode_skpd"], row["id_penyedia"]): int(row["paket"])
        for row in answered(city_site, "langsung-berulang")
    } == expected


def test_new_lines_stand_in_no_earlier_stage_and_hold_what_the_amended_budget_says(
    city: Path, city_site: Any
) -> None:
    stages: dict[str, Counter[tuple[str, ...]]] = {"murni": Counter(), "perubahan": Counter()}
    for stage, rupiah, *line in rows(
        city,
        f"SELECT tahapan, pagu_rp, {LINE} FROM anggaran WHERE tahun = {YEAR} AND jenis = 'belanja'"
        " AND pagu_rp IS NOT NULL",
    ):
        if stage in stages:
            stages[stage][tuple(line)] += rupiah
    appeared = stages["perubahan"].keys() - stages["murni"].keys()
    # A line that moved to another agency is no new one, though its agency is.
    moved = rows(
        city,
        f"SELECT {LINE} FROM perubahan_anggaran WHERE golongan IN ('pindah_opd', 'ganti_kode')",
    )
    expected = sorted(stages["perubahan"][line] for line in appeared - set(moved))
    assert expected
    assert sorted(int(row["pagu"]) for row in answered(city_site, "baris-baru")) == expected
