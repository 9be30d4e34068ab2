"""The words of a segment, looked up by how they begin, how they end, or what is like them.

A word is known by its place in the order of the words' bytes. All answers are places, in order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from archivist.search.codec.layout import firsts
from archivist.search.codec.likeness import pieces, wild_expression, within_edits
from archivist.search.codec.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from archivist.search.codec.sections import Sections

_AFTER_ALL = b"\xff"
"""Sorts behind everything that may follow in UTF-8."""

_ONE_LETTER = r"(?:[\x00-\x7f]|[\xc0-\xff][\x80-\xbf]+)"
_LONGEST_LETTER = 4
_WILD = re.compile(r"[*?]")

Places = np.ndarray[tuple[int], np.dtype[np.uint32]]


class Lexicon(Lines):
    """The words of one segment."""

    def __init__(self, sections: Sections) -> None:
        super().__init__(sections, "word")

    def spread(self, start: bytes) -> tuple[int, int]:
        """Return the first place of the words that begin so, and the place after the last."""
        first = self.place(start)
        return first, self.place(start + _AFTER_ALL, first)

    def exact(self, form: bytes) -> tuple[int, int]:
        """Return likewise the places of the words of a form."""
        first = last = self.place(form)
        while last < len(self) and self.at(last) == form:
            last += 1
        return first, last

    def ending(self, end: bytes) -> Places:
        """Return the words that end so."""
        text, starts = self.text, self.starts
        ends = starts[1:] - np.uint32(2)
        words = np.flatnonzero(starts[1:] - starts[:-1] > len(end))
        for off, letter in enumerate(reversed(end)):
            words = words[text[ends[words] - np.uint32(off)] == letter]
        return words.astype(np.uint32)

    def matching(self, pattern: str) -> Places:
        """Return the words that a pattern stands for: `*` for any letters, `?` for one."""
        pieces_of = [piece.encode() for piece in _WILD.split(pattern)]
        test = re.compile(_expression(pattern)).fullmatch
        start, end = pieces_of[0], pieces_of[-1]
        first, last = self.spread(start) if start else (0, len(self))
        if end:
            found = self.ending(end)
            if len(found) < last - first:
                return self._tested(found, test)
        if pattern == f"{start.decode()}*":
            return np.arange(first, last, dtype=np.uint32)
        longest = max(pieces_of, key=len)
        if not start and longest:
            some = self._holding(longest)
            return self._tested(some, test)
        return self._searched(_expression(pattern), first, last)

    def like(self, form: str, edits: int) -> dict[int, int]:
        """Return the words that a few edits make of a form, each with how many it takes.

        A piece of the form stands as it is in each such word: at its beginning, at its end or
        within.
        """
        starts_with, inner, ends_with = pieces(form, edits)
        found = [
            *(np.arange(*self.spread(part.encode()), dtype=np.uint32) for part in starts_with),
            *(self.ending(part.encode()) for part in ends_with),
        ]
        at, off = len(starts_with[0].encode()), edits * _LONGEST_LETTER
        for part in map(str.encode, inner):
            found.append(self._holding(part, (at - off, at + off)))
            at += len(part)
        places = np.sort(np.concatenate(found)).astype(np.int64)
        places = places[firsts(places)]
        starts = self.starts
        sizes = starts[places + 1].astype(np.int64) - starts[places] - 1
        places = places[abs(sizes - len(form.encode())) <= edits * _LONGEST_LETTER]
        words = b"\n".join(self.some(places)).decode().split("\n")
        distances = within_edits(form, words[: len(places)], edits)
        return {
            place: distance
            for place, distance in zip(places.tolist(), distances, strict=True)
            if distance <= edits
        }

    def _tested(self, places: Places, test: Callable[[bytes], object]) -> Places:
        words = self.some(places)
        passed = np.fromiter((test(word) is not None for word in words), bool, len(words))
        found: Places = places[passed]
        return found

    def _holding(self, piece: bytes, within: tuple[int, int] | None = None) -> Places:
        """Return the words that hold a piece, if need be at one of some places (in bytes)."""
        text, starts = self.text, self.starts
        last = len(piece) - 1  # of the bytes of a letter the last says the most
        at = np.flatnonzero(text[last:] == piece[last])
        for place in range(last - 1, -1, -1):
            at = at[text[at + place] == piece[place]]
        words = np.searchsorted(starts, at, "right") - 1
        if within is not None:
            offsets = at - starts[words]
            words = words[(offsets >= within[0]) & (offsets <= within[1])]
        return words[firsts(words)].astype(np.uint32)

    def _searched(self, expression: bytes, first: int, last: int) -> Places:
        """Return the words between two places that match, in one go over their text."""
        if first >= last:
            return np.zeros(0, np.uint32)
        text = self.stretch(first, last)
        starts = self.starts
        found = re.finditer(b"\n" + expression + b"(?=\n)", text)
        at = np.array([match.start() for match in found], np.int64) + int(starts[first])
        return np.searchsorted(starts, at).astype(np.uint32)


def _expression(pattern: str) -> bytes:
    return wild_expression(pattern, _ONE_LETTER).encode()
