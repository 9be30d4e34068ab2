"""Words in their context."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.search.analyzers import Analysis
from archivist.search.contexts import in_context, left_neighbours, right_neighbours
from archivist.search.query import parse_query
from archivist.search.snippets import Highlighter

ANALYSIS = Analysis()
TEXT = "Комиссия осмотрела гра-\nницу у реки.\n\nНовая граница, как и старая, идёт по реке."


def lines(query: str, text: str, width: int = 60) -> list[tuple[str, str, str]]:
    marks = Highlighter(parse_query(query), ANALYSIS).marks(text)
    return [(one.left, one.word, one.right) for one in in_context(text, marks, width)]


def test_each_form_of_a_word_stands_between_what_is_around_it() -> None:
    first, second = lines("граница", TEXT)
    assert first == (
        "Комиссия осмотрела ",
        "границу",
        " у реки. Новая граница, как и старая, идёт по реке.",
    )
    assert second[0].endswith("границу у реки. Новая ")
    assert second[1:] == ("граница", ", как и старая, идёт по реке.")


def test_no_word_of_a_context_is_cut() -> None:
    (_, (left, word, right)) = lines("граница", TEXT, width=12)
    assert (left, word, right) == ("реки. Новая ", "граница", ", как и")


def test_a_word_longer_than_the_context_is_cut_all_the_same() -> None:
    assert lines("дом", "достопримечательность дом достопримечательность", width=5) == [
        ("ость ", "дом", " дост")
    ]


def test_a_hyphen_that_belongs_to_a_name_stays() -> None:
    assert lines("город", "Алма-\nАта город") == [("Алма-Ата ", "город", "")]


@pytest.mark.parametrize(
    ("side", "neighbours"),
    [("от новой, ", ("новой", "от")), ("", ()), ("а б в г — ", ("г", "в", "б"))],
)
def test_the_nearest_word_on_the_left_comes_first(side: str, neighbours: tuple[str, ...]) -> None:
    keys = left_neighbours(side)
    assert keys == tuple(left_neighbours(f"{word} ")[0] for word in neighbours)
    assert right_neighbours(" ".join(neighbours)) == keys


def test_neighbours_stand_in_the_order_of_the_alphabet() -> None:
    words = ["граница", "Ғылым", "город", "архив", "ёлка", "ель", "2", "10"]
    ordered = sorted(words, key=right_neighbours)
    assert ordered == ["2", "10", "архив", "город", "граница", "Ғылым", "ёлка", "ель"]


@given(
    st.text(st.sampled_from("аб В-\n\t.\u00ad中"), max_size=80),
    st.lists(st.integers(0, 80), min_size=2, max_size=2),
    st.integers(1, 30),
)
def test_a_line_is_never_longer_than_asked_and_says_what_stands_there(
    text: str, places: list[int], width: int
) -> None:
    start, end = sorted(min(place, len(text)) for place in places)
    (line,) = in_context(text, [(start, end)], width)
    assert len(line.left) <= width
    assert len(line.right) <= width
    assert "\n" not in line.left + line.word + line.right
    squeezed = "".join(letter for letter in text if letter.isalnum())
    assert "".join(c for c in line.left + line.word + line.right if c.isalnum()) in squeezed
