from __future__ import annotations

import zlib
from array import array

from hypothesis import given
from hypothesis import strategies as st

from archivist.library.boxes import pack_boxes, unpack_boxes
from archivist.library.sources import WordBox

LENGTH = 500


@st.composite
def word_boxes(draw: st.DrawFn) -> WordBox:
    start = draw(st.integers(0, LENGTH - 1))
    left, right = sorted((draw(st.floats(0, 1)), draw(st.floats(0, 1))))
    top, bottom = sorted((draw(st.floats(0, 1)), draw(st.floats(0, 1))))
    end = draw(st.integers(start + 1, LENGTH))
    return WordBox(start=start, end=end, left=left, top=top, right=right, bottom=bottom)


@given(st.lists(word_boxes(), max_size=50))
def test_boxes_come_back(boxes: list[WordBox]) -> None:
    found = unpack_boxes(pack_boxes(boxes, LENGTH), LENGTH)
    assert [(box.start, box.end) for box in found] == [(box.start, box.end) for box in boxes]
    for box, kept in zip(boxes, found, strict=True):
        for side in ("left", "top", "right", "bottom"):
            assert abs(getattr(box, side) - getattr(kept, side)) < 1e-6


@given(st.binary(max_size=300))
def test_what_a_stranger_wrote_gives_no_boxes_or_sound_ones(blob: bytes) -> None:
    for hostile in (blob, zlib.compress(blob)):
        for box in unpack_boxes(hostile, 10):
            assert 0 <= box.start <= box.end <= 10
            assert 0 <= box.left <= box.right <= 1
            assert 0 <= box.top <= box.bottom <= 1


def test_a_bomb_is_not_blown_up() -> None:
    assert unpack_boxes(zlib.compress(bytes(200 << 20)), 10) == ()


def test_places_that_are_no_numbers_are_refused() -> None:
    nan, zero = array("f", [float("nan")]).tobytes(), array("f", [0.0]).tobytes()
    span = array("I", [0]).tobytes() + array("I", [5]).tobytes()
    assert unpack_boxes(zlib.compress(span + zero * 4), 5)
    assert unpack_boxes(zlib.compress(span + nan + zero * 3), 5) == ()
    assert unpack_boxes(zlib.compress(span + zero * 4), 4) == ()  # beyond the text


def test_a_box_without_a_letter_is_not_kept() -> None:
    empty = WordBox(start=2, end=2, left=0.1, top=0.1, right=0.2, bottom=0.2)
    assert pack_boxes([empty], 5) == b""
    span = array("I", [2, 2]).tobytes() + array("f", [0.0] * 4).tobytes()
    assert unpack_boxes(zlib.compress(span), 5) == ()


def test_a_box_outside_its_text_is_not_kept() -> None:
    inside = WordBox(start=0, end=4, left=0.1, top=0.1, right=0.2, bottom=0.2)
    outside = WordBox(start=3, end=6, left=0.1, top=0.1, right=0.2, bottom=0.2)
    beyond = WordBox(start=0, end=2, left=-0.5, top=0.0, right=1.5, bottom=1.0)
    found = unpack_boxes(pack_boxes([outside, inside, beyond], 5), 5)
    assert [(box.start, box.end) for box in found] == [(0, 4), (0, 2)]
    assert (found[1].left, found[1].right) == (0, 1)


def test_how_sure_each_word_is_is_kept_where_it_is_said() -> None:
    place = {"left": 0.0, "top": 0.0, "right": 0.5, "bottom": 0.5}
    said = WordBox(start=0, end=2, sureness=87.0, **place)
    not_said = WordBox(start=3, end=5, **place)
    assert unpack_boxes(pack_boxes((said, not_said), 5), 5) == (said, not_said)
    assert unpack_boxes(b"\x01" + b"broken", 5) == ()
