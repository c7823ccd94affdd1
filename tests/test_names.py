"""Names of suppliers taken apart: form, core, branch, members; nothing merged that may differ."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from budget_pipeline.clean.codelists import codelist
from budget_pipeline.clean.names import SupplierName, split_name


@pytest.mark.parametrize(
    "written",
    [
        "PT. MAJU JAYA",
        "PT.MAJU JAYA",
        "P.T. Maju Jaya",
        "PT,MAJU JAYA",
        "MAJU JAYA, PT",
        "MAJU JAYA PT.",
        "PT MAJU JAYA (Persero)",
        "PT MAJU JAYA (Persero) Tbk.",
        "PT. MAJU  JAYA, Tbk",
        "pt maju-jaya",
        "Perseroan Terbatas Maju Jaya",
        "ＰＴ ＭＡＪＵ ＪＡＹＡ",
    ],
)
def test_every_way_to_write_a_company_has_one_form_and_core(written):
    assert split_name(written) == SupplierName("PT", "MAJU JAYA")


@pytest.mark.parametrize(
    ("written", "form", "core"),
    [
        ("CV. Karya Abadi", "CV", "KARYA ABADI"),
        ("CV KARYA-ABADI", "CV", "KARYA ABADI"),
        ("Karya Abadi CV", "CV", "KARYA ABADI"),
        ("KARYA ABADI,CV", "CV", "KARYA ABADI"),
        ("UD. DUA BERSODARA", "UD", "DUA BERSAUDARA"),
        ("CV SINAR DAN RAYA", "CV", "SINAR & RAYA"),
        ("CV SINAR & RAYA", "CV", "SINAR & RAYA"),
        ("CV. RE'KA BUATAN", "CV", "REKA BUATAN"),
        ("Koperasi Serba Maju", "Koperasi", "SERBA MAJU"),
        ("ksu. pelita", "Koperasi", "PELITA"),
        ("Yayasan Sehat", "Yayasan", "SEHAT"),
        ("Perum Contoh", "Perum", "CONTOH"),
        ("PERUMDA AIR MINUM", "Perumda", "AIR MINUM"),
        ("PT PERORANGAN RINTISAN", "PT Perorangan", "RINTISAN"),
        ("TOKO SEGAR", "Toko", "SEGAR"),
        ("RM. SEDAP", "RM", "SEDAP"),
        ("Kantor Jasa Penilai Publik Contoh dan Rekan", "KJPP", "CONTOH & REKAN"),
        ("TANRUPA DUA", "", "TANRUPA DUA"),
        ("ALFA CVT", "", "ALFA CVT"),
        ("PT", "", "PT"),
        ("", "", ""),
    ],
)
def test_forms_and_cores_of_other_suppliers(written, form, core):
    name = split_name(written)
    assert (name.form, name.core) == (form, core)


def test_one_core_with_two_forms_makes_two_names():
    assert split_name("PT MAJU JAYA") != split_name("CV MAJU JAYA")


@pytest.mark.parametrize(
    ("written", "branch"),
    [
        ("PT MAJU JAYA CAB. SURABAYA", "SURABAYA"),
        ("PT. MAJU JAYA KANTOR CABANG BANDUNG", "BANDUNG"),
        ("PT MAJU JAYA (PERSERODA) CABANG SUMENEP", "SUMENEP"),
        ("PT MAJU JAYA Perwakilan Jawa Timur", "JAWA TIMUR"),
    ],
)
def test_a_branch_is_parted_from_its_company(written, branch):
    name = split_name(written)
    assert (name.form, name.core, name.branch) == ("PT", "MAJU JAYA", branch)


def test_a_name_that_begins_with_cabang_is_no_branch():
    assert split_name("CV CABANG TIGA").branch == ""


@pytest.mark.parametrize(
    ("written", "members"),
    [
        ("KSO PT A - PT B", ("PT A", "PT B")),
        ("PT A, KSO", ("PT A",)),
        ("PT A & PT B (KSO)", ("PT A", "PT B")),
        ("PT A KSO PT B", ("PT A", "PT B")),
        ("PT.A-PT.B, KSO", ("PT A", "PT B")),
        ("PT A - CV B - UD C KSO", ("PT A", "CV B", "UD C")),
        ("ABADI - WIRA, K.S.O.", ("ABADI", "WIRA")),
        ("Kerja Sama Operasi PT A dan PT B", ("PT A", "PT B")),
        ("PT A - PT B Joint Operation", ("PT A", "PT B")),
    ],
)
def test_a_joint_operation_is_split_into_its_members(written, members):
    name = split_name(written)
    assert (name.form, name.members) == ("KSO", members)
    assert name.core == " - ".join(members)


@pytest.mark.parametrize(
    ("written", "core"),
    [
        ("BUDI SANTOSO, S.T.", "BUDI SANTOSO"),
        ("Budi Santoso ST", "BUDI SANTOSO"),
        ("Budi Santoso, S.H., M.H.", "BUDI SANTOSO"),
        ("Ir. H. Budi Santoso, M.Si", "BUDI SANTOSO"),
        ("Drs. Budi. S.Kom", "BUDI"),
    ],
)
def test_titles_and_degrees_show_a_person_and_are_taken_off(written, core):
    assert split_name(written) == SupplierName("Perorangan", core, person=True)


def test_titles_inside_a_company_name_stay():
    assert split_name("CV H. ABDUL").core == "H ABDUL"
    assert not split_name("CV H. ABDUL").person


def test_a_bare_name_is_not_called_a_person():
    assert not split_name("BUDI SANTOSO").person


words = st.text(st.sampled_from("BDGKLMNRSTWAIUEO"), min_size=3, max_size=9)
cores = st.lists(words, min_size=1, max_size=4).map(" ".join)
MEANINGFUL = {"AND", "DAN", "BERSODARA"} | {
    word
    for code in codelist("bentuk_usaha").codes
    for spelling in (code.code, code.title.id, *code.synonyms)
    for word in spelling.upper().split()
}
STYLES = ["{f}. {c}", "{f} {c}", "{c}, {f}", "{c} {f}.", "{f}.{c}"]


@given(cores, st.sampled_from(["PT", "CV", "UD"]), st.sampled_from(STYLES), st.booleans())
def test_any_core_comes_back_from_each_style(core, form, style, small):
    assume(not MEANINGFUL & set(core.split()))
    written = style.format(f=form, c=core)
    name = split_name(written.lower() if small else written)
    assert (name.form, name.core) == (form, core)


@given(st.text())
def test_any_text_has_a_name(text):
    name = split_name(text)
    assert name == split_name(text.upper()) or not text.isascii()
    assert name.form in {"", *(code.code for code in codelist("bentuk_usaha").codes)}


def test_no_spelling_of_a_form_leads_to_two_forms():
    seen: dict[str, str] = {}
    for code in codelist("bentuk_usaha").codes:
        for word in (code.code, code.title.id, *code.synonyms):
            assert seen.setdefault(word.casefold(), code.code) == code.code
