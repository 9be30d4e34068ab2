"""Folder patterns: what the names of folders say of the files in them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.errors import ParseError
from archivist.services.collecting.folder_patterns import (
    Placed,
    guess_pattern,
    parse_pattern,
    reference_in,
)


def _place(pattern: str, path: str) -> Placed | None:
    return parse_pattern(pattern).place(path.split("/"))


def _levels(placed: Placed | None) -> str:
    assert placed is not None
    return " ".join(f"{level.kind.value}={level.number}" for level in placed.levels)


@pytest.mark.parametrize(
    ("pattern", "path", "archive", "levels"),
    [
        (
            "{archive}/{fund}/{series}/{file}/*",
            "АП РК/Ф.5-Н/Оп. 1/Д. 5059/IMG_0001.JPG",
            "АП РК",
            "fund=5-Н series=1 file=5059",
        ),
        (
            "{archive}/{fund}/{series}/{file}/*",
            "AP RK/fond 5-H/opis 1/delo 5059/a.jpg",
            "AP RK",
            "fund=5-H series=1 file=5059",
        ),
        ("{fund}-{series}-{file}/*", "897-4-13/1.tif", "", "fund=897 series=4 file=13"),
        ("{fund}-{series}-{file}/*", "5-Н-1-5059/1.tif", "", "fund=5-Н series=1 file=5059"),
        ("{fund}_{series}_{file}/*", "Р-897_4_13а/1.tif", "", "fund=Р-897 series=4 file=13а"),
        (
            "{archive}/{reference}/*",
            "ГАРФ/Ф.Р-1 Оп.2 Д.3/x.pdf",
            "ГАРФ",
            "fund=Р-1 series=2 file=3",
        ),
        ("{archive}/{reference}/*", "ЦГА/897-4-13/x.pdf", "ЦГА", "fund=897 series=4 file=13"),
        ("{fund}/**/{file}/*", "қор 12/2024/май/іс 7/x.jpg", "", "fund=12 file=7"),
        ("{fund}/*/{file}", "fund 12/scans/7.pdf", "", "fund=12 file=7"),
        (
            "{fund}, {series}/{file}/*",
            "Фонд 5-Н, опись 1/дело № 9/x.jpg",
            "",
            "fund=5-Н series=1 file=9",
        ),
        ("ЦГА {fund}/{file}/*", "ЦГА_897/13/x.jpg", "", "fund=897 file=13"),
    ],
)
def test_names_of_folders_become_places(pattern: str, path: str, archive: str, levels: str) -> None:
    placed = _place(pattern, path)

    assert _levels(placed) == levels
    assert placed is not None
    assert placed.archive == archive


def test_what_stands_behind_a_number_is_the_title_of_the_unit() -> None:
    placed = _place("{fund}/{file}/*", "Ф. 5-Н МИД/Д. 5059 — Переписка с посольством/x.jpg")

    assert placed is not None
    assert [level.name for level in placed.levels] == ["МИД", "Переписка с посольством"]


@pytest.mark.parametrize(
    ("name", "levels", "title"),
    [
        ("897-4-14 Переписка с ЦК", "fund=897 series=4 file=14", "Переписка с ЦК"),
        ("Ф.5-Н Оп.1 Д.5059 — Дневник", "fund=5-Н series=1 file=5059", "Дневник"),
    ],
)
def test_a_whole_reference_may_have_a_title_behind_it(name: str, levels: str, title: str) -> None:
    placed = _place("{reference}/*", f"{name}/x.jpg")
    assert _levels(placed) == levels
    assert placed is not None
    assert placed.levels[-1].name == title
    assert guess_pattern([(name, "x.jpg")]) == "{reference}/*"


@pytest.mark.parametrize("day", ["2024-05-17", "2024_05_17 Выезд", "20240517", "17.05.2024"])
def test_a_day_is_not_taken_for_a_reference(day: str) -> None:
    assert guess_pattern([("Камера", day, "x.jpg")]) == ""


def test_what_is_no_reference_and_no_sheet_is_named() -> None:
    told = parse_pattern("{reference}/{sheet}").fault
    assert told(("Разное", "1.jpg")) == "“Разное” is no reference such as 897-4-13"
    assert told(("f. 5, inv. 1", "1.jpg")) == "“f. 5, inv. 1” is no reference such as 897-4-13"
    assert told(("897-4-13", "план.jpg")) == "“план” is no sheet"


def test_the_name_of_a_file_may_be_its_sheet_or_its_title() -> None:
    assert _place("{file}/{sheet}", "Д. 7/Л. 12об.jpg") == _place("{file}/{sheet}", "7/Л. 12об")
    placed = _place("{file}/{date} {title}", "7/1937-05-02 О голоде.pdf")
    assert placed is not None
    assert (placed.date, placed.title) == ("1937-05-02", "О голоде")
    assert _place("{file}/{sheet}", "Д. 7/обложка.jpg") is None


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("{fund}/{series}/{file}/*", "Ф. 5/Оп. 1/x.jpg"),
        ("{fund}/{file}/*", "Оп. 1/Д. 2/x.jpg"),
        ("{fund}/{file}/*", "Черновики/Д. 2/x.jpg"),
        ("{reference}/*", "897-4-13-2/x.jpg"),
        ("{reference}/*", "2024/x.jpg"),
    ],
)
def test_what_does_not_fit_is_not_placed(pattern: str, path: str) -> None:
    assert _place(pattern, path) is None


@pytest.mark.parametrize(
    ("pattern", "position", "expected"),
    [
        ("{fond}/*", 0, "{fund}"),
        ("{fund}//{file}", 7, "between two slashes"),
        ("{fund}/{fund}", 7, "once"),
        ("{fund/x", 0, "{fund}"),
        ("a/*", 0, "{file}"),
        ("{reference}/{file}", 0, "not both"),
    ],
)
def test_a_mistake_in_a_pattern_points_at_its_place(
    pattern: str, position: int, expected: str
) -> None:
    with pytest.raises(ParseError) as raised:
        parse_pattern(pattern)

    assert raised.value.position == position
    assert expected in str(raised.value)


@pytest.mark.parametrize(
    ("paths", "pattern"),
    [
        (
            ["АП РК/Ф. 5-Н/Оп. 1/Д. 1/1.jpg", "АП РК/Ф. 5-Н/Оп. 1/Д. 2/1.jpg"],
            "{archive}/{fund}/{series}/{file}/*",
        ),
        (["897/4/13/a.jpg", "897/4/14/a.jpg"], "{fund}/{series}/{file}/*"),
        (["ЦГА/897-4-13/a.jpg", "ЦГА/897-4-14/b.jpg"], "{archive}/{reference}/*"),
        (["Ф. 5/Д. 7/a.jpg"], "{fund}/{file}/*"),
        (["Фотографии/май/a.jpg"], ""),
        (["a.jpg"], ""),
    ],
)
def test_a_pattern_is_guessed_from_the_folders(paths: list[str], pattern: str) -> None:
    assert guess_pattern([path.split("/") for path in paths]) == pattern


def test_a_reference_in_one_name() -> None:
    assert [level.number for level in reference_in("Ф.5-Н Оп.1 Д.5059")] == ["5-Н", "1", "5059"]
    assert [level.kind.value for level in reference_in("897-13")] == ["fund", "file"]
    assert reference_in("IMG 0001") == ()


@given(st.text(max_size=40), st.lists(st.text(max_size=12), max_size=5))
def test_any_pattern_is_read_or_refused_and_any_path_fits_or_not(
    pattern: str, parts: list[str]
) -> None:
    with suppress(ParseError):
        parse_pattern(pattern).place(parts)
