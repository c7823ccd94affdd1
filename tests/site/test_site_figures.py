"""Pictures: well-formed, linked, legible with one part and with sixty, with their data beside them."""

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from budget_pipeline.site.charts import png
from budget_pipeline.site.charts.bars import Group, bars
from budget_pipeline.site.charts.curve import curve
from budget_pipeline.site.charts.histogram import Words, histogram
from budget_pipeline.site.charts.matrix import Label, matrix
from budget_pipeline.site.charts.svg import Picture
from budget_pipeline.site.charts.treemap import MOST, Node, treemap
from tests.site.asking import ask
from tests.site.sample import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"
FIGURES = {
    "peta-anggaran": "tahun=2024",
    "batang-anggaran": "tahun=2024",
    "kurva-bulanan": "tahun=2024",
    "matriks-penyedia": "",
    "sebaran-indikator": "kode=KOM-01",
    "nilai-paket": "id=tender-888-1003",
}


def drawn(picture: Picture) -> ET.Element:
    return ET.fromstring(picture.standalone("Judul", "Sumber"))


def agencies(count: int) -> list[Node]:
    return [
        Node(
            f"Dinas Nomor {n} yang Bernama Panjang", 1000 * (count - n) + 1, f"Rp {n}", f"/opd/{n}"
        )
        for n in range(count)
    ]


def rest(count: int, size: int) -> Node:
    return Node(f"{count} lainnya", size, str(size), "")


@pytest.mark.parametrize("count", [1, 2, 60])
@pytest.mark.parametrize("narrow", [False, True])
def test_treemap_has_a_link_per_part_and_stays_inside_its_frame(count: int, narrow: bool) -> None:
    picture = treemap(agencies(count), "Anggaran", rest, narrow)
    root = drawn(picture)
    assert len(root.findall(f".//{SVG}a")) == min(count, MOST)
    boxes = [
        [float(box.get(key) or 0) for key in ("x", "y", "width", "height")]
        for box in root.iter(f"{SVG}rect")
    ]
    assert all(
        x + w <= picture.width + 0.2 and y + h <= picture.height + 0.2 for x, y, w, h in boxes
    )
    areas = [w * h for _, _, w, h in boxes][: min(count, MOST)]
    assert areas[0] == max(areas)


def test_treemap_gathers_what_is_too_many_into_one_area_that_says_how_many() -> None:
    assert f"{60 - MOST} lainnya" in treemap(agencies(60), "Anggaran", rest, False).inline()


def test_treemap_of_nothing_is_empty_not_an_error() -> None:
    assert drawn(treemap([], "Anggaran", rest, False)).findall(f".//{SVG}a") == []


def test_texts_of_a_treemap_stay_inside_their_area() -> None:
    root = drawn(treemap(agencies(60), "Anggaran", rest, False))
    for link in root.iter(f"{SVG}a"):
        box = link.find(f"{SVG}rect")
        assert box is not None
        right = float(box.get("x") or 0) + float(box.get("width") or 0)
        for text in link.findall(f"{SVG}text"):
            assert float(text.get("x") or 0) + 6.5 * len(text.text or "") <= right + 14


def test_hostile_names_stay_text_in_every_kind_of_picture() -> None:
    pictures = [
        treemap([Node(HOSTILE, 5, HOSTILE, "/opd/<x>")], HOSTILE, rest, False),
        bars(
            [Group(HOSTILE, "/x?a=1&b=2", (1, None))],
            [("i1", HOSTILE), ("i2", "b")],
            HOSTILE,
            str,
            str,
            False,
        ),
        curve([HOSTILE] * 12, [("kurva1", HOSTILE, [1] * 12)], HOSTILE, str, str, True),
        histogram(
            [(0.0, 1.0, 2, 1), (1.0, 2.0, 3, 0)],
            [1.0],
            HOSTILE,
            Words(HOSTILE, "b", "c", str, str),
            False,
        ),
        matrix(
            [Label("a", HOSTILE, "/a")],
            [Label("b", HOSTILE, "/b")],
            {("a", "b"): (3, HOSTILE)},
            HOSTILE,
            True,
        ),
    ]
    for picture in pictures:
        root = drawn(picture)
        assert root.findall(f".//{SVG}script") == []
        assert "onerror=alert(2)>" not in picture.inline()


