"""The text of a section through the editor's document and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from archivist.gui.manuscript.section_text import (
    fold_marks,
    insert_text,
    keepable,
    raw_mark,
    text_between,
    text_of,
    unfold_chip,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

TEXT = st.lists(
    st.one_of(
        st.sampled_from(
            ["[@12, л. 61]", "[@1]", "[см.: @7; @8]", "[@", "\n", "\n\n", "*", "**", "\\", "\ufffc"]
        ),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    ),
    max_size=12,
).map("".join)


def document(text: str) -> QTextDocument:
    made = QTextDocument()
    insert_text(QTextCursor(made), text)
    return made


@pytest.fixture(autouse=True)
def _app(qapp: QApplication) -> None:
    """Documents measure their fonts."""


@given(TEXT)
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert text_of(document(text)) == keepable(text)


@given(
    st.text(
        st.characters(
            exclude_characters="\r\u2029\ufdd0\ufdd1\ufeff\ufffe", exclude_categories=["Cs"]
        )
    )
)
def test_nearly_every_text_can_be_kept_as_it_is(text: str) -> None:
    assert keepable(text) == text


@given(TEXT, st.integers(0, 40), st.integers(0, 40))
def test_parts_of_a_text_joined_are_the_text(text: str, one: int, other: int) -> None:
    made = document(text)
    last = made.characterCount() - 1
    first, second = sorted((min(one, last), min(other, last)))
    parts = [(0, first), (first, second), (second, last)]
    joined = "".join(text_between(made, *part) for part in parts)
    # A part may end between the halves of a character, where no cursor ever stands.
    whole = joined.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    assert whole == keepable(text)


def test_each_mark_is_one_letter_of_the_document() -> None:
    made = document("Союз [@12, л. 61][@12, л. 61] рос.")
    assert made.toPlainText() == "Союз \ufffc\ufffc рос."
    cursor = QTextCursor(made)
    cursor.setPosition(6)
    assert raw_mark(cursor.charFormat()) == "[@12, л. 61]"


def test_a_mark_typed_by_hand_becomes_a_chip_and_an_unfolded_one_text() -> None:
    made = document("a ")
    QTextCursor(made).insertText("𠀀 [@3] и [@4, с. 2] ")
    fold_marks(made)
    assert made.toPlainText() == "𠀀 \ufffc и \ufffc a "
    cursor = QTextCursor(made)
    cursor.setPosition(3)
    cursor.setPosition(4, QTextCursor.MoveMode.KeepAnchor)
    unfold_chip(cursor)
    assert made.toPlainText() == "𠀀 [@3] и \ufffc a "
    assert text_of(made) == "𠀀 [@3] и [@4, с. 2] a "


def test_words_typed_after_a_chip_are_words() -> None:
    made = document("[@3]")
    cursor = QTextCursor(made)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText("слово")
    assert text_of(made) == "[@3]слово"
