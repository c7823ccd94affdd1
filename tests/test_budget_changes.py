"""Changes between stages are found also where nobody said whose budget it is."""

import pandas as pd

from budget_pipeline.load.changes import budget_changes
from budget_pipeline.schema.read import load_schema


def test_budget_of_an_unnamed_municipality_has_its_changes_too() -> None:
    line = {"kode_skpd": "1.01", "kode_rekening": "5.1.02", "tahun": 2024}
    source = {"id_berkas": "a" * 12, "lembar": "Sheet 1"}
    rows = [
        {**line, **source, "baris": 2, "tahapan": "murni", "pagu_rp": 100, "pagu_sen": 0},
        {**line, **source, "baris": 3, "tahapan": "perubahan", "pagu_rp": 150, "pagu_sen": 0},
    ]
    changes = budget_changes(pd.DataFrame(rows), load_schema())
    assert [(row["kode_wilayah"], row["golongan"]) for row in changes] == [(None, "naik")]