def test_unknown_value_is_no_bar_and_zero_is_a_bar_without_length() -> None:
    one = [("i1", "Murni")]
    unknown = drawn(
        bars([Group("a", "", (None,)), Group("b", "", (5,))], one, "x", str, str, False)
    )
    nothing = drawn(bars([Group("a", "", (0,)), Group("b", "", (5,))], one, "x", str, str, False))
    assert len(unknown.findall(f".//{SVG}rect")) == 1
    assert [r.get("width") for r in nothing.iter(f"{SVG}rect")][0] == "0"


def test_long_shouted_name_beside_a_bar_stands_on_two_lines_inside_the_picture() -> None:
    name = "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA"
    root = drawn(bars([Group(name, "", (5, 4))], [("i1", "a"), ("i2", "b")], "x", str, str, False))
    lines = [t.text or "" for t in root.iter(f"{SVG}text") if t.get("class") == "nama kanan"]
    assert len(lines) == 2
    assert lines[0].startswith("PROGRAM PENUNJANG")
    assert all(9 * len(line) <= 290 for line in lines)


def test_threshold_and_counts_of_a_distribution_do_not_stand_on_one_another() -> None:
    words = Words("lain", "terpicu", "ambang", str, str)
    bins = [(n - 0.5, n + 0.5, 10 * n, 1) for n in range(1, 7)]
    root = drawn(histogram(bins, [1.0], "x", words, False))
    texts = {t.text: t for t in root.iter(f"{SVG}text")}
    assert set("123456") <= {text for text in texts if text}
    line = float(texts["ambang 1.0"].get("x") or 0)
    counts = [float(texts[str(n)].get("x") or 0) for n in (0, 20, 40, 60)]
    assert max(counts) < line


@pytest.mark.parametrize(("slug", "query"), FIGURES.items())
def test_every_picture_has_a_page_a_file_and_its_data(site: Any, slug: str, query: str) -> None:
    page = get(site, f"/bagan/{slug}?{query}").text
    assert page.count("<svg") == 2
    assert "<caption" in page
    assert 'role="group" aria-label="' in page
    assert ET.fromstring(get(site, f"/bagan/{slug}.svg?{query}").text).tag == f"{SVG}svg"
    data = get(site, f"/bagan/{slug}.csv?{query}")
    assert data.headers["content-type"].startswith("text/csv")
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    assert data.text.count("\r\n") - 1 == table.count("<tr>")


def test_picture_as_png_is_twice_its_size_and_says_its_names(site: Any) -> None:
    pytest.importorskip("resvg_py", reason="PNG files need the optional library resvg-py")
    response = get(site, "/bagan/batang-anggaran.png?tahun=2024")
    assert response.content.startswith(b"\x89PNG")
    width = int.from_bytes(response.content[16:20], "big")
    assert width == 2 * 960
    drawn = Picture(200, 40, "x")
    blank = len(png.rasterise(drawn.standalone("", "")))
    drawn.text(4, 20, "Dinas Pendidikan")
    assert len(png.rasterise(drawn.standalone("", ""))) > blank + 500


def test_without_the_library_there_is_no_png_and_no_link_to_one(
    site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(png, "available", lambda: False)
    assert ".png" not in get(site, "/bagan/peta-anggaran?tahun=2024").text
    refused = ask(site, "/bagan/peta-anggaran.png?tahun=2024")
    assert refused.status_code == 404


def test_areas_of_the_budget_are_the_amounts_of_its_csv(site: Any) -> None:
    lines = get(site, "/bagan/peta-anggaran.csv?tahun=2024").text.splitlines()[1:]
    assert [line.rsplit(",", 1)[1] for line in lines] == [
        str(12_000_000 * n * 3) for n in (5, 4, 3, 2, 1)
    ]


def test_picture_of_nothing_is_a_404_that_says_so(site: Any) -> None:
    for path in ("/bagan/peta-anggaran?tahun=1901", "/bagan/tidak-ada", "/bagan/nilai-paket?id=x"):
        response = ask(site, path)
        assert response.status_code == 404
        assert "Tidak ada data untuk gambar ini." in response.text


def test_pages_carry_no_inline_style_or_script(site: Any) -> None:
    for path in ("/", "/anggaran/2024", "/pengadaan", "/data/paket", "/data?sql=select+1", "/data"):
        text = get(site, path).text
        assert not re.search(r"<[^>]*\sstyle=", text), path
        assert "<script" not in text and "<style" not in text, path


def get(site: Any, path: str) -> Any:
    response = ask(site, path)
    assert response.status_code == 200, path
    return response
