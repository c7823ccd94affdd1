"""Standards: Data Package, Fiscal Data Package, OCDS, DCAT and Satu Data Indonesia."""

import copy
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from frictionless import Package, system

from budget_pipeline.publish.release import publish, workspace
from tests.publish_city import (
    BIDDERS,
    CONTRACTS,
    PARCELS,
    SCHEMA,
    SMALL,
    build_city,
    facts,
    place,
    publish_city,
)

TENDER = "ocds-xxxxxx-tender-99-7001"
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_city(tmp_path_factory.mktemp("terbit") / "published", SCHEMA).folder


def ocds(release: Path) -> dict[str, dict[str, Any]]:
    """Return all OCDS releases by ocid, amounts as they are written."""
    lines = [
        line
        for path in sorted((release / "unduhan/ocds").glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    found = [json.loads(line, parse_float=Decimal) for line in lines]
    return {item["ocid"]: item for item in found}


def validate(release: Path) -> Any:
    with system.use_context(trusted=False):
        return Package(str(release / "datapackage.json")).validate()


def test_frictionless_finds_the_data_package_valid(release: Path) -> None:
    report = validate(release)
    assert report.valid, report.flatten(["name", "type", "message"])
    assert report.stats["tasks"] == len(SCHEMA.tables)


def test_frictionless_sees_an_orphan_key(release: Path, tmp_path: Path) -> None:
    """The package's keys are worth something only if a broken one is noticed."""
    folder = tmp_path / "rilis"
    (folder / "unduhan/csv").mkdir(parents=True)
    for path in [release / "datapackage.json", *(release / "unduhan/csv").iterdir()]:
        target = folder / path.relative_to(release)
        target.write_bytes(path.read_bytes())
    peserta = folder / "unduhan/csv/peserta.csv"
    peserta.write_bytes(peserta.read_bytes().replace(b"tender-99-7001", b"tender-99-7009"))
    kinds = {row[0] for row in validate(folder).flatten(["type"])}
    assert {"foreign-key", "hash-count"} <= kinds


def test_budget_columns_carry_fiscal_types(release: Path) -> None:
    package = json.loads((release / "datapackage.json").read_text("utf-8"))
    resource = next(r for r in package["resources"] if r["name"] == "anggaran")
    types = {f["name"]: f.get("columnType") for f in resource["schema"]["fields"]}
    assert types["pagu"] == "value"
    assert types["tahun"] == "date:fiscal-year"
    assert types["kode_rekening"] == "economic-classification:generic:code"
    assert types["keterangan"] is None


def test_the_package_names_the_licence_the_municipality_states(release: Path) -> None:
    package = json.loads((release / "datapackage.json").read_text("utf-8"))
    assert package["licenses"][0]["path"] == "https://creativecommons.org/licenses/by/4.0/"


def test_every_ocds_release_passes_the_official_schema(shared: Path, release: Path) -> None:
    schema = json.loads((shared / "schema/ocds/release-schema.json").read_text("utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    releases = ocds(release)
    assert len(releases) == len(PARCELS)
    for item in releases.values():
        plain = json.loads(json.dumps(item, default=float))
        assert [e.message for e in validator.iter_errors(plain)] == []


def test_an_ocds_release_holds_every_section_of_the_process(release: Path) -> None:
    item = ocds(release)[TENDER]
    assert item["tag"] == ["planning", "tender", "award", "contract", "implementation"]
    assert item["tender"]["procurementMethod"] == "open"
    assert item["tender"]["mainProcurementCategory"] == "works"
    assert item["tender"]["tenderPeriod"]["endDate"] == "2024-02-20T16:00:00+07:00"
    assert item["planning"]["budget"]["id"] == "41;42"
    assert item["planning"]["budget"]["amount"] == {"amount": 1000000000, "currency": "IDR"}
    payment = item["contracts"][0]["implementation"]["transactions"][0]
    assert payment["value"]["amount"] == Decimal("955000000.25")


def test_ocds_amounts_keep_their_sen(release: Path) -> None:
    item = ocds(release)[TENDER]
    assert item["tender"]["value"]["amount"] == Decimal("990000000.50")
    text = (release / "unduhan/ocds/2024.jsonl").read_text("utf-8")
    assert '"amount":990000000.50,' in text


def test_a_registrant_without_an_offer_is_no_ocds_tenderer(release: Path) -> None:
    item = ocds(release)[TENDER]
    assert [b["status"] for b in item["bids"]["details"]] == ["valid", "disqualified"]
    assert {t["id"] for t in item["tender"]["tenderers"]} == {"penyedia-p1", "penyedia-p2"}
    assert "UD Tidak Menawar" not in json.dumps(item, default=str)


def test_an_addendum_becomes_an_amendment_and_the_last_value_counts(release: Path) -> None:
    (contract,) = ocds(release)[TENDER]["contracts"]
    assert contract["value"]["amount"] == Decimal("955000000.25")
    assert [a["rationale"] for a in contract["amendments"]] == ["Tambah pekerjaan"]
    assert contract["dateSigned"] == "2024-03-15T00:00:00+07:00"


def test_every_organisation_that_is_mentioned_is_a_party_with_its_role(release: Path) -> None:
    for item in ocds(release).values():
        parties = {p["id"]: set(p["roles"]) for p in item.get("parties", [])}
        text = json.dumps(item, default=str)
        for key in re.findall(r'"id": "((?:penyedia|skpd|satker)-[^"]+)"', text):
            assert parties[key], key
        for award in item.get("awards", []):
            assert all("supplier" in parties[s["id"]] for s in award["suppliers"])


def test_every_ocds_date_has_an_offset_and_none_comes_from_the_clock(release: Path) -> None:
    for item in ocds(release).values():
        assert DATE_TIME.fullmatch(item["date"])
    assert ocds(release)[TENDER]["date"] == "2024-12-05T00:00:00+07:00"
    # Neither year nor date of its own: the day its file was received.
    assert ocds(release)["ocds-xxxxxx-pencatatan-99-9001"]["date"] == "2024-01-31T00:00:00+07:00"


def test_eastern_indonesia_has_its_own_time(tmp_path: Path) -> None:
    parcels = copy.deepcopy(PARCELS)
    parcels[0]["kode_wilayah"] = "81.04"
    release = publish_city(tmp_path / "published", paket=parcels).folder
    assert ocds(release)[TENDER]["tender"]["datePublished"] == "2024-02-01T08:00:00+09:00"


def test_a_method_that_ocds_cannot_tell_is_left_out_but_named(tmp_path: Path) -> None:
    parcels = copy.deepcopy(PARCELS)
    parcels[0] |= {"metode": "E-Purchasing", "metode_asli": "E-Purchasing", "status": "aneh"}
    release = publish_city(tmp_path / "published", paket=parcels).folder
    tender = ocds(release)[TENDER]["tender"]
    assert "procurementMethod" not in tender
    assert "status" not in tender
    assert tender["procurementMethodDetails"] == "E-Purchasing"


def test_a_winner_without_a_contract_row_still_has_an_award(tmp_path: Path) -> None:
    release = publish_city(tmp_path / "published", kontrak=[], bast=[]).folder
    item = ocds(release)[TENDER]
    assert item["tag"] == ["planning", "tender", "award"]
    (award,) = item["awards"]
    assert award["value"]["amount"] == Decimal("950000000.25")
    assert award["suppliers"][0]["id"] == "penyedia-p1"


def test_an_award_that_is_not_a_contract_yet_is_no_contract(tmp_path: Path) -> None:
    contract = {**CONTRACTS[0], "nilai_kontrak": None, "nomor_kontrak": None}
    release = publish_city(tmp_path / "published", kontrak=[contract], bast=[]).folder
    item = ocds(release)[TENDER]
    assert "contracts" not in item
    assert item["awards"][0]["value"]["amount"] == Decimal("950000000.25")


def test_processes_of_one_year_stay_apart_from_their_neighbours(tmp_path: Path) -> None:
    """Children are matched while both lists pass by: no id between may shift them."""
    ids = ["tender-99-7001", "tender-99-70010", "tender-99-7002", "Tender-99-1", "tender-99-é"]
    parcels = [{**PARCELS[0], "id_paket": key} for key in ids]
    bidders = [
        {**BIDDERS[0], **place(9), "id_paket": key, "nilai_penawaran": Decimal(n)}
        for n, key in enumerate(ids, start=1)
        if key != "tender-99-7002"
    ]
    release = publish_city(
        tmp_path / "published",
        paket=parcels,
        peserta=bidders,
        kontrak=[],
        bast=[],
        jadwal=[],
        paket_rup=[],
    ).folder
    found = {
        key.removeprefix("ocds-xxxxxx-"): [b["value"]["amount"] for b in item["bids"]["details"]]
        for key, item in ocds(release).items()
        if "bids" in item
    }
    assert found == {key: [n] for n, key in enumerate(ids, start=1) if key != "tender-99-7002"}


def test_a_process_without_any_date_is_counted_not_dated(tmp_path: Path) -> None:
    published = tmp_path / "published"
    build = workspace(published)
    parcels = [{**PARCELS[2], "id_berkas": "cccccccccccc"}]
    empty: dict[str, Any] = dict.fromkeys(("paket_rup", "peserta", "kontrak", "jadwal", "bast"), [])
    build_city(build, paket=parcels, **empty)
    release = publish(build, published, SMALL, facts(ocds_prefix="ocds-a1b2c3")).folder
    assert ocds(release) == {}
    manifest = json.loads((release / "manifest.json").read_text("utf-8"))
    assert manifest["left_out"][0]["reason"].startswith("1 paket tanpa tahun")
    metadata = json.loads((release / "unduhan/ocds/metadata.json").read_text("utf-8"))
    assert metadata["ocidPrefix"] == "ocds-a1b2c3"


def test_dcat_lists_every_download_with_its_size(release: Path) -> None:
    catalogue = json.loads((release / "dcat.jsonld").read_text("utf-8"))
    listed = {
        d["dcat:downloadURL"]["@id"]: int(d["dcat:byteSize"]["@value"])
        for dataset in catalogue["dcat:dataset"]
        for d in dataset["dcat:distribution"]
    }
    manifest = json.loads((release / "manifest.json").read_text("utf-8"))
    expected = {f["path"]: f["bytes"] for f in manifest["files"] if "table" in f}
    assert listed == expected
    assert catalogue["dct:license"]["@id"] == "https://creativecommons.org/licenses/by/4.0/"


def test_satu_data_defines_every_variable_with_unit_and_code_list(release: Path) -> None:
    entries = json.loads((release / "satu-data.json").read_text("utf-8"))["data"]
    budget = next(entry for entry in entries if entry["nama"] == "anggaran")
    variables = {v["nama"]: v for v in budget["variabel"]}
    assert variables["pagu"]["satuan"] == "rupiah"
    assert variables["tahapan"]["klasifikasi"] == "tahapan_apbd"
    assert budget["cakupan_wilayah"] == [{"kode": "99.01", "nama": "Kota Contoh"}]
    assert all(v["definisi"] for entry in entries for v in entry["variabel"])
