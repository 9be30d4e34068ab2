"""Builds the text of a page from the words and lines that another program found on it."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from archivist.library.boxes import PackedBoxes
from archivist.library.layers import LayerPage
from archivist.library.sources import WordBox

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

Place = tuple[float, float, float, float]
"""Left, top, right and bottom in the picture's own units."""

MOST_LETTERS = 2_000_000
"""More than any page holds."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class LayerBuilder:
    """Takes the words of a page in the order of reading."""

    def __init__(self, width: float, height: float) -> None:
        """Take the size of the picture, in the units of the places that follow."""
        self._width, self._height = width, height
        self._pieces: list[str] = []
        self._length = 0
        self._boxes: list[WordBox] = []
        self._between = ""
        self._sure: list[tuple[int, float]] = []

    def word(self, text: str, place: Place | None, sureness: float | None = None) -> None:
        """Add a word; `sureness` is of 100."""
        text = " ".join(text.split())
        if not text or self._length + len(text) > MOST_LETTERS:
            return
        if self._pieces:
            self._add(self._between or " ")
        self._between = ""
        start = self._length
        self._add(text)
        if sureness is not None:
            self._sure.append((len(text), sureness))
        if place is not None and (box := self._box(start, place, sureness)):
            self._boxes.append(box)

    def line(self, text: str, place: Place | None, sureness: float | None = None) -> None:
        """Add the words of a line whose places are not told: each has its share of the line."""
        whole = max(1, len(text))
        for match in re.finditer(r"\S+", text):
            part = None
            if place is not None:
                left, top, right, bottom = place
                step = (right - left) / whole
                part = (left + step * match.start(), top, left + step * match.end(), bottom)
            self.word(match[0], part, sureness)

    def end_line(self) -> None:
        """End the line."""
        self._between = self._between or "\n"

    def end_block(self) -> None:
        """End the paragraph."""
        self._between = "\n\n"

    def page(self, image: str, number: int, language: str = "") -> LayerPage:
        """Return the page."""
        text = "".join(self._pieces)
        letters = sum(length for length, _ in self._sure)
        sure = sum(length * value for length, value in self._sure) / letters if letters else None
        return LayerPage(
            image=image,
            number=number,
            text=text,
            boxes=PackedBoxes.of(self._boxes, text),
            language=language,
            confidence=sure,
        )

    def _add(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)

    def _box(self, start: int, place: Place, sureness: float | None) -> WordBox | None:
        if self._width <= 0 or self._height <= 0:
            return None
        left, top, right, bottom = place
        sides = (left / self._width, top / self._height, right / self._width, bottom / self._height)
        if not all(map(math.isfinite, sides)):
            return None
        held = [min(1.0, max(0.0, side)) for side in sides]
        if held[0] > held[2] or held[1] > held[3]:
            return None
        return WordBox(
            start=start,
            end=self._length,
            left=held[0],
            top=held[1],
            right=held[2],
            bottom=held[3],
            sureness=sureness,
        )


def kind_of(element: _Element) -> str:
    """Return an element's name without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def below(element: _Element, *kinds: str) -> Iterable[_Element]:
    """Yield the elements of some kinds below one, in order, whatever their namespace."""
    return (one for one in element.iter() if kind_of(one) in kinds)


def first(element: _Element, *kinds: str) -> _Element | None:
    """Return the first element of some kinds below one."""
    return next(iter(below(element, *kinds)), None)


def text_of(element: _Element | None) -> str:
    """Return all text in an element, white space as one space; "" for none."""
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


def number_in(text: str | None) -> float:
    """Return the number that a text begins with, 0 for none."""
    found = _NUMBER.match((text or "").strip())
    return float(found[0]) if found else 0.0


def place_around(points: str) -> Place | None:
    """Return the box around points as `x,y x,y`; None when there are none."""
    numbers = [float(number) for number in _NUMBER.findall(points)]
    xs, ys = numbers[::2], numbers[1::2]
    return (min(xs), min(ys), max(xs), max(ys)) if ys else None
