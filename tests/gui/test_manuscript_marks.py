"""Citation marks among the words of a section."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archivist.gui.manuscript.marks import chip_label, read_mark, split_marks
from archivist.library.values import SourceId

TEXT = st.text(alphabet=st.sampled_from("аб [@12],;л.\\*\n]3см:"), max_size=50)


@given(TEXT)
def test_the_pieces_of_a_text_joined_are_the_text(text: str) -> None:
    assert "".join(raw for raw, _ in split_marks(text)) == text


def test_marks_are_found_and_words_left_alone() -> None:
    pieces = list(split_marks("Союз [@12, л. 61] рос [см.: @7; @8, с. 3]. [sic]"))
    assert [raw for raw, mark in pieces if mark] == ["[@12, л. 61]", "[см.: @7; @8, с. 3]"]
    assert "".join(raw for raw, mark in pieces if not mark) == "Союз  рос . [sic]"


def test_an_escaped_bracket_is_no_mark() -> None:
    assert all(mark is None for _, mark in split_marks(r"так \[@12] пишут"))


def test_a_broken_mark_stays_among_the_words() -> None:
    assert list(split_marks("a [@12 и @13] b")) == [("a [@12 и @13] b", None)]


def test_a_chip_shows_the_numbers_of_the_list() -> None:
    mark = read_mark("[см.: @12, л. 61; @15]")
    assert mark is not None
    assert chip_label(mark, {SourceId(12): "3"}) == "[см.: 3, л. 61; @15]"
