"""Shapes of pages: what is shown of a picture, and where its words stand then."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.library.page_shapes import (
    PageShape,
    moved,
    moved_box,
    picture_size,
    reshaped_text,
    shown_size,
)
from archivist.library.sources import WordBox

SIZE = (4000.0, 3000.0)
WHOLE = PageShape()

shapes = st.builds(
    lambda rotation, skew, left, top, wide, high: PageShape(
        rotation=rotation,
        skew=skew,
        left=left,
        top=top,
        right=left + (1 - left) * wide,
        bottom=top + (1 - top) * high,
    ),
    st.sampled_from([0, 90, 180, 270]),
    st.floats(-10, 10),
    st.floats(0, 0.5),
    st.floats(0, 0.5),
    st.floats(0.3, 1),
    st.floats(0.3, 1),
)
fractions = st.floats(0, 1)


def test_a_picture_on_its_side_is_turned_upright() -> None:
    upright = WHOLE.turned(90)

    assert shown_size(upright, SIZE) == (3000, 4000)
    # what was at the top left is at the top right
    assert moved((0.0, 0.0), WHOLE, upright, SIZE) == pytest.approx((1.0, 0.0))
    assert moved((1.0, 0.0), WHOLE, upright, SIZE) == pytest.approx((1.0, 1.0))


def test_the_halves_of_an_opening() -> None:
    left, right = WHOLE.cut(0, 0, 0.5, 1), WHOLE.cut(0.5, 0, 1, 1)

    assert shown_size(left, SIZE) == (2000, 3000)
    assert moved((0.75, 0.5), WHOLE, right, SIZE) == pytest.approx((0.5, 0.5))
    assert moved_box((0.7, 0.5, 0.8, 0.6), WHOLE, left, SIZE) is None
    assert moved_box((0.7, 0.5, 0.8, 0.6), WHOLE, right, SIZE) == pytest.approx(
        (0.4, 0.5, 0.6, 0.6)
    )


def test_the_words_of_an_opening_go_to_their_halves() -> None:
    text = "первый второй\nтретий четвёртый"
    boxes = [
        WordBox(start=0, end=6, left=0.1, top=0.1, right=0.3, bottom=0.2),
        WordBox(start=7, end=13, left=0.6, top=0.1, right=0.8, bottom=0.2),
        WordBox(start=14, end=20, left=0.1, top=0.3, right=0.3, bottom=0.4),
        WordBox(start=21, end=30, left=0.6, top=0.3, right=0.8, bottom=0.4),
    ]
    left, left_boxes = reshaped_text(text, boxes, (WHOLE, WHOLE.cut(0, 0, 0.5, 1)), SIZE)
    right, right_boxes = reshaped_text(text, boxes, (WHOLE, WHOLE.cut(0.5, 0, 1, 1)), SIZE)

    assert left.split() == ["первый", "третий"]
    assert "\n" in left
    assert [right[box.start : box.end] for box in right_boxes] == ["второй", "четвёртый"]
    assert left_boxes[0].left == pytest.approx(0.2)


def test_a_text_without_places_stays() -> None:
    assert reshaped_text("слово", (), (WHOLE, WHOLE.cut(0, 0, 0.5, 1)), SIZE) == ("слово", ())


def test_four_quarters_are_none() -> None:
    part = WHOLE.cut(0.1, 0.2, 0.5, 0.9)

    turned = part.turned(90).turned(270)

    assert (turned.rotation, turned.left, turned.bottom) == pytest.approx((0, 0.1, 0.9))


@given(shapes, shapes, fractions, fractions)
def test_a_place_comes_back_to_where_it_was(
    old: PageShape, new: PageShape, x: float, y: float
) -> None:
    there = moved((x, y), old, new, SIZE)

    assert moved(there, new, old, SIZE) == pytest.approx((x, y), abs=1e-6)


@given(shapes, st.sampled_from([90, 180, 270]), fractions, fractions)
def test_turning_shows_the_same_part(shape: PageShape, degrees: int, x: float, y: float) -> None:
    shape = PageShape(
        rotation=shape.rotation,
        left=shape.left,
        top=shape.top,
        right=shape.right,
        bottom=shape.bottom,
    )
    there = moved((x, y), shape, shape.turned(degrees), SIZE)

    assert -1e-9 <= there[0] <= 1 + 1e-9
    assert -1e-9 <= there[1] <= 1 + 1e-9


@given(shapes)
def test_the_size_of_the_picture_is_known_from_what_is_shown(shape: PageShape) -> None:
    assert picture_size(shape, *shown_size(shape, SIZE)) == pytest.approx(SIZE)
