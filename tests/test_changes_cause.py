"""Why a verdict differs between two releases: the rule, the settings of the town, or its data."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from budget_pipeline.clean.privacy import find_personal
from budget_pipeline.indicators.catalog import load_catalog
from budget_pipeline.indicators.thresholds import parse_overrides
from budget_pipeline.pipeline import build as building
from budget_pipeline.publish.causes import Causes, Side
from budget_pipeline.publish.diff import diff
from budget_pipeline.publish.release import current_release
from tests.conftest import ROOT
from tests.small_files import LINES, lra, run_import, write_csv

OWN = {"kode": "ANG-02", "parameter": "toleransi", "alasan": "Perwali 1/2024"}
OVERSPENT = ("5.1.02.01.01.0099", "Belanja Lain", 50_000_000, 75_000_000, 2024)


def side(**settings: str) -> Side:
    return Side({}, {}, frozenset(), "1", settings)


def test_replaced_thresholds_reach_the_manifest_as_canonical_json() -> None:
    stated = building._stated_settings(
        {"ambang": [{"nilai": 0.5, "kode": "ANG-15"}], "surel": {"pengelola": "x"}, "lisensi": "CC"}
    )
    assert stated == {"ambang": '[{"kode":"ANG-15","nilai":0.5}]', "lisensi": "CC"}
    assert "ambang" not in building._stated_settings({"lisensi": "CC"})


def test_thresholds_that_differ_are_the_towns_settings_or_the_program() -> None:
    before, after = {("ANG-15", 0.2), ("ANG-01", 1.0)}, {("ANG-15", 0.5), ("ANG-01", 1.0)}
    towns = Causes(side(), side(ambang="[]")).thresholds(before, after)
    assert towns == {"ANG-15": "pengaturan"}
    assert Causes(side(), side()).thresholds(before, after) == {"ANG-15": "aturan atau program"}


def test_a_changed_threshold_is_told_as_settings_not_as_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, published = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "sumber.yml").write_text('kode_wilayah: "99.71"\n')
    write_csv(raw / "lra.csv", lra([*LINES, OVERSPENT]))
    settings: dict[str, Any] = {"kode_wilayah": "99.71"}
    monkeypatch.setattr(building, "site_settings", lambda: dict(settings))
    releases = []
    for value in (1, 30_000_000):
        settings["ambang"] = [{**OWN, "nilai": value}]
        run_import(raw, published, force=True, tolerance=0.01 if value == 1 else 0.02)
        found = current_release(published)
        assert found is not None
        releases.append(found)
    stated = json.loads((releases[1] / "manifest.json").read_text("utf-8"))["settings"]["ambang"]
    assert json.loads(stated)[0]["nilai"] == 30_000_000
    causes = {cause for (code, _, _, cause) in diff(*releases).verdicts if code == OWN["kode"]}
    assert causes == {"pengaturan"}
    told = (releases[1] / "CHANGES.md").read_text("utf-8")
    assert "| pengaturan · settings |" in told


def test_what_an_older_program_left_unmasked_does_not_stop_the_next_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from budget_pipeline.publish import release

    raw, published = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "sumber.yml").write_text('kode_wilayah: "99.71"\n')
    write_csv(raw / "lra.csv", lra())
    monkeypatch.setattr(
        release, "describe_changes", lambda *_: "- uraian: `NIK 3599014101900001` -> `lain`\n"
    )
    outcome = run_import(raw, published)
    assert outcome.exit == 0
    text = (published / "current" / "CHANGES.md").read_text("utf-8")
    assert not find_personal(text)
    assert "`lain`" in text


def test_the_examples_of_replaced_thresholds_in_the_documents_are_valid() -> None:
    metadata = (ROOT / "metadata.yml").read_text("utf-8")
    start = metadata.index("    # ambang:\n")
    lines = metadata[start : metadata.index("    # Awalan nomor")].splitlines()
    shown = yaml.safe_load("\n".join(line.removeprefix("    # ") for line in lines))
    assert len(parse_overrides(shown["ambang"], load_catalog())) == 2
    readme = (ROOT / "README.md").read_text("utf-8")
    block = readme.split("```yaml\nplugins:")[1].split("```")[0]
    settings = yaml.safe_load("plugins:" + block)["plugins"]["budget-pipeline"]
    assert len(parse_overrides(settings["ambang"], load_catalog())) == 1
