"""Words near each other, words alike, and short texts that hold what is looked for."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.search.analyzers import Analysis
from archivist.search.holding import Holding, wanted_alone
from archivist.search.nearness import Met, near_enough
from archivist.search.query import Near, parse_query
from archivist.search.snippets import Highlighter


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return Analysis()


def by_trying_all(met: list[Met], near: Near) -> set[Met]:
    """Return the words that are in a smallest stretch with all that is wanted."""
    wanted = Counter(near.forms)
    kept: set[Met] = set()
    for first, last in combinations(range(len(met) + 1), 2):
        some = met[first:last]
        if some[-1].at - some[0].at <= near.distance and Counter(m.which for m in some) >= wanted:
            kept.update(some)
    return kept


@given(
    st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=14),
    st.lists(st.sampled_from("abc"), min_size=2, max_size=3),
    st.integers(1, 6),
)
def test_words_near_enough_are_those_found_by_trying_all(
    text: list[str], forms: list[str], distance: int
) -> None:
    near = Near(tuple(forms), distance)
    met = [Met(at, word, at, at + 1) for at, word in enumerate(text) if word in forms]
    assert set(near_enough(met, near)) == by_trying_all(met, near)


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ('"торговля граница"~2', "о торговле на границах", ["торговле", "границах"]),
        ('"торговля граница"~1', "о торговле на границах", []),
        ('"граница торговля"~2', "о торговле на границах", ["торговле", "границах"]),
        ('"мир мир"~2', "мир и мира", ["мир", "мира"]),
        ('"мир мир"~2', "один мир", []),
        ('"中国 历史"~4', "中国的历史", ["中国", "历史"]),
        ('"中国 历史"~1', "中国的历史", []),
        ("к*зация", "коллективизация, казнь", ["коллективизация"]),
        ("?ород", "город, огород", ["город"]),
        ("архив~", "архыв архивы архивах", ["архыв", "архивы"]),
        ("name:Nazarbayev", "Назарбаеву, Назарову", ["Назарбаеву"]),
        ("Qazaqstan", "Қазақстанда", ["Қазақстанда"]),
    ],
)
def test_what_a_query_means_is_marked(
    analysis: Analysis, query: str, text: str, marked: list[str]
) -> None:
    places = Highlighter(parse_query(query), analysis).marks(text)
    assert [text[start:end] for start, end in places] == marked


_QUERIES = [
    "г?лод*",
    "голод~",
    '"голод 1932"~3',
    "name:Иванов",
    "中*",
    '"a b"',
    "=голод",
    "o'neil*",
]


@settings(deadline=None)
@given(st.sampled_from(_QUERIES), st.text(alphabet="голд1932 абab中国-\n'їѣQū", max_size=60))
def test_marks_lie_in_the_text_and_in_order(query: str, text: str) -> None:
    marks = Highlighter(parse_query(query), Analysis(remembered=10)).marks(text)
    ends = [place for mark in marks for place in mark]
    assert ends == sorted(ends)
    assert all(0 <= start < end <= len(text) for start, end in marks)
    assert all(text[start:end].strip() == text[start:end] for start, end in marks)


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_is_marked_for_any_query(text: str, typed: str) -> None:
    word = "".join(letter for letter in typed if letter.isalnum()).lower() or "a"  # no “OR”
    marks = Highlighter(parse_query(f"({word} OR {word}aa*)"), Analysis(remembered=10)).marks(text)
    assert all(0 <= start < end <= len(text) for start, end in marks)


@pytest.mark.parametrize(
    ("query", "text", "held"),
    [
        ("отчёт голод", "Отчёты о голоде", True),
        ("отчёт -голод", "Отчёты о голоде", False),
        ("отчёт -мор", "Отчёты о голоде", True),
        ("(мор OR голод) отчёт", "Отчёты о голоде", True),
        ('"о голоде"', "Отчёты о голоде", True),
        ('"о голод"', "Отчёты о голоде", False),
    ],
)
def test_a_title_holds_what_is_looked_for(
    analysis: Analysis, query: str, text: str, held: bool
) -> None:
    root = parse_query(query).root
    assert Holding(root, analysis).test(text) is held
    if held:
        assert Holding(wanted_alone(root), analysis).test(text)
