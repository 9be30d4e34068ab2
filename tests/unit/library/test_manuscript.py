"""The text of a section: words, emphasis and citation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.errors import ParseError
from archivist.library.manuscript import (
    CitationItem,
    CitationMark,
    Words,
    count_words,
    parse_text,
    write_mark,
)
from archivist.library.values import SourceId


def _mark(*items: tuple[int, str, str]) -> CitationMark:
    return CitationMark(
        items=tuple(
            CitationItem(source_id=SourceId(number), locator=locator, prefix=prefix)
            for number, locator, prefix in items
        )
    )


def test_a_mark_may_hold_several_sources_each_with_its_place() -> None:
    (paragraph,) = parse_text("Так было [см.: @12, л. 61; @15, с. 3].")
    assert paragraph == (
        Words(text="Так было "),
        _mark((12, "л. 61", "см.:"), (15, "с. 3", "")),
        Words(text="."),
    )


def test_emphasis_and_paragraphs() -> None:
    first, second = parse_text("*Қазақ* даласы\nкең.\n\n**Важно**: да.")
    assert first == (Words(text="Қазақ", italic=True), Words(text=" даласы кең."))
    assert second == (Words(text="Важно", bold=True), Words(text=": да."))


def test_a_backslash_keeps_a_sign_as_it_is() -> None:
    assert parse_text(r"2 \* 3 \[@5]") == ((Words(text="2 * 3 [@5]"),),)


def test_brackets_without_a_source_are_words() -> None:
    assert parse_text("как сказано [1]") == ((Words(text="как сказано [1]"),),)


@pytest.mark.parametrize(
    ("text", "position"), [("см. [@12", 5), ("см. [@12; там же]", 9), (f"[@{'9' * 5000}]", 1)]
)
def test_a_broken_mark_is_pointed_at(text: str, position: int) -> None:
    with pytest.raises(ParseError) as caught:
        parse_text(text)
    assert caught.value.position == position


def test_words_are_counted_without_marks() -> None:
    assert count_words("Қазақстан-2030 стратегиясы [@12, л. 61] туралы.") == 3


_words = st.text(
    st.characters(whitelist_categories=("L", "N"), whitelist_characters=" .,:"), max_size=12
).map(lambda text: " ".join(text.split()))
_items = st.tuples(
    st.integers(1, 10**6),
    _words.map(lambda text: text.strip(", ")),
    _words.map(lambda text: text.strip(" ")),
)


@given(st.lists(_items, min_size=1, max_size=4))
def test_a_mark_is_read_back(items: list[tuple[int, str, str]]) -> None:
    mark = _mark(*items)
    assert parse_text(write_mark(mark)) == ((mark,),)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    try:
        parse_text(text)
    except ParseError as error:
        assert 0 <= error.position <= len(text)  # noqa: PT017 - both ways out are right
