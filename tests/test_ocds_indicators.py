"""Our own indicators on OCDS data: rows as published, unknown stays unknown, four outcomes."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from budget_pipeline.indicators.ocds import run_indicators
from budget_pipeline.indicators.ocds.reading import Found
from budget_pipeline.indicators.ocds.rows import Mapper
from budget_pipeline.indicators.remarks import AnalysisError, Remark, summary

STATUSES = ("terpicu", "tidak_terpicu", "tidak_berlaku", "tidak_dapat_dihitung")


def money(amount: Any, currency: str = "IDR") -> dict[str, Any]:
    return {"amount": amount, "currency": currency}


def release(ocid: str = "ocds-1", **tender: Any) -> dict[str, Any]:
    return {
        "ocid": ocid,
        "date": "2025-06-01T00:00:00Z",
        "buyer": {"id": "skpd-1", "name": "Dinas Contoh"},
        "tender": {"id": "T1", "title": "Pembangunan jembatan", "status": "complete", **tender},
    }


def rows(*releases: dict[str, Any], currency: str | None = None) -> dict[str, list[dict[str, Any]]]:
    mapper = Mapper([], currency)
    found: dict[str, list[dict[str, Any]]] = {"remarks": []}
    for number, one in enumerate(releases, start=1):
        for table, row in mapper.rows(Found(Path(__file__), number, one)):
            found.setdefault(table, []).append(row)
    found["penyedia"] = list(mapper.suppliers.values())
    found["remarks"] = summary(mapper.remarks)
    return found


@pytest.mark.parametrize(
    ("method", "details", "metode", "jenis_paket"),
    [
        ("open", None, "Tender", "tender"),
        ("selective", "Negotiated", "Tender", "tender"),
        ("limited", None, None, "nontender"),
        ("direct", "Ajuste Direto Regime Geral", "Penunjukan Langsung", "nontender"),
        ("direct", "Pengadaan Langsung", "Pengadaan Langsung", "nontender"),
        ("open", "E-Purchasing", "E-Purchasing", "epurchasing"),
        ("open", "lelang umum", "Tender", "tender"),
        (None, None, None, "pencatatan"),
        ("unheard-of", None, None, "pencatatan"),
    ],
)
def test_the_method_is_taken_by_name_else_by_code(
    method: str | None, details: str | None, metode: str | None, jenis_paket: str
) -> None:
    tender = {"procurementMethod": method, "procurementMethodDetails": details}
    (paket,) = rows(release(**tender))["paket"]
    assert (paket["metode"], paket["jenis_paket"]) == (metode, jenis_paket)
    assert paket["metode_asli"] == (details or method)


def test_a_process_becomes_a_package_with_its_schedule() -> None:
    one = release(
        value=money(Decimal("1000000.50")),
        mainProcurementCategory="services",
        additionalProcurementCategories=["consultingServices"],
        tenderPeriod={"startDate": "2025-03-01T08:00:00+07:00", "endDate": "2025-03-09T10:00:00Z"},
    )
    one["planning"] = {"budget": {"amount": money(2_000_000)}}
    found = rows(one)
    (paket,) = found["paket"]
    assert paket["id_paket"] == "ocds-1"
    assert paket["hps"] == Decimal("1000000.50")
    assert paket["pagu"] == 2_000_000
    assert paket["jenis_pengadaan"] == "Konsultansi"
    assert paket["status"] == "selesai"
    assert paket["tgl_pengumuman"] == "2025-03-01 08:00:00"
    assert paket["tahun"] == 2025
    assert paket["jumlah_penawar"] is None
    assert (paket["kode_skpd"], paket["nama_skpd"]) == ("skpd-1", "Dinas Contoh")
    assert [(s["nama_tahapan"], s["tgl_akhir"]) for s in found["jadwal"]] == [
        ("Pengumuman", "2025-03-01 08:00:00"),
        ("Pemasukan Dokumen Penawaran", "2025-03-09 10:00:00"),
    ]


def test_bids_become_bidders_and_awards_contracts() -> None:
    one = release(procurementMethod="open")
    one["bids"] = {
        "details": [
            {"id": "1", "status": "valid", "tenderers": [{"id": "A"}], "value": money(100)},
            {"id": "1", "status": "disqualified", "tenderers": [{"id": "B"}], "value": money(90)},
            {"status": "withdrawn", "tenderers": [{"id": "C"}], "value": money(80)},
            {"status": "valid", "tenderers": [{"id": "E"}, {"id": "D"}], "value": money(120)},
        ]
    }
    one["awards"] = [
        {
            "id": "w",
            "status": "active",
            "suppliers": [{"id": "A", "name": "CV A"}],
            "value": money(99),
        },
        {"id": "x", "status": "unsuccessful", "suppliers": [{"id": "B"}], "value": money(90)},
    ]
    one["contracts"] = [
        {"id": "01/SPK", "awardID": "w", "value": money(98), "dateSigned": "2025-05-05T00:00:00Z"},
        {"id": "02/SPK", "awardID": "w", "status": "cancelled", "value": money(1)},
    ]
    found = rows(one)
    assert [
        (row["id_penyedia"], row["nilai_penawaran"], row["pemenang"], row["alasan"])
        for row in found["peserta"]
    ] == [
        ("A", 100, True, None),
        ("B", 90, False, "gugur (disqualified)"),
        ("C", None, False, None),
        ("D + E", 120, False, None),
    ]
    assert len({row["kd_peserta"] for row in found["peserta"]}) == 4
    (kontrak,) = found["kontrak"]
    assert (kontrak["nomor_kontrak"], kontrak["id_penyedia"]) == ("01/SPK", "A")
    assert (kontrak["nilai_penetapan"], kontrak["nilai_kontrak"]) == (99, 98)
    assert kontrak["tgl_kontrak"] == "2025-05-05"
    # A and D + E made an offer, B was thrown out after making one; C took its offer back.
    assert found["paket"][0]["jumlah_penawar"] == 3
    assert {row["id_penyedia"] for row in found["penyedia"]} == {"A", "B", "C", "D + E"}


def test_an_award_without_a_contract_has_no_contract_value() -> None:
    one = release()
    one["awards"] = [{"id": "w", "suppliers": [{"id": "A"}], "value": money(99)}]
    (kontrak,) = rows(one)["kontrak"]
    assert kontrak["nilai_penetapan"] == 99
    assert kontrak["nilai_kontrak"] is None


def test_an_amended_contract_is_no_first_contract() -> None:
    one = release()
    one["awards"] = [{"id": "w", "suppliers": [{"id": "A"}], "value": money(99)}]
    one["contracts"] = [{"id": "c", "value": money(120), "amendments": [{"id": "1"}, {"id": "2"}]}]
    (kontrak,) = rows(one)["kontrak"]
    assert (kontrak["nilai_kontrak"], kontrak["versi_addendum"]) == (120, 2)


def test_the_published_number_of_tenderers_counts_before_the_bids() -> None:
    one = release(numberOfTenderers=1, tenderers=[{"id": "A"}, {"id": "B"}])
    assert rows(one)["paket"][0]["jumlah_penawar"] == 1
    listed = release(tenderers=[{"id": "A"}, {"id": "B"}, {"id": "B"}])
    assert rows(listed)["paket"][0]["jumlah_penawar"] == 2
    assert rows(release(numberOfTenderers=0))["paket"][0]["jumlah_penawar"] == 0
    assert rows(release(numberOfTenderers=True))["paket"][0]["jumlah_penawar"] is None
    absurd = release(numberOfTenderers=10**30, tenderers=[{"id": "A"}, {"id": "B"}])
    assert rows(absurd)["paket"][0]["jumlah_penawar"] == 2


def test_values_in_another_currency_are_unknown_and_reported() -> None:
    first, second = release("a", value=money(5)), release("b", value=money(7, "USD"))
    found = rows(first, second)
    assert [row["hps"] for row in found["paket"]] == [5, None]
    assert [remark["code"] for remark in found["remarks"]] == ["ocds_mata_uang"]
    chosen = rows(first, second, currency="USD")
    assert [row["hps"] for row in chosen["paket"]] == [None, 7]


@pytest.mark.parametrize("amount", ["5", True, [], 10**30, Decimal("1E+500")])
def test_an_amount_that_is_none_is_unknown_and_reported(amount: Any) -> None:
    found = rows(release(value=money(amount)))
    assert found["paket"][0]["hps"] is None
    assert [remark["code"] for remark in found["remarks"]] == ["ocds_nilai_rusak"]


def test_a_date_that_is_none_is_unknown_and_reported() -> None:
    found = rows(release(tenderPeriod={"startDate": "2025-02-30T00:00:00Z"}))
    assert found["paket"][0]["tgl_pengumuman"] is None
    assert found["remarks"][0]["code"] == "ocds_tanggal_rusak"
    assert "2025-02-30" in found["remarks"][0]["message"]


@pytest.mark.parametrize(
    "odd",
    [
        {"tender": 5, "bids": [], "awards": {}, "contracts": None, "buyer": "x", "planning": []},
        {"bids": {"details": [None, 5, {"tenderers": [None, 5], "value": 7}]}},
        {"awards": [None, {"suppliers": 5}], "contracts": [None, {"awardID": 5}]},
        {"date": 5, "tender": {"status": 5, "tenderPeriod": [], "procurementMethod": 7}},
    ],
)
def test_fields_of_the_wrong_kind_stay_unknown(odd: dict[str, Any]) -> None:
    (paket,) = rows({"ocid": "odd", **odd})["paket"]
    assert paket["id_paket"] == "odd"
    assert paket["hps"] is None


def write(folder: Path, *releases: dict[str, Any]) -> Path:
    path = folder / "releases.jsonl"
    path.write_text("\n".join(json.dumps(one) for one in releases), encoding="utf-8")
    return path


def bidding(ocid: str, *amounts: int, method: str = "open", **tender: Any) -> dict[str, Any]:
    one = release(ocid, procurementMethod=method, mainProcurementCategory="works", **tender)
    one["bids"] = {
        "details": [
            {"status": "valid", "tenderers": [{"id": f"S{n}"}], "value": money(amount)}
            for n, amount in enumerate(amounts)
        ]
    }
    return one


def counts(result: dict[str, Any], code: str) -> tuple[int, ...]:
    return tuple(result["indikator"][code][status] for status in STATUSES)


def test_a_single_bidder_is_flagged_with_value_and_threshold(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        bidding("one", 100),
        bidding("two", 100, 110),
        bidding("direct", 100, method="direct"),
        bidding("unknown"),
    )
    result = run_indicators([path])
    assert result["processes"] == 4
    assert result["currency"] == "IDR"
    assert counts(result, "KOM-01") == (1, 1, 1, 1)
    (flag,) = result["indikator"]["KOM-01"]["temuan"]
    assert (flag["subjek_id"], flag["nilai"], flag["ambang"]) == ("one", 1, 1)
    assert flag["dasar_ambang"]


def test_the_four_counts_add_up_to_the_population(tmp_path: Path) -> None:
    path = write(tmp_path, bidding("a", 100), bidding("b", 5, 6, 7, 8, value=money(9)))
    result = run_indicators([path])
    assert result["indikator"]
    for found in result["indikator"].values():
        assert sum(found[status] for status in STATUSES) == found["populasi"] > 0
        assert found["terpicu"] == len(found["temuan"])
    assert not set(result["indikator"]) & set(result["tanpa_subjek"])


def test_portugal_has_no_single_bidder_flag_because_the_method_is_direct(shared: Path) -> None:
    result = run_indicators([shared / "redflags/ocds/portugal_base/collection_file.json"])
    assert counts(result, "KOM-01") == (0, 0, 100, 0)
    assert result["indikator"]["KOM-01"]["temuan"] == []


def test_a_setting_overrides_a_threshold(tmp_path: Path) -> None:
    path = write(tmp_path, bidding("one", 100), bidding("two", 100, 110))
    result = run_indicators([path], settings=["KOM-01.penawar=2"], only=["KOM-01"])
    assert list(result["indikator"]) == ["KOM-01"]
    assert [flag["subjek_id"] for flag in result["indikator"]["KOM-01"]["temuan"]] == ["two"]


def test_a_rupiah_threshold_does_not_judge_another_currency(tmp_path: Path) -> None:
    big = bidding(
        "big",
        method="direct",
        procurementMethodDetails="Pengadaan Langsung",
        tenderPeriod={"startDate": "2025-06-02T00:00:00Z"},
    )
    in_rupiah = {**big, "tender": {**big["tender"], "value": money(900_000_000)}}
    in_euro = {**big, "tender": {**big["tender"], "value": money(900_000_000, "EUR")}}
    rupiah = run_indicators([write(tmp_path, in_rupiah)], only=["RUP-05"])
    assert counts(rupiah, "RUP-05") == (1, 0, 0, 0)
    euro = run_indicators([write(tmp_path, in_euro)], only=["RUP-05"], lang="en")
    assert counts(euro, "RUP-05") == (0, 0, 0, 1)
    (reason,) = euro["indikator"]["RUP-05"]["sebab"]["tidak_dapat_dihitung"]
    assert "EUR" in reason


def test_one_process_told_twice_counts_once(tmp_path: Path) -> None:
    old, new = bidding("same", 100), {**bidding("same", 100, 110), "date": "2025-07-01T00:00:00Z"}
    remarks: list[Remark] = []
    result = run_indicators([write(tmp_path, new, old)], only=["KOM-01"], remarks=remarks)
    assert counts(result, "KOM-01") == (0, 1, 0, 0)
    assert [remark.issue.code for remark in remarks] == ["ocds_ocid_ganda"]


def test_the_result_is_strict_json(tmp_path: Path) -> None:
    result = run_indicators([write(tmp_path, bidding("a", 1))])
    assert json.loads(json.dumps(result, allow_nan=False)) == result


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        (["KOM-01.tidak_ada=1"], "tidak_ada"),
        (["KOM-99.penawar=1"], "KOM-99"),
        (["KOM-01.penawar=satu"], "KOM-01.penawar=satu"),
        (["KOM-01.penawar=nan"], "KOM-01.penawar=nan"),
        (["KOM-01.penawar=1e999"], "KOM-01.penawar=1e999"),
        (["KOM-01=1"], "KOM-01=1"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    tmp_path: Path, settings: list[str], named: str
) -> None:
    with pytest.raises(AnalysisError) as caught:
        run_indicators([write(tmp_path, bidding("a", 1))], settings=settings)
    assert named in str(caught.value)
    assert caught.value.exit_code == 2


def test_cardinal_reads_packages_as_well_as_lines(tmp_path: Path) -> None:
    path = tmp_path / "package.json"
    tender = {"numberOfTenderers": 1, "procurementMethod": "open"}
    path.write_text(json.dumps({"releases": [{"ocid": "p", "tag": ["tender"], "tender": tender}]}))
    result = run_indicators([path], cardinal=True, only=["R018"])
    assert result == {"OCID": {"p": {"R018": 1.0}}}
