"""The lines of a snippet: the first find is always among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont

from archivist.gui.search.snippet import in_lines

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

WORDS = st.lists(st.sampled_from(("мир", "переговоры", "о", "国界", "𐍈𐍈", "border")), max_size=40)


@given(WORDS, WORDS, st.integers(120, 700))
def test_the_first_find_is_shown_whole(
    qapp: QApplication, before: list[str], after: list[str], width: int
) -> None:
    start = len(" ".join([*before, ""]))
    text = " ".join([*before, "граница", *after])
    shown, marks = in_lines(text, ((start, start + 7),), width, qapp.font())
    assert [shown[first:last] for first, last in marks] == ["граница"]


def test_a_long_text_is_cut_at_words_with_dots_on_both_sides(qapp: QApplication) -> None:
    words = [f"слово{number}" for number in range(40)]
    text = " ".join(words)
    start = text.index("слово20")
    shown, marks = in_lines(text, ((start, start + 7),), 300, QFont(qapp.font()))
    assert shown[0] == shown[-1] == "…"
    assert set(shown.strip("…").split()) <= set(words)
    assert [shown[first:last] for first, last in marks] == ["слово20"]
