"""Word boxes stay packed on their way from the page to the database."""

from __future__ import annotations

import pickle

import pytest

from archivist.library.boxes import PackedBoxes, pack_boxes, unpack_boxes
from archivist.library.sources import WordBox

TEXT = "два слова"
BOXES = (
    WordBox(start=0, end=3, left=0.1, top=0.2, right=0.3, bottom=0.25),
    WordBox(start=4, end=9, left=0.35, top=0.2, right=0.6, bottom=0.25),
)


def test_packed_boxes_are_the_boxes() -> None:
    packed = PackedBoxes.of(BOXES, TEXT)
    assert len(packed) == 2
    assert [TEXT[box.start : box.end] for box in packed] == ["два", "слова"]
    assert packed[1].right == pytest.approx(0.6)
    assert packed[:1] == (packed[0],)


def test_they_travel_and_are_stored_as_the_bytes_they_are() -> None:
    packed = PackedBoxes.of(BOXES, TEXT)
    arrived = pickle.loads(pickle.dumps(packed))
    assert pack_boxes(arrived, len(TEXT)) is arrived.data
    assert unpack_boxes(arrived.data, len(TEXT)) == tuple(packed)


def test_for_a_text_of_another_length_they_are_looked_at_anew() -> None:
    packed = PackedBoxes.of(BOXES, TEXT)
    assert len(unpack_boxes(pack_boxes(packed, 4), 4)) == 1


def test_no_boxes_are_no_bytes() -> None:
    assert PackedBoxes.of((), TEXT).data == b""
    assert len(PackedBoxes(b"junk", 9)) == 0
