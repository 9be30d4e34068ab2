"""Marks in the text and the numbers in them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from citation_makers import ENGLISH, GOST, archive, filed, styles
from hypothesis import given
from hypothesis import strategies as st

from archivist.citation.listing import format_list
from archivist.citation.numbering import Cited, collapse, mark, raised
from archivist.library.richtext import plain
from archivist.library.values import EN, KK, RU, UK

if TYPE_CHECKING:
    from archivist.library.values import LanguageCode


def marked(style: str, *items: tuple[int | None, str], archival: bool = True) -> str:
    cited = [Cited(number=number, locator=words, archival=archival) for number, words in items]
    return plain(mark(cited, styles()[style].marks))


def numbers(style: str, *wanted: int | None) -> str:
    return marked(style, *((number, "") for number in wanted))


@pytest.mark.parametrize(
    ("wanted", "printed"),
    [
        ((15, 16, 17), "[15-17]"),
        ((19, 20, 21), "[19-21]"),
        ((1, 3), "[1, 3]"),
        ((1, 2), "[1, 2]"),
        ((3, 1, 2, 7), "[1-3, 7]"),
        ((5, 5), "[5]"),
        ((4, 5, 6, 8, 9, 11, 12, 13), "[4-6, 8, 9, 11-13]"),
    ],
)
def test_three_or_more_numbers_in_a_row_are_drawn_together(
    wanted: tuple[int, ...], printed: str
) -> None:
    assert numbers(ENGLISH, *wanted) == printed
    assert numbers(GOST, *wanted) == printed.replace("-", "–")


def test_two_in_a_row_are_drawn_together_when_asked() -> None:
    assert collapse([14, 15]) == "14, 15"
    assert collapse([14, 15], least=2) == "14-15"
    assert collapse([15, 16, 17]) == "15-17"


@pytest.mark.parametrize(
    ("items", "printed"),
    [
        (((5, "л. 59, 60"),), "[5, л. 59, 60]"),
        (((5, "л. 61"),), "[5, л. 61]"),
        (((5, "с. 12"), (7, "с. 3")), "[5, с. 12; 7, с. 3]"),
        (((5, "с. 12"), (6, ""), (7, ""), (8, "")), "[5, с. 12; 6; 7; 8]"),
        (((10, "С. 81-83"),), "[10, С. 81–83]"),
    ],
)
def test_a_mark_with_locators_is_never_drawn_together(
    items: tuple[tuple[int, str], ...], printed: str
) -> None:
    assert marked(GOST, *items) == printed


def test_a_bare_number_gets_the_word_for_sheets_or_pages() -> None:
    assert marked(GOST, (5, "61")) == "[5, л. 61]"
    assert marked(GOST, (5, "12-15"), archival=False) == "[5, с. 12–15]"
    assert marked(ENGLISH, (5, "61")) == "[5, p. 61]"
    assert marked(ENGLISH, (5, "61, 62")) == "[5, pp. 61, 62]"


def test_words_before_a_source_are_kept() -> None:
    items = [Cited(number=7, prefix="см.:", locator="с. 12"), Cited(number=9)]
    assert plain(mark(items, styles()[GOST].marks)) == "[см.: 7, с. 12; 9]"


def test_a_source_that_is_not_there_is_a_question_mark_without_a_link() -> None:
    assert numbers(GOST, None) == "[?]"
    assert numbers(GOST, 2, None, 1) == "[1, 2, ?]"
    assert marked(GOST, (None, "л. 5"), (1, "")) == "[?, л. 5; 1]"
    missing = Cited(number=None, link="#source_5", locator="л. 5")
    assert [run.link for run in mark([missing], styles()[GOST].marks)] == [""] * 4


def test_each_number_leads_to_its_entry() -> None:
    items = [Cited(number=number, link=f"#source_{number}0") for number in (1, 2, 3, 7)]
    links = [(run.text, run.link) for run in mark(items, styles()[ENGLISH].marks) if run.link]
    assert links == [("1", "#source_10"), ("3", "#source_30"), ("7", "#source_70")]


@given(st.sets(st.integers(1, 60), min_size=1), st.integers(2, 5))
def test_a_collapsed_list_names_the_same_numbers(wanted: set[int], least: int) -> None:
    named: list[int] = []
    for part in collapse(wanted, least=least).split(", "):
        first, _, last = part.partition("-")
        run = range(int(first), int(last or first) + 1)
        assert not last or len(run) >= least
        named += run
    assert named == sorted(wanted)
    assert all(one < two for one, two in pairwise(named))


def test_an_archive_is_named_in_full_at_its_first_place_in_the_list() -> None:
    afp_rf = archive(1, en=("Archive of Foreign Policy of the Russian Federation", "AFP RF"))
    ap_rk = archive(2, en=("Archive of the President of the Republic of Kazakhstan", "AP RK"))
    sources = [
        filed(afp_rf, "897/4/13", "59, 60, 63"),
        filed(afp_rf, "897/3/21", "157, 162"),
        filed(afp_rf, "897/2/8", "81"),
        filed(ap_rk, "5-H/1/5059", "21"),
        filed(afp_rf, "897/4/13", "61"),
    ]
    assert [plain(text) for text in format_list(sources, styles()[ENGLISH])] == [
        "Archive of Foreign Policy of the Russian Federation (AFP RF). Fund-897, Series-4, "
        "File-13, pp. 59, 60, 63.",
        "AFP RF. Fund-897, Series-3, File-21, pp. 157, 162.",
        "AFP RF. Fund-897, Series-2, File-8, p. 81.",
        "Archive of the President of the Republic of Kazakhstan (AP RK). Fund-5-H, Series-1, "
        "File-5059, p. 21.",
        "AFP RF. Fund-897, Series-4, File-13, p. 61.",
    ]


@pytest.mark.parametrize(
    ("style", "typed", "printed"),
    [
        (ENGLISH, "с. 12", "[5, p. 12]"),
        (ENGLISH, "с. 12–15", "[5, pp. 12-15]"),
        (ENGLISH, "л. 61 об.", "[5, p. 61 (verso)]"),
        (GOST, "p. 12", "[5, с. 12]"),
        (GOST, "15-б.", "[5, с. 15]"),
        (GOST, "арк. 4 зв.", "[5, л. 4 об.]"),
        (GOST, "С. 12", "[5, С. 12]"),
        (GOST, "61об", "[5, л. 61 об.]"),
        (GOST, "карта 3", "[5, карта 3]"),
        ("kk-thesis", "с. 15", "[5, 15-б.]"),
    ],
)
def test_a_place_is_called_as_the_style_calls_it(style: str, typed: str, printed: str) -> None:
    assert marked(style, (5, typed)) == printed


@pytest.mark.parametrize(
    ("language", "printed"),
    [(KK, "[1, 15-б.]"), (EN, "[1, p. 15]"), (UK, "[1, с. 15]"), (RU, "[1, с. 15]")],
)
def test_the_words_for_places_follow_the_language_of_the_text(
    language: LanguageCode, printed: str
) -> None:
    items = [Cited(number=1, locator="15")]
    assert plain(mark(items, styles()[GOST].marks, language)) == printed


def test_numbers_that_count_within_sections_carry_their_section() -> None:
    places = [(2, 3), (1, 1), (2, 4), (2, 5)]
    items = [Cited(number=number, section=section) for section, number in places]
    assert plain(mark(items, styles()[GOST].marks)) == "[I.1, II.3–5]"
    told = [Cited(number=5, section=4, locator="л. 2")]
    assert plain(mark(told, styles()[GOST].marks)) == "[IV.5, л. 2]"


def test_a_mark_can_be_raised() -> None:
    text = raised(mark([Cited(number=5, link="#source_5")], styles()[GOST].marks))
    assert all(run.superscript for run in text)
    assert [run.link for run in text] == ["", "#source_5", ""]
