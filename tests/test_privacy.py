"""Personal data goes at one boundary, and codes that only look like it stay."""

import csv
import random
import string
import uuid

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget_pipeline.clean.personal_numbers import KINDS, SHORT, Kind
from budget_pipeline.clean.privacy import (
    find_personal,
    is_personal_header,
    mask_text,
    mask_texts,
    npwp_key,
)
from tests.columns import column

# All numbers of persons here are invented: regency 99 of a province does not exist.
PERSONAL = [
    ("rekening Bank Rekaan Daerah 9901234567890 a.n. Budi", "9901234567890"),
    ("transfer ke Bank BJB no. 0012345678901", "0012345678901"),
    ("Pengadaan ATK a.n. Budi NIK 3599004101900000", "3599004101900000"),
    ("3599014101900001", "3599014101900001"),
    ("Siti (3599007112900003)", "3599007112900003"),
    ("3599 0041 0190 0000", "3599 0041 0190 0000"),
    ("359900.410190.0000", "359900.410190.0000"),
    ("35.99.00.410190.0000", "35.99.00.410190.0000"),
    ("3599004101900000.0", "3599004101900000"),
    ("3.5990041019E+15", "3.5990041019E+15"),
    ("NIK: 1234567890123456", "1234567890123456"),
    ("No. KTP 9999 8888 7777 6666", "9999 8888 7777 6666"),
    ("hubungi budi.s@contoh.invalid", "budi.s@contoh.invalid"),
    ("CP 081234560000", "081234560000"),
    ("HP 0812-3456-0000", "0812-3456-0000"),
    ("WA 0812.3456.0000", "0812.3456.0000"),
    ("+62 812 3456 0000", "+62 812 3456 0000"),
    ("Telp. (021) 555 0000", "(021) 555 0000"),
    ("NIP 199001012015011001", "199001012015011001"),
    ("19900101 201501 1 001", "19900101 201501 1 001"),
    ("NPWP 09.254.294.0-407.000", "09.254.294.0-407.000"),
    ("NPWP: 092542940407000", "092542940407000"),
    ("a.n. Budi 09.254.294.0-407.000", "09.254.294.0-407.000"),
    ("ke No. Rekening 0012345678900 BPD", "0012345678900"),
]


def searched(text: str) -> list[str]:
    """What a search of a release finds: the same, whichever of its two engines the length calls for."""
    found = find_personal(text)
    assert find_personal(f"{text}\n{'.' * SHORT}") == found
    return found


@pytest.mark.parametrize(("text", "number"), PERSONAL)
def test_personal_numbers_in_texts_are_masked_and_leave_a_mark(text, number):
    masked = mask_text(text)
    assert number not in masked
    assert "disamarkan]" in masked
    assert searched(masked) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Honor a.n. Budi 3599004101900000", ["3599004101900000"]),
        ("Honor a.n. Siti 3599 0041 0190 0000", ["3599 0041 0190 0000"]),
        ("359900 410190 0000 dan 359901-410190-0001", ["359900 410190 0000", "359901-410190-0001"]),
        ("pengawas 199001012015011001", ["199001012015011001"]),
        ("pengawas 19900101 201501 1 001", ["19900101 201501 1 001"]),
        ("surat ke budi.s@contoh.invalid", ["budi.s@contoh.invalid"]),
        ("hubungi 081234560000", ["081234560000"]),
        ("hubungi +62 812 3456 0000", ["+62 812 3456 0000"]),
        ("baris satu\n3599004101900000\nbaris tiga", ["3599004101900000"]),
        ("3.5990041019E+15", ["3.5990041019E+15"]),
        ("budi@contoh.invalid 081234560000", ["budi@contoh.invalid", "081234560000"]),
    ],
)
def test_the_search_of_a_release_finds_numbers_that_only_a_person_has(text, found):
    assert searched(text) == found


def test_words_around_a_masked_number_stay():
    assert mask_text("Jasa a.n. Budi NIK 3599004101900000 (1 orang)") == (
        "Jasa a.n. Budi NIK [NIK disamarkan] (1 orang)"
    )


