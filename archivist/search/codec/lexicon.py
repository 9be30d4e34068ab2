"""The words of a segment, looked up by how they begin, how they end, or what is like them.

A word is known by its place in the order of the words' bytes. All answers are places, in order.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

import numpy as np

from archivist.search.codec.layout import firsts
from archivist.search.codec.likeness import pieces, within_edits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from archivist.search.codec.sections import Sections

_AFTER_ALL = b"\xff"
"""Sorts behind everything that may follow in UTF-8."""

_ONE_LETTER = rb"(?:[\x00-\x7f]|[\xc0-\xff][\x80-\xbf]+)"
_LONGEST_LETTER = 4
_WILD = re.compile(r"[*?]")

Places = np.ndarray[tuple[int], np.dtype[np.uint32]]


class Lexicon:
    """The words of one segment."""

    def __init__(self, sections: Sections) -> None:
        self._sections = sections
        self._map = sections.map
        self._base = sections.place("word_text")
        self._starts = sections.array("word_starts")
        self._turned = sections.array("word_turned")
        self._size = len(self._turned)

    def __len__(self) -> int:
        """Count the words."""
        return self._size

    def word(self, place: int) -> bytes:
        """Return the form of a word."""
        base = self._base
        return self._map[base + int(self._starts[place]) : base + int(self._starts[place + 1]) - 1]

    def words(self, first: int = 0, last: int | None = None) -> list[bytes]:
        """Return the forms of all words from a place up to another (not included)."""
        last = self._size if last is None else last
        if first >= last:
            return []
        base = self._base
        return self._map[
            base + int(self._starts[first]) : base + int(self._starts[last]) - 1
        ].split(b"\n")

    def spread(self, start: bytes) -> tuple[int, int]:
        """Return the first place of the words that begin so, and the place after the last."""
        first = self._place(start)
        return first, self._place(start + _AFTER_ALL, first)

    def exact(self, form: bytes) -> tuple[int, int]:
        """Return likewise the places of the words of a form."""
        first = self._place(form)
        last = first
        while last < self._size and self.word(last) == form:
            last += 1
        return first, last

    def ending(self, end: bytes) -> Places:
        """Return the words that end so."""
        turned = end[::-1]
        first = self._turned_place(turned, 0)
        last = self._turned_place(turned + _AFTER_ALL, first)
        return np.sort(self._turned[first:last])

    def matching(self, pattern: str) -> Places:
        """Return the words that a pattern stands for: `*` for any letters, `?` for one."""
        pieces_of = [piece.encode() for piece in _WILD.split(pattern)]
        test = re.compile(_expression(pattern)).fullmatch
        start, end = pieces_of[0], pieces_of[-1]
        first, last = self.spread(start) if start else (0, self._size)
        if end:
            found = self.ending(end)
            if len(found) < last - first:
                return _places(place for place in found.tolist() if test(self.word(place)))
        if pattern == f"{start.decode()}*":
            return np.arange(first, last, dtype=np.uint32)
        longest = max(pieces_of, key=len)
        if not start and longest:
            some = self._holding(longest)
            return _places(place for place in some.tolist() if test(self.word(place)))
        return self._searched(_expression(pattern), first, last)

    def like(self, form: str, edits: int) -> dict[int, int]:
        """Return the words that a few edits make of a form, each with how many it takes.

        Of a form cut into one more piece than there are edits, one piece at least stands as it is
        in each such word: at its beginning, at its end or within.
        """
        first, *inner, last = (part.encode() for part in pieces(form, edits + 1))
        found = [np.arange(*self.spread(first), dtype=np.uint32), self.ending(last)]
        at, off = len(first), edits * _LONGEST_LETTER
        for part in inner:
            found.append(self._holding(part, (at - off, at + off)))
            at += len(part)
        places = np.sort(np.concatenate(found)).astype(np.int64)
        places = places[firsts(places)]
        sizes = self._starts[places + 1].astype(np.int64) - self._starts[places] - 1
        near = abs(sizes - len(form.encode())) <= edits * _LONGEST_LETTER
        some: list[int] = places[near].tolist()
        distances = within_edits(form, [self.word(place).decode() for place in some], edits)
        return {
            place: distance
            for place, distance in zip(some, distances, strict=True)
            if distance <= edits
        }

    def _place(self, form: bytes, low: int = 0) -> int:
        """Return the place of the first word that is not before a form."""
        return bisect_left(range(self._size), form, low, key=self.word)

    def _turned_place(self, turned: bytes, low: int) -> int:
        return bisect_left(
            range(self._size), turned, low, key=lambda at: self.word(int(self._turned[at]))[::-1]
        )

    def _holding(self, piece: bytes, within: tuple[int, int] | None = None) -> Places:
        """Return the words that hold a piece, if need be at one of some places (in bytes)."""
        text = self._sections.array("word_text")
        last = len(piece) - 1  # of the bytes of a letter the last says the most
        at = np.flatnonzero(text[last:] == piece[last])
        for place in range(last - 1, -1, -1):
            at = at[text[at + place] == piece[place]]
        words = np.searchsorted(self._starts, at, "right") - 1
        if within is not None:
            offsets = at - self._starts[words]
            words = words[(offsets >= within[0]) & (offsets <= within[1])]
        return words[firsts(words)].astype(np.uint32)

    def _searched(self, expression: bytes, first: int, last: int) -> Places:
        """Return the words between two places that match, in one go over their text."""
        if first >= last:
            return np.zeros(0, np.uint32)
        base = self._base
        text = self._map[base + int(self._starts[first]) - 1 : base + int(self._starts[last])]
        found = re.finditer(b"\n" + expression + b"(?=\n)", text)
        at = np.array([match.start() for match in found], np.int64) + int(self._starts[first])
        return np.searchsorted(self._starts, at).astype(np.uint32)


def _places(found: Iterable[int]) -> NDArray[np.uint32]:
    return np.fromiter(found, np.uint32)


def _expression(pattern: str) -> bytes:
    wild = {"*": rb"[^\n]*", "?": _ONE_LETTER}
    return b"".join(
        wild.get(part) or re.escape(part.encode()) for part in re.split(r"([*?])", pattern)
    )
