"""Suppliers are joined by number and id; by name only where one can be meant; else proposed."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from budget_pipeline.clean.suppliers import Resolved, resolve

COLUMNS = ["nama", "npwp_kunci", "kode_sistem", "kota"]


def resolved(*rows: tuple[str | None, ...]) -> Resolved:
    padded = [(*row, *[None] * (len(COLUMNS) - len(row))) for row in rows]
    return resolve(pd.DataFrame(padded, columns=COLUMNS))


def owners(found: Resolved) -> int:
    """How many suppliers the rows have."""
    return len(set(found.ids.dropna()))


def test_one_tax_number_is_one_supplier_whatever_it_is_called():
    found = resolved(("CV. MAJU", "k1"), ("CV MAJU JAYA", "k1"), ("CV. MAJU", "k1"))
    assert owners(found) == 1
    assert found.penyedia["nama"].tolist() == ["CV. MAJU"]
    assert found.penyedia["aturan"].tolist() == ["npwp"]
    spellings = found.penyedia_nama[["nama_asli", "aturan", "jumlah"]].to_numpy().tolist()
    assert spellings == [["CV MAJU JAYA", "npwp", 1], ["CV. MAJU", "npwp", 2]]


def test_one_name_with_two_tax_numbers_is_two_suppliers():
    found = resolved(("CV MAJU", "k1"), ("CV MAJU", "k2"))
    assert owners(found) == 2
    assert len(found.penyedia_usulan) == 0


def test_a_system_id_leads_to_the_tax_number_it_is_known_with():
    found = resolved(("CV MAJU", "k1", "spse:7"), ("C.V. Maju", None, "spse:7"))
    assert owners(found) == 1
    assert set(found.penyedia_nama["aturan"]) == {"npwp", "kode_sistem"}


def test_a_system_id_known_with_two_tax_numbers_leads_to_neither():
    found = resolved(("CV A", "k1", "spse:7"), ("CV B", "k2", "spse:7"), ("CV C", None, "spse:7"))
    assert owners(found) == 3


def test_a_name_alone_joins_the_only_supplier_of_its_form_and_core():
    found = resolved(("CV. MAJU JAYA", "k1"), ("Maju Jaya, CV", None))
    assert owners(found) == 1
    rules = found.penyedia_nama.set_index("nama_asli")["aturan"].to_dict()
    assert rules == {"CV. MAJU JAYA": "npwp", "Maju Jaya, CV": "nama"}


def test_a_name_that_two_suppliers_bear_joins_neither_and_is_proposed_to_both():
    found = resolved(("CV MAJU JAYA", "k1"), ("CV MAJU JAYA", "k2"), ("CV. MAJU JAYA", None))
    assert owners(found) == 3
    alone = found.ids[2]
    pairs = found.penyedia_usulan[["id_penyedia", "id_penyedia_lain"]].to_numpy().tolist()
    assert len(pairs) == 2
    assert all(alone in pair for pair in pairs)


def test_another_legal_form_is_another_supplier():
    found = resolved(("CV MAJU JAYA", "k1"), ("PT MAJU JAYA", None))
    assert owners(found) == 2
    assert len(found.penyedia_usulan) == 0


def test_a_name_without_a_form_is_only_proposed():
    found = resolved(("CV MAJU JAYA ABADI", "k1"), ("MAJU JAYA ABADI", None))
    assert owners(found) == 2
    assert found.penyedia_usulan["alasan"].str.contains("bentuk badan").tolist() == [True]


def test_a_known_other_city_keeps_two_suppliers_apart():
    apart = resolved(("CV MAJU", "k1", None, "Surabaya"), ("CV MAJU", None, None, "Bandung"))
    assert owners(apart) == 2
    together = resolved(("CV MAJU", "k1", None, "Surabaya"), ("CV MAJU", None, None, "surabaya"))
    assert owners(together) == 1


def test_ids_of_two_systems_join_by_a_name_that_only_one_bears():
    found = resolved(("CV MAJU JAYA", "k1", "spse:7"), ("CV. MAJU JAYA", None, "sikap:01J"))
    assert owners(found) == 1
    assert len(found.penyedia) == 1


def test_two_ids_of_one_system_are_two_suppliers_even_with_one_name():
    found = resolved(("CV MAJU JAYA", "k1", "spse:7"), ("CV MAJU JAYA", None, "spse:8"))
    assert owners(found) == 2


def test_bare_names_of_one_form_and_core_are_one_supplier():
    found = resolved(("CV MAJU",), ("C.V. Maju",), ("PT MAJU",))
    assert owners(found) == 2
    assert found.ids[0] == found.ids[1]


def test_a_slightly_other_spelling_is_proposed_and_not_merged():
    found = resolved(("CV KARYA MANDIRI UTAMA", "k1"), ("CV KARYA MANDRI UTAMA", None))
    assert owners(found) == 2
    proposal = found.penyedia_usulan.iloc[0]
    assert {proposal["id_penyedia"], proposal["id_penyedia_lain"]} == set(found.ids)
    assert 92 <= proposal["kemiripan"] < 100


def test_names_that_differ_in_a_number_are_not_proposed():
    found = resolved(("CV KARYA MANDIRI UTAMA II", None), ("CV KARYA MANDIRI UTAMA III", None))
    assert len(found.penyedia_usulan) == 0


def test_rows_that_say_nothing_have_no_supplier():
    found = resolved(("", None), (None, None), ("CV MAJU", None))
    assert found.ids.isna().tolist() == [True, True, False]
    assert len(found.penyedia) == 1


def test_an_id_without_a_name_is_a_supplier_without_a_name():
    found = resolved((None, None, "spse:9"))
    assert found.penyedia["nama"].tolist() == [None]
    assert found.penyedia["aturan"].tolist() == ["kode_sistem"]
    assert len(found.penyedia_nama) == 0


def test_masked_numbers_and_persons_are_carried_along():
    frame = pd.DataFrame({"nama": ["CV A", "BUDI, S.T."], "npwp_kunci": ["k1", None]})
    frame["npwp_samaran"] = ["01.671.***.*-***.000", None]
    table = resolve(frame).penyedia.set_index("nama")
    assert table["npwp"].dropna().to_dict() == {"CV A": "01.671.***.*-***.000"}
    assert table["perorangan"].to_dict() == {"CV A": False, "BUDI, S.T.": True}


def test_no_rows_give_empty_tables_with_their_columns():
    found = resolved()
    assert len(found.ids) == 0
    assert found.penyedia.columns.tolist()[:2] == ["id_penyedia", "nama"]
    assert found.penyedia_usulan.columns.tolist()[0] == "id_penyedia"


def test_ids_are_short_stable_and_tell_no_number():
    first = resolved(("CV MAJU", "k1")).ids[0]
    again = resolved(("CV LAIN", "k2"), ("CV MAJU BARU", "k1")).ids[1]
    assert first == again
    assert len(first) == 13
    assert first.startswith("p")


names = st.sampled_from(["CV MAJU", "CV. MAJU", "PT MAJU", "CV MAJU JAYA", "MAJU", "", None])
keys = st.sampled_from(["k1", "k2", None])
systems = st.sampled_from(["spse:1", "spse:2", "sikap:1", None])
cities = st.sampled_from(["Surabaya", "Bandung", None])
rows = st.lists(st.tuples(names, keys, systems, cities), max_size=12)


@settings(deadline=None)
@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_supplier(given_rows, chance):
    order = list(range(len(given_rows)))
    chance.shuffle(order)
    straight = resolved(*given_rows).ids.tolist()
    shuffled = resolved(*[given_rows[at] for at in order]).ids.tolist()
    assert [None if pd.isna(x) else x for x in shuffled] == [
        None if pd.isna(straight[at]) else straight[at] for at in order
    ]


@settings(deadline=None)
@given(rows)
def test_two_tax_numbers_never_share_a_supplier_and_rows_are_all_counted(given_rows):
    found = resolved(*given_rows)
    numbers_of: dict[str, set[str]] = {}
    for (_, key, _, _), owner in zip(given_rows, found.ids, strict=True):
        if key:
            numbers_of.setdefault(owner, set()).add(key)
    assert all(len(numbers) == 1 for numbers in numbers_of.values())
    named = sum(bool(row[0]) for row in given_rows)
    assert int(found.penyedia_nama["jumlah"].sum()) == named
    assert set(found.ids.dropna()) == set(found.penyedia["id_penyedia"])
    assert found.penyedia["id_penyedia"].is_unique


def test_two_thousand_like_names_stay_two_thousand_suppliers():
    spelled = [
        f"CV KARYA {stem} {n}" for n in range(500) for stem in ("JAYA", "UTAMA", "ABADI", "CIPTA")
    ]
    found = resolved(*[(name, None, f"spse:{n}") for n, name in enumerate(spelled)])
    assert owners(found) == 2_000