@pytest.mark.parametrize(
    "text",
    [
        "2024000000000000",
        "2024051200000123",
        "5.1.02.01.01.0024",
        "1.05.03.2.03.0009.5.1.02.01.01.0036.1.1.1.20.10.30.013.00053",
        "1.02.0.00.0.00.03.0000",
        "10002513000",
        "60832782;45828523",
        "0a11c374-e5d6-4d1b-b079-fbf81c071c7e",
        "01K32QD12XPKKTQMJ6E33ADS47",
        "Rp 1.250.000.000,00",
        "113214787.91",
        "1,234,567,890,123.45",
        "Printer HP 680 703 704 dan Laptop HP 14-2055",
        "Tagihan telepon 5.2.2.03.01",
        "000.3.3/081/SPK/2024",
        "027/0812/PPK-DPUTR/2024",
        "2025-04-22 15:00:00.000000Z",
        "1394098010035",
        "***************003",
        "01.999.888.7-999.000",
        "kode rekening 5.1.02.88.88.8888",
        "belanja @ Rp 10.000 per orang",
    ],
)
def test_codes_amounts_and_dates_that_look_alike_stay(text):
    assert mask_text(text) == text
    assert searched(text) == []


def random_codes(number: int) -> list[str]:
    """Codes as procurement files hold them, each kind in equal number."""
    chance = random.Random(1)

    def digits(count: int) -> str:
        return "".join(chance.choices(string.digits, k=count))

    def mak() -> str:
        unit = f"1.{digits(2)}.{digits(2)}.2.{digits(2)}.{digits(4)}"
        return f"{unit}.5.1.02.{digits(2)}.{digits(2)}.{digits(4)}"

    kinds = [
        lambda: digits(16),
        lambda: f"20{digits(2)}{digits(12)}",
        lambda: f"{digits(3)}/{digits(4)}/SPK/{digits(4)}/2024",
        lambda: digits(8),
        lambda: f"100{digits(5)}000",
        lambda: f"5.1.02.{digits(2)}.{digits(2)}.{digits(4)}",
        lambda: mak(),
        lambda: f"1.{digits(2)}.0.00.0.00.{digits(2)}.{digits(4)}",
        lambda: str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        lambda: f"{int(digits(12)):,}".replace(",", "."),
    ]
    return [kinds[at % len(kinds)]() for at in range(number)]


def test_ten_thousand_random_codes_stay_as_they_are():
    codes = random_codes(10_000)
    changed = [code for code in codes if mask_text(code) != code]
    assert len(changed) <= 100
    others = [code for code in changed if len(code) != 16]
    assert len(others) <= 10


def test_of_random_sixteen_digit_numbers_hardly_any_is_taken_for_a_person():
    chance = random.Random(2)
    numbers = [f"{chance.randrange(10**16):016d}" for _ in range(10_000)]
    assert sum(mask_text(number) != number for number in numbers) <= 100


six_levels = st.tuples(
    *[st.from_regex(pattern, fullmatch=True) for pattern in ("[4-6]", "[1-4]", "0[1-9]")],
    *[st.from_regex(pattern, fullmatch=True) for pattern in ("[0-9]{2}", "[0-9]{2}", "[0-9]{4}")],
)


@given(st.lists(six_levels, min_size=1, max_size=4), st.integers(10**7, 10**8 - 1))
def test_accounts_and_plan_codes_are_never_masked(accounts, rup):
    written = ", ".join(".".join(levels) for levels in accounts)
    text = f"RUP {rup} rekening {written}"
    assert mask_text(text) == text


births = st.tuples(
    st.sampled_from(["1199", "3299", "3599", "7399"]),
    st.integers(0, 60),
    st.integers(1, 31),
    st.integers(1, 12),
    st.integers(0, 99),
    st.integers(0, 9999),
    st.booleans(),
)


@given(births, st.sampled_from(["{}", "an. Budi {} ", "({})", "KTP:{};", "{}.0"]))
def test_any_number_built_like_a_nik_is_masked_wherever_it_stands(birth, sentence):
    region, district, day, month, year, serial, woman = birth
    number = f"{region}{district:02d}{day + 40 * woman:02d}{month:02d}{year:02d}{serial:04d}"
    assert number not in mask_text(sentence.format(number))


