"""Sheets as archives number them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.errors import ParseError
from archivist.library.references import Sheet, SheetSpan, parse_sheets


def _labels(text: str) -> list[str]:
    return [
        span.first.label + (f"-{span.last.label}" if span.last else "")
        for span in parse_sheets(text)
    ]


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("59, 60, 63", ["59", "60", "63"]),
        ("12–15 об.", ["12-15об"]),
        ("Л. 12 и об.", ["12-12об"]),
        ("12–12 об.", ["12-12об"]),
        ("л. 1 об., 3–7 об.", ["1об", "3-7об"]),
        ("pp. 1-3 (verso), 7, 9-11", ["1-3об", "7", "9-11"]),
        ("арк. 10—11", ["10-11"]),
        ("арк. 5 зв.", ["5об"]),
        ("fol. 1r-3v", ["1-3об"]),
        ("12об", ["12об"]),
        ("12а", ["12а"]),
        ("0012", ["0012"]),
        ("第5—7页", ["5-7"]),
        ("12–13-п.", ["12-13"]),
        ("", []),
    ],
)
def test_reads_lists_ranges_and_sides(typed: str, labels: list[str]) -> None:
    assert _labels(typed) == labels


def test_recto_is_kept() -> None:
    assert parse_sheets("14r") == (SheetSpan(first=Sheet(number="14", recto=True)),)


@pytest.mark.parametrize("typed", ["глава", "5 / 7", "12, и так далее"])
def test_says_where_a_list_goes_wrong(typed: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse_sheets(typed)
    assert 0 <= caught.value.position <= len(typed)


_sheets = st.builds(
    Sheet,
    number=st.builds(str.__add__, st.integers(1, 999).map(str), st.sampled_from(["", "а", "б"])),
    verso=st.booleans(),
)


@given(st.lists(st.tuples(_sheets, st.none() | _sheets), min_size=1, max_size=5))
def test_any_list_is_read_back(pairs: list[tuple[Sheet, Sheet | None]]) -> None:
    spans = tuple(SheetSpan(first=first, last=last) for first, last in pairs)
    written = ", ".join(
        span.first.label + (f"–{span.last.label}" if span.last else "") for span in spans
    )
    assert parse_sheets(written) == spans


def test_sheets_sort_as_they_lie_in_the_file() -> None:
    labels = ["2", "10", "1об", "1", "12а", "12"]
    sheets = sorted((parse_sheets(label)[0].first for label in labels), key=lambda s: s.order)
    assert [sheet.label for sheet in sheets] == ["1", "1об", "2", "10", "12", "12а"]
