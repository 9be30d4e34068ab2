"""Positions in a text and in Qt's documents, tried against Qt itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from archivist.gui.widgets.positions import Positions, showable

TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from("аәқЖ q\n\r\t«𠀀😀\u2028\u2029\xa0\ufdd0"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


@given(TEXT)
def test_every_position_survives_the_way_to_qt_and_back(text: str) -> None:
    positions = Positions(text)
    for at in range(len(text) + 1):
        assert positions.from_qt(positions.to_qt(at)) == at


@given(TEXT)
def test_a_shown_text_has_its_letters_where_the_positions_say(text: str) -> None:
    shown = showable(text)
    document = QTextDocument()
    document.setPlainText(shown)
    positions = Positions(text)
    assert len(shown) == len(text)
    for at, letter in enumerate(text):
        if letter.isalnum():
            units = len(letter.encode("utf-16-le")) // 2
            at_qt = positions.to_qt(at)
            found = "".join(str(document.characterAt(at_qt + unit)) for unit in range(units))
            assert found.encode("utf-16-le", "surrogatepass").decode("utf-16-le") == letter


def test_the_middle_of_a_long_character_is_its_beginning() -> None:
    positions = Positions("a𠀀b")
    assert [positions.from_qt(at) for at in range(5)] == [0, 1, 1, 2, 3]