@given(st.text())
def test_masking_twice_changes_nothing_more(text):
    once = mask_text(text)
    assert mask_text(once) == once


def test_a_column_counts_the_cells_it_masked_and_keeps_its_index():
    values = pd.Series(["ATK", "NIK 3599004101900000", "ATK"], index=[4, 6, 9], dtype="str")
    masked, count = mask_texts(values)
    assert masked.to_dict() == {4: "ATK", 6: "NIK [NIK disamarkan]", 9: "ATK"}
    assert count == 1


def test_a_column_masks_what_single_texts_mask():
    texts = ["WA 0812.3456.0000", "Telp. (021) 555 0000", "3.5990041019E+15", "a@b.id"]
    texts += [text for text, _ in PERSONAL]
    assert mask_texts(column(*texts))[0].tolist() == [mask_text(text) for text in texts]


def tax(cell: str) -> tuple[str, str, bool]:
    parsed = npwp_key(column(cell))
    return parsed.key.iloc[0], parsed.masked.iloc[0], bool(parsed.person[0])


def test_a_company_has_one_key_however_its_tax_number_is_written():
    written = ["01.999.888.7-999.000", "019998887999000", "0019998887999000", "19998887999000"]
    written += ["01.999.888.7-777.001", "19998887999000.0", "0019998887999000000000"]
    parsed = npwp_key(column(*written))
    assert set(parsed.key) == {parsed.key.iloc[0]}
    assert parsed.key.iloc[0] != ""
    assert not parsed.person.any()
    assert parsed.masked.iloc[0] == "01.999.***.*-***.000"


def test_a_key_does_not_hold_the_number():
    key, _, _ = tax("01.999.888.7-999.000")
    assert "999888" not in key


def test_companies_registered_since_2024_have_numbers_of_their_own():
    first, masked, person = tax("1000000009990001")
    second, _, _ = tax("1000000009990002")
    assert first and second and first != second
    assert not person
    assert "000999" not in masked


@pytest.mark.parametrize("number", ["3599004101900000", "9999907788000001", "3578 0141 0190 0001"])
def test_sixteen_digits_of_a_person_leave_neither_key_nor_digits(number):
    key, masked, person = tax(number)
    assert (key, person) == ("", True)
    assert not any(char.isdigit() for char in masked)


@pytest.mark.parametrize("number", ["09.254.294.0-407.000", "042542940407000"])
def test_old_numbers_of_persons_leave_neither_key_nor_digits(number):
    key, masked, person = tax(number)
    assert (key, person) == ("", True)
    assert not any(char.isdigit() for char in masked)


def test_sixteen_digits_that_start_with_zero_are_a_company_whatever_follows():
    assert tax("0072542940407000")[2] is False
    assert tax("0072542940407000")[0] != ""


@pytest.mark.parametrize(
    "text", ["", "-", "00.000.000.0-000.000", "99.999.999.9-999.999", "0000000000000000"]
)
def test_placeholders_of_tax_numbers_are_no_number(text):
    assert tax(text)[0] == ""
    assert tax(text)[2] is False


def test_a_municipality_may_show_the_numbers_of_companies_and_of_nobody_else():
    written = [
        "0019998887999000",
        "1000000009990001",
        "3599004101900000",
        "042542940407000",
        "lihat 12345",
    ]
    shown = npwp_key(column(*written), show=True)
    assert shown.masked.tolist()[:2] == ["01.999.888.7-999.000", "1000000009990001"]
    assert set(shown.masked.tolist()[2:]) == {"[disamarkan]"}
    assert shown.key.tolist() == npwp_key(column(*written)).key.tolist()


def test_what_is_no_tax_number_is_hidden_whole():
    key, masked, person = tax("lihat 12345")
    assert (key, person) == ("", False)
    assert "12345" not in masked


def test_an_empty_column_of_tax_numbers_stays_empty():
    parsed = npwp_key(column())
    assert (len(parsed.key), len(parsed.masked), parsed.person.dtype) == (0, 0, np.dtype(bool))


