"""Where a passage stands on the picture of its page."""

from __future__ import annotations

import pytest
from PIL import ImageFont

from archivist.library.sources import PageText, WordBox
from archivist.library.values import PageId
from archivist.services.reading import passage_boxes


def _word(start: int, end: int, left: float, top: float) -> WordBox:
    width = (end - start) * 0.01
    return WordBox(start=start, end=end, left=left, top=top, right=left + width, bottom=top + 0.02)


def _page(text: str, *words: WordBox) -> PageText:
    return PageText(page_id=PageId(1), text=text, boxes=words)


TWO_LINES = _page(
    "вода вода вода\nвода",
    _word(0, 4, 0.10, 0.10),
    _word(5, 9, 0.15, 0.102),
    _word(10, 14, 0.20, 0.10),
    _word(15, 19, 0.10, 0.13),
)


def test_words_of_one_line_make_one_box() -> None:
    (box,) = passage_boxes(TWO_LINES, 0, 14)
    assert (box.left, box.right) == pytest.approx((0.10, 0.24))
    assert (box.top, box.bottom) == pytest.approx((0.10, 0.122))


def test_a_passage_over_two_lines_makes_two_boxes() -> None:
    first, second = passage_boxes(TWO_LINES, 10, 19)
    assert (first.left, first.top) == pytest.approx((0.20, 0.10))
    assert (second.left, second.top) == pytest.approx((0.10, 0.13))


def test_a_word_that_is_only_touched_is_cut() -> None:
    (box,) = passage_boxes(TWO_LINES, 2, 7)
    assert (box.left, box.right) == pytest.approx((0.12, 0.17))


def test_columns_side_by_side_are_not_joined() -> None:
    right_column = _word(0, 4, 0.60, 0.10)
    left_column = _word(5, 9, 0.10, 0.10)
    assert len(passage_boxes(_page("вода вода", right_column, left_column), 0, 9)) == 2


def test_no_words_no_boxes() -> None:
    assert passage_boxes(TWO_LINES, 14, 15) == ()
    assert passage_boxes(_page("вода"), 0, 5) == ()


@pytest.mark.parametrize(
    ("printed", "found"),
    [("border,", "border"), ("(Warsaw).", "Warsaw"), ("Milan;", "Milan"), ("1931,", "1931")],
)
def test_a_word_is_marked_to_its_last_letter_though_a_sign_follows(
    printed: str, found: str
) -> None:
    font = ImageFont.load_default(size=100)
    whole, at = font.getlength(printed), printed.index(found)
    text = _page(printed, WordBox(start=0, end=len(printed), left=0, top=0, right=1, bottom=0.1))
    (box,) = passage_boxes(text, at, at + len(found))
    ends = font.getlength(printed[: at + len(found)]) / whole
    letter = font.getlength("a") / whole
    assert box.right == pytest.approx(ends, abs=letter / 4)
    assert box.left == pytest.approx(font.getlength(printed[:at]) / whole, abs=letter / 4)
