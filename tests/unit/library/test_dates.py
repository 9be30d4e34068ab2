"""Dates as historians write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.errors import ParseError
from archivist.library.values import Calendar, Day, UncertainDate, parse_date


@pytest.mark.parametrize(
    ("typed", "normal", "years"),
    [
        ("1932", "1932", (1932, 1932)),
        ("1932 г.", "1932", (1932, 1932)),
        ("1932-10", "1932-10", (1932, 1932)),
        ("01.10.1946", "1946-10-01", (1946, 1946)),
        ("1946-10-01", "1946-10-01", (1946, 1946)),
        ("1929–1933 гг.", "1929/1933", (1929, 1933)),
        ("1929-33", "1929/1933", (1929, 1933)),
        ("1901–02", "1901/1902", (1901, 1902)),
        ("1901-02", "1901-02", (1901, 1901)),
        ("1955/1960?", "1955/1960?", (1955, 1960)),
        ("1930-е гг.", "1930/1939", (1930, 1939)),
        ("193X", "1930/1939", (1930, 1939)),
        ("1930s", "1930/1939", (1930, 1939)),
        ("ок. 1400", "1400~", (1400, 1400)),
        ("ca. 1400", "1400~", (1400, 1400)),
        ("[1891?]", "1891?", (1891, 1891)),
        ("25.10.1917 ст. ст.", "1917-10-25 os", (1917, 1917)),
    ],
)
def test_reads_what_is_typed(typed: str, normal: str, years: tuple[int, int]) -> None:
    date = parse_date(typed)
    assert date.edtf() == normal
    assert date.years == years


def test_keeps_the_words_of_the_document_only_where_they_differ() -> None:
    assert parse_date("1932").written == ""
    assert parse_date("1930-е  гг.").written == "1930-е гг."


def test_old_style_is_remembered() -> None:
    assert parse_date("25.10.1917 ст. ст.").calendar is Calendar.OLD_STYLE
    assert parse_date("29.02.1900").start == Day(year=1900, month=2, day=29)


@pytest.mark.parametrize("typed", ["", "30.092020", "1932-13", "31.02.1950", "1933/1929", "лето"])
def test_a_broken_date_is_refused_in_plain_words(typed: str) -> None:
    with pytest.raises(ParseError, match="expected a date such as"):
        parse_date(typed)


_days = st.builds(
    lambda year, month, day: Day(year=year, month=month, day=day if month else None),
    st.integers(1, 9999),
    st.none() | st.integers(1, 12),
    st.none() | st.integers(1, 28),
)


@given(_days, st.none() | _days, st.booleans(), st.booleans(), st.sampled_from(Calendar))
def test_the_normal_form_is_read_back(
    start: Day, end: Day | None, circa: bool, doubtful: bool, calendar: Calendar
) -> None:
    if end is not None and end.iso() < start.iso():
        start, end = end, start
    date = UncertainDate(start=start, end=end, circa=circa, doubtful=doubtful, calendar=calendar)
    assert parse_date(date.edtf()) == date