@pytest.mark.parametrize(
    "header",
    ["nik", "no ktp", "no hp", "nomor hp", "no telp penyedia", "telepon", "email", "e mail"]
    + ["no rekening", "no rekening bank", "nama bank", "nip", "nip ppk", "nip nama ppk"]
    + ["username ppk", "alamat rumah", "tanggal lahir", "nomor rekening penerima"]
    + ["no rek bp bpp", "no rek pihak ketiga", "no telp user pokja", "email user pokja"],
)
def test_columns_named_after_personal_data_are_known(header):
    assert is_personal_header(header)


@pytest.mark.parametrize(
    "header",
    ["kode rekening", "nama rekening", "no rekening belanja", "rekening", "nama paket", "teknik"]
    + ["unik", "nama ppk", "npwp penyedia", "no kontrak", "lokasi pekerjaan", "kode akun", "jenis"],
)
def test_columns_of_the_budget_are_not_taken_for_personal_data(header):
    assert not is_personal_header(header)


def test_a_column_without_personal_numbers_is_returned_as_it_is():
    texts = column(*[f"Pengadaan Drainase Paket {n} Kecamatan Rekaan" for n in range(1000)])
    masked, count = mask_texts(texts)
    assert masked is texts
    assert count == 0


def test_real_names_and_codes_are_not_masked_by_mistake(shared):
    folder = shared / "data/pengadaan/kab-bandung-2025"
    with (folder / "V6.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle, escapechar="\\"))
    for name in ("mak", "product_ids", "kd_paket", "kd_rup", "rup_nama_pkt", "total_harga"):
        _, count = mask_texts(column(*[row[name] for row in rows]))
        assert (name, count) == (name, 0)


@given(
    st.lists(st.sampled_from([text for text, _ in PERSONAL]), min_size=1, max_size=5),
    st.sampled_from(["\n", ", ", " dan "]),
)
def test_the_search_of_a_release_sees_what_the_exact_patterns_see(
    texts: list[str], between: str
) -> None:
    joined = between.join(texts)
    exact = [
        found[kind.pattern.groups]
        for line in joined.split("\n")
        for kind in KINDS
        if kind.certain
        for found in kind.pattern.finditer(line)
        if kind.holds(found[kind.pattern.groups])
    ]
    assert sorted(searched(joined)) == sorted(exact)


NEAR = [
    *(text for text, _ in PERSONAL),
    "Bank Jabar 1234-5678-901",
    "telepon : no 021 555 1234",
    "whatsapp (: +62(21)55500",
    "nomor rekening (a.n. Budi) di 1234-567",
    "Bank Pembangunan Daerah Rekaan : 1-2-3-4-5-6",
    "HP \u0660\u0661\u0662 0812 3456 0000",
    "NIK \uff13\uff15\uff19\uff19\uff10\uff10\uff14\uff11\uff10\uff11\uff19\uff10\uff10\uff10\uff10\uff10",
    "NO\u212a. KTP 9999 8888 7777 6666",
]


@pytest.mark.parametrize("text", NEAR)
def test_the_quick_search_lets_no_text_pass_that_the_patterns_mask(text: str) -> None:
    assert mask_texts(column(text))[0][0] == mask_text(text)


@pytest.mark.parametrize("kind", KINDS, ids=range(len(KINDS)))
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_every_text_that_a_kind_matches_passes_its_hint(kind: Kind, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(kind.pattern))
    assert mask_texts(column(text))[0][0] == mask_text(text)
    exact = [
        found[other.pattern.groups]
        for other in KINDS
        if other.certain
        for line in text.split("\n")
        for found in other.pattern.finditer(line)
        if other.holds(found[other.pattern.groups])
    ]
    assert sorted(searched(text)) == sorted(exact)


def test_an_amount_built_like_a_telephone_stays_where_a_header_calls_it_one():
    texts = ["62812345678", "62812345678", "081234560000", "WA 62812345678", "1000"]
    amounts = np.array([True, False, True, True, True])
    shown, count = mask_texts(column(*texts), amounts)
    assert shown.tolist() == [
        *("62812345678", "[telepon disamarkan]", "[telepon disamarkan]"),
        *("WA [telepon disamarkan]", "1000"),
    ]
    assert count == 3
