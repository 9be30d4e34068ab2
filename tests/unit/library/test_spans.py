"""The dates of files as inventories write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.library.spans import read_span
from archivist.library.values import parse_date


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("1932", "1932"),
        ("1932 г. – 1935 г.", "1932/1935"),
        ("1932/1933 гг.", "1932/1933"),
        ("12 января 1932 – 3 февраля 1935", "1932-01-12/1935-02-03"),
        ("12.01.1932-03.02.1935", "1932-01-12/1935-02-03"),
        ("12.01. - 03.02.1935", "1935-01-12/1935-02-03"),
        ("5–12 янв. 1932 г.", "1932-01-05/1932-01-12"),
        ("янв.–март 1932", "1932-01/1932-03"),
        ("12.1932 - 01.1933", "1932-12/1933-01"),
        ("с 1 мая 1940 г. по 30 июня 1941 г.", "1940-05-01/1941-06-30"),
        ("1 травня 1932 – 2 грудня 1933", "1932-05-01/1933-12-02"),
        ("1 қаңтар 1932 – 3 ақпан 1935", "1932-01-01/1935-02-03"),
        ("July 5, 1932 - August 1, 1933", "1932-07-05/1933-08-01"),
        ("1917-1955, ", "1917/1955"),
        ("[1960s?]", "1960/1969?"),
        ("ок. 1930", "1930~"),
        ("1905 янв. 9 (ст. ст.)", "1905-01-09 os"),
        ("1932, 1934, 1940", "1932/1940"),
        ("undated, 1955", "1955"),
    ],
)
def test_a_span_is_read_in_the_words_of_inventories(written: str, edtf: str) -> None:
    date = read_span(written)
    assert date is not None
    assert date.edtf() == edtf
    assert date.written in {"", " ".join(written.split()).strip(" ,;")}


def test_the_words_are_kept_and_the_iso_form_of_a_finding_aid_counts() -> None:
    date = read_span("весна 1917 – осень 1955", "19170301/19551130")
    assert date is not None
    assert (date.edtf(), date.written) == ("1917-03-01/1955-11-30", "весна 1917 – осень 1955")


@pytest.mark.parametrize("nothing", ["", "б/д", "без даты", "-", "31.02", "12 листов"])
def test_words_without_a_year_are_no_date(nothing: str) -> None:
    assert read_span(nothing) is None


@given(st.text(alphabet="0123456789.-–/ гсдпо()[]?янвмарt", max_size=30))
def test_any_words_give_no_date_or_one_that_can_be_kept(text: str) -> None:
    date = read_span(text)
    if date is not None:
        assert parse_date(date.edtf()).years == date.years
        assert date.years[0] <= date.years[1]
