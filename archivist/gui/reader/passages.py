"""From a drag over a page's picture to the words that it goes over."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archivist.library.sources import WordBox

_ACROSS = 4.0
"""How much farther a line above or below counts than the same way along the line."""


class PageWords:
    """The word boxes of one page, in the order of its text."""

    def __init__(self, boxes: Iterable[WordBox] = ()) -> None:
        self._boxes = tuple(sorted(boxes, key=lambda box: (box.start, box.end)))

    def __bool__(self) -> bool:
        """Tell whether the page has words that stand somewhere."""
        return bool(self._boxes)

    @property
    def boxes(self) -> tuple[WordBox, ...]:
        """The boxes, in the order of the text."""
        return self._boxes

    def at(self, x: float, y: float) -> int | None:
        """Return the number of the word under a point, or None between words."""
        for number, box in enumerate(self._boxes):
            if box.left <= x <= box.right and box.top <= y <= box.bottom:
                return number
        return None

    def nearest(self, x: float, y: float) -> int | None:
        """Return the number of the word nearest to a point; the line counts more than the way."""
        if not self._boxes:
            return None

        def far(number: int) -> float:
            box = self._boxes[number]
            along = max(box.left - x, 0.0, x - box.right)
            across = max(box.top - y, 0.0, y - box.bottom)
            return along + across * _ACROSS

        return min(range(len(self._boxes)), key=far)

    def span(self, one: int, other: int) -> tuple[int, int]:
        """Return the characters from one word to another, both included, in either order."""
        first, last = sorted((one, other))
        return self._boxes[first].start, max(box.end for box in self._boxes[first : last + 1])
