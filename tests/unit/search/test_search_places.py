"""Archival references in the search box."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.library.references import UnitKind
from archivist.search.places import archives_before, in_cyrillic, place_in, sheets_in

F, O, D = UnitKind.FUND, UnitKind.SERIES, UnitKind.FILE  # noqa: E741 - as archives name them


@pytest.mark.parametrize(
    ("text", "levels", "before", "after"),
    [
        ("Ф. 897 Оп. 4", [(F, "897"), (O, "4")], "", ""),
        ("ф.897,оп.4,д.12", [(F, "897"), (O, "4"), (D, "12")], "", ""),
        ("АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 21", [(F, "5-Н"), (O, "1"), (D, "5059")], "АП РК", ""),
        ("АПРК. Ф. 708, Оп. 4, Д. 12, лл. 3-5 об.", [(F, "708"), (O, "4"), (D, "12")], "АПРК", ""),
        ("голод Ф. Р-1490 Оп. 2а степь", [(F, "Р-1490"), (O, "2а")], "голод", "степь"),
        ("фонд 5-Н", [(F, "5-Н")], "", ""),
        ("дело № 5059", [(D, "5059")], "", ""),
        ("қор 5-Н тізімдеме 1 іс 4", [(F, "5-Н"), (O, "1"), (D, "4")], "", ""),
        ("fond 12 opis 3 delo 4", [(F, "12"), (O, "3"), (D, "4")], "", ""),
        ("фонд 12 опис 3 справа 4", [(F, "12"), (O, "3"), (D, "4")], "", ""),
        ("Ф. 1 Ф. 2", [(F, "1")], "", "Ф. 2"),
        ("5-Н/1/5059", [(F, "5-Н"), (O, "1"), (D, "5059")], "", ""),
        ("Р-1490 1 23", [(F, "Р-1490"), (O, "1"), (D, "23")], "", ""),
        ("АП РК 5-Н 5059", [(F, "5-Н"), (D, "5059")], "АП РК", ""),
        ("F. 897 Op. 4", [(F, "897"), (O, "4")], "", ""),
        (
            "AP RK. F. 5-N. Op. 1. D. 5059 trade",
            [(F, "5-N"), (O, "1"), (D, "5059")],
            "AP RK",
            "trade",
        ),
        ("f. 897", [(F, "897")], "", ""),
    ],
)
def test_a_reference_is_recognised(
    text: str, levels: list[tuple[UnitKind, str]], before: str, after: str
) -> None:
    place = place_in(text)
    assert place is not None
    assert place.levels[0] == tuple(levels)
    assert (place.before.strip(" ,."), text[place.end :].strip()) == (before, after)
    assert text[: place.start] == place.before


@pytest.mark.parametrize(
    ("text", "sheets"),
    [
        ("Ф. 5-Н Оп. 1 Д. 5059 Л. 21", "21"),
        ("Ф. 5-Н Оп. 1 Д. 5059 л. 12об", "12об"),
        ("5-Н/1/5059 л. 21", "21"),
        ("F. 5-H Op. 1 D. 5059 L. 21", "21"),
        ("5-Н 5059, лл. 3–5 об., 7", "3–5 об., 7"),
        ("Fund-5-H, Series-1, File-5059, p. 21", "21"),
        ("фонд 12 опис 3 справа 4 арк. 7а", "7а"),
        ("қор 5-Н тізімдеме 1 іс 4 парақ 9", "9"),
        ("Ф. 5-Н Оп. 1 листопад", ""),
    ],
)
def test_sheets_of_a_place_are_recognised(text: str, sheets: str) -> None:
    place = place_in(text)
    assert place is not None
    assert place.sheets == sheets
    assert bool(sheets) == (place.end == len(text))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("20", [1]),
        ("21", [2, 3]),
        ("21об", [3]),
        ("20-21", [1, 2, 3]),
        ("22об", [4]),
        ("30", [6]),
        ("12а", [5]),
        ("12", []),
        ("99", []),
    ],
)
def test_pages_are_found_by_their_sheets(asked: str, found: list[int]) -> None:
    labels = {1: "20", 2: "21", 3: "21об", 4: "22", 5: "12а", 6: "25–40", 7: "обложка"}
    assert list(sheets_in(asked, labels)) == found


def test_latin_letters_may_stand_for_cyrillic_ones() -> None:
    assert [in_cyrillic(name) for name in ("TsGA RK", "GARF", "AP RK", "5-N")] == [
        "ЦГА РК",
        "ГАРФ",
        "АП РК",
        "5-Н",
    ]
    place = place_in("R-1490 1 23")
    assert place is not None
    assert [levels[0][1] for levels in place.levels] == ["R-1490", "Р-1490"]


def test_the_archive_is_looked_for_in_the_words_before() -> None:
    assert archives_before("голод АП РК. ") == ((0, "голод АП РК"), (6, "АП РК"), (9, "РК"))
    assert archives_before("  ") == ()


def test_two_numbers_may_be_a_file_or_a_series() -> None:
    place = place_in("5-Н 5059")
    assert place is not None
    assert place.levels == (((F, "5-Н"), (D, "5059")), ((F, "5-Н"), (O, "5059")))
    assert place.bare


@pytest.mark.parametrize(
    "text", ["", "голод", "голод 1932", "1932 1933", "д. 5", "съезд 5", "фонд помощи", "год: 1932"]
)
def test_other_words_are_no_reference(text: str) -> None:
    assert place_in(text) is None


@given(st.text(alphabet="ФОпД.5-Н/ 19,Лл№ файл", max_size=30))
def test_any_text_is_read(text: str) -> None:
    place = place_in(text)
    assert place is None or all(levels and levels[0][1] for levels in place.levels)
