"""Texts in the order of their bytes, one a line: the words of a segment, and its stems."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import numpy as np

from archivist.search.codec.layout import runs, starts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from archivist.search.codec.sections import Sections


class Lines:
    """Lines of a segment's file, known by their place; each has a line feed before and after it."""

    def __init__(self, sections: Sections, name: str) -> None:
        self.text: NDArray[np.uint8] = sections.array(f"{name}_text")
        self._map = sections.map
        self._base = sections.place(f"{name}_text")
        self.starts = starts_of(sections.array(f"{name}_sizes"), 1)
        """Where each line begins in the text, and where one more would."""

    def __len__(self) -> int:
        """Count the lines."""
        return len(self.starts) - 1

    def at(self, place: int) -> bytes:
        """Return a line."""
        base = self._base
        return self._map[base + int(self.starts[place]) : base + int(self.starts[place + 1]) - 1]

    def between(self, first: int, last: int) -> list[bytes]:
        """Return the lines from a place up to another (not included)."""
        return self.stretch(first, last)[1:-1].split(b"\n") if first < last else []

    def stretch(self, first: int, last: int) -> bytes:
        """Return likewise their text, with the line feeds before and after each."""
        base = self._base
        return self._map[base + int(self.starts[first]) - 1 : base + int(self.starts[last])]

    def some(self, places: NDArray[np.integer]) -> list[bytes]:
        """Return the lines at some places."""
        if not len(places):
            return []
        wanted = places.astype(np.int64)
        chosen, _ = runs(self.starts[wanted], self.starts[wanted + 1])
        return self.text[chosen].tobytes()[:-1].split(b"\n")

    def place(self, line: bytes, low: int = 0) -> int:
        """Return the place of the first line that is not before another."""
        return bisect_left(range(len(self)), line, low, key=self.at)


def as_text(lines: Sequence[bytes]) -> NDArray[np.uint8]:
    """Return lines as one text, a line feed before each and after the last."""
    return np.frombuffer(b"\n".join([b"", *lines, b""]), np.uint8)


def sizes_of(lines: Sequence[bytes]) -> NDArray[np.uint32]:
    """Return how long each line is, its line feed included."""
    return np.fromiter(map(len, lines), np.uint32, len(lines)) + np.uint32(1)


class Ranking:
    """Texts by number, in the order of their bytes; more may be added at the end of the list."""

    def __init__(self, texts: Sequence[bytes]) -> None:
        self._texts = texts
        self._order = np.zeros(0, np.int64)

    def order(self) -> NDArray[np.int64]:
        """Return the numbers of all texts, in order; those of equal texts in no certain order."""
        known = len(self._order)
        if known < len(self._texts):
            key = self._texts.__getitem__
            new = sorted(range(known, len(self._texts)), key=key)
            every = self._order.tolist() + new
            every.sort(key=key)  # two runs in order: little is left to do
            self._order = np.array(every, np.int64)
        return self._order


def stretches(every: Sequence[Lines], size: int) -> Iterator[list[tuple[int, int]]]:
    """Yield what is merged at a time of several: of each the first place, and that after the last.

    Equal lines are yielded together, and about so many of the longest at a time.
    """
    longest = max(every, key=len)
    lows = [0] * len(every)
    for at in range(size, len(longest), size):
        border = longest.at(at)
        highs = [lines.place(border, low) for lines, low in zip(every, lows, strict=True)]
        yield list(zip(lows, highs, strict=True))
        lows = highs
    yield [(low, len(lines)) for lines, low in zip(every, lows, strict=True)]
