"""What is shown of a hit."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.search.analyzers import Analysis
from archivist.search.query import parse_query
from archivist.search.snippets import Highlighter

FILLER = "Это совсем другое предложение о погоде и природе. " * 20
ANALYSIS = Analysis()


def marked(query: str, text: str) -> list[str]:
    marks = Highlighter(parse_query(query), ANALYSIS).marks(text)
    return [text[start:end] for start, end in marks]


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("земля", "Земли и землями, но не землетрясение", ["Земли", "землями"]),
        ("=земли", "Земли и землями", ["Земли"]),
        ("зем*", "Земли и землетрясение", ["Земли", "землетрясение"]),
        ('"белый хлеб"', "белый хлеб, хлеб белый, белый, хлеб", ["белый хлеб", "белый, хлеб"]),
        ("голод -хлеб", "голод и хлеб", ["голод"]),
        ("государство", "Госу-\nдарства нет", ["Госу-\nдарства"]),
        ("历史", "中国历史", ["历史"]),
        ("中国历史", "在中国历史上", ["中国历史"]),
        ('"中国"', "国中国", ["中国"]),
        ('"中国"', "在中國歷史上", ["中國"]),
        ("military", "Militarism and a militarist", ["Militarism", "militarist"]),
        ("militarism", "Military militarists", ["Military"]),
        ("Gurev", "V. Gur'ev", ["Gur'ev"]),
        ('"tax taxation"~4', "A tax and the taxation", ["tax", "taxation"]),
        ('"tax taxation"~4', "The taxation of land", []),
        ("вдоа~", "Вода, вдова и дно", ["Вода", "вдова"]),
        ("nomad", "The nomad’s camp", ["nomad’s"]),
        ("голод", "звоно\u0301к го\u0301лода", ["го\u0301лода"]),
        ("голод", "ничего", []),
    ],
)
def test_words_are_marked_where_they_stand(query: str, text: str, found: list[str]) -> None:
    assert marked(query, text) == found


def test_the_snippet_shows_the_place_with_most_of_the_query() -> None:
    text = f"Голод. {FILLER}Голод в степи и засуха. {FILLER}Степь."
    snippet = Highlighter(parse_query("голод степь засуха"), ANALYSIS).snippet(text)
    assert "Голод в степи и засуха." in snippet.text
    assert [snippet.text[a:b] for a, b in snippet.marks] == ["Голод", "степи", "засуха"]
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("…")
    assert 120 <= len(snippet.text) <= 205


def test_no_word_of_a_snippet_is_cut() -> None:
    text = f"{FILLER}Голод в степи. {FILLER}"
    snippet = Highlighter(parse_query("голод"), ANALYSIS).snippet(text)
    assert set(snippet.text.strip("…").split()) <= set(text.split())


def test_a_short_text_is_shown_whole_and_on_one_line() -> None:
    snippet = Highlighter(parse_query("голод"), ANALYSIS).snippet("\n Был\n\tголод \r\n великий\n")
    assert snippet.text == "Был голод великий"
    assert snippet.marks == ((4, 9),)


def test_a_text_without_the_words_shows_its_beginning() -> None:
    snippet = Highlighter(parse_query("голод"), ANALYSIS).snippet(FILLER)
    assert snippet.text.startswith("Это совсем")
    assert snippet.marks == ()


def test_a_broken_word_is_marked_in_the_snippet() -> None:
    snippet = Highlighter(parse_query("государство"), ANALYSIS).snippet("о госу\u00ad\nдарстве том")
    assert [snippet.text[a:b] for a, b in snippet.marks] == ["госу дарстве"]


@settings(deadline=None)
@given(
    st.text(alphabet="голд степь中国-\n\u00ad\u0301'x ", max_size=400),
    st.sampled_from(["голод", "степ*", '"голод степь"', "中国", "x OR голод", "=степь"]),
    st.integers(20, 200),
)
def test_marks_and_snippets_hold_for_any_text(text: str, query: str, width: int) -> None:
    highlighter = Highlighter(parse_query(query), ANALYSIS)
    marks = highlighter.marks(text)
    assert all(0 <= a < b <= len(text) for a, b in marks)
    assert all(one[1] < other[0] for one, other in pairwise(marks))
    snippet = highlighter.snippet(text, width)
    assert all(0 <= a < b <= len(snippet.text) for a, b in snippet.marks)
    assert bool(snippet.marks) == bool(marks)
    assert "\n" not in snippet.text
