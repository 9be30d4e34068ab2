"""From a drag over the picture of a page to its words."""

from __future__ import annotations

from archivist.gui.reader.passages import PageWords
from archivist.library.sources import WordBox


def _box(start: int, end: int, corners: tuple[float, float, float, float]) -> WordBox:
    left, top, right, bottom = corners
    return WordBox(start=start, end=end, left=left, top=top, right=right, bottom=bottom)


# Дорогой друг / письмо
BOXES = (
    _box(13, 19, (0.1, 0.30, 0.30, 0.34)),
    _box(0, 7, (0.1, 0.20, 0.30, 0.24)),
    _box(8, 12, (0.35, 0.20, 0.50, 0.24)),
)


def test_words_are_found_under_the_pointer() -> None:
    words = PageWords(BOXES)
    assert words.at(0.4, 0.22) == 1
    assert words.at(0.6, 0.22) is None


def test_beside_a_line_the_nearest_word_of_that_line_is_meant() -> None:
    words = PageWords(BOXES)
    assert words.nearest(0.95, 0.21) == 1
    assert words.nearest(0.0, 0.33) == 2
    assert words.nearest(0.9, 0.9) == 2


def test_a_drag_in_either_direction_takes_the_words_between() -> None:
    words = PageWords(BOXES)
    assert words.span(0, 1) == (0, 12)
    assert words.span(2, 1) == (8, 19)


def test_a_page_without_boxes_has_no_words() -> None:
    words = PageWords()
    assert not words
    assert words.nearest(0.5, 0.5) is None
