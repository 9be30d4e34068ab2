"""The word graphs of pymorphy3's dictionaries, walked by hand.

A graph holds millions of words in a few megabytes: an array in which every letter of a word leads
from one place to the next (a "DAWG"). The package that comes with pymorphy3 walks it with three
calls a byte; here a whole piece of a word is walked in one loop, and places are remembered.
"""

from __future__ import annotations

import struct
from array import array
from binascii import a2b_base64
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LEAF, _HAS_LEAF = 1 << 31, 1 << 8
_START = 3
"""Where so many first letters of a word lead is remembered."""

_MOST_STARTS = 40_000
_MOST_RECORDS = 30_000
_BEFORE_RECORDS = "\x01"
NOWHERE = -1


class WordGraph:
    """Words, or keys, in a graph; what is kept with a word hangs on its end."""

    def __init__(self, file: Path) -> None:
        data = file.read_bytes()
        (size,) = struct.unpack_from("=I", data)
        units = np.frombuffer(data, np.uint32, size, 4)
        offsets = (units >> 10) << ((units & 512) >> 6)
        self._offsets = array("I", offsets.tobytes())
        self._labels = np.where(units & _LEAF, 0, units & 0xFF).astype(np.uint8).tobytes()
        self._ends = ((units & _HAS_LEAF) != 0).tobytes()
        self._values = array("I", (units & ~np.uint32(_LEAF)).tobytes())
        self._guide = data[8 + 4 * size :]  # its size stands before it

    def walk(self, key: bytes, at: int = 0) -> int:
        """Return where a key leads to, `NOWHERE` when it stands in no word."""
        offsets, labels = self._offsets, self._labels
        for code in key:
            at ^= offsets[at] ^ code
            if labels[at] != code:
                return NOWHERE
        return at

    def number(self, at: int) -> int:
        """Return the number that is kept with the key that ends at a place, 0 when none does."""
        return self._values[at ^ self._offsets[at]] if self._ends[at] else 0

    def keys(self, at: int) -> Iterator[bytes]:
        """Yield, in order, what follows a place."""
        waiting = [(at, b"")]
        while waiting:
            at, key = waiting.pop()
            if self._ends[at]:
                yield key
            children = []
            label = self._guide[2 * at] if 2 * at < len(self._guide) else 0
            while label:
                child = at ^ self._offsets[at] ^ label
                children.append((child, key + bytes((label,))))
                label = self._guide[2 * child + 1]
            waiting.extend(reversed(children))


class RecordGraph(WordGraph):
    """Words, each with records of whole numbers.

    A letter may stand for another: ё is often written as е.
    """

    def __init__(self, file: Path, layout: str, written: str, meant: str) -> None:
        super().__init__(file)
        self._layout = struct.Struct(layout)
        self._written, self._meant = written, meant
        self._starts: dict[str, list[tuple[str, int]]] = {}
        self._records: dict[int, tuple[tuple[int, ...], ...]] = {}
        self._last: tuple[str, list[tuple[str, int]]] = ("", [])

    def find(self, word: str) -> list[tuple[str, int]]:
        """Return the spellings of a word that are in the graph, and where their records are."""
        last, ends = self._last
        if last != word:
            ends = self._found(word)
            self._last = (word, ends)  # the next question is often about the same word
        return ends

    def _found(self, word: str) -> list[tuple[str, int]]:
        start = word[:_START]
        starts = self._starts.get(start)
        if starts is None:
            starts = []
            self._follow("", start, 0, starts)
            if len(self._starts) > _MOST_STARTS:
                self._starts.clear()
            self._starts[start] = starts
        if not starts:
            return starts
        found: list[tuple[str, int]] = []
        rest = word[_START:] + _BEFORE_RECORDS
        for spelt, at in starts:
            self._follow(spelt, rest, at, found)
        return [(spelt[:-1], at) for spelt, at in found]

    def records(self, at: int) -> tuple[tuple[int, ...], ...]:
        """Return the records at a place."""
        records = self._records.get(at)
        if records is None:
            unpack = self._layout.unpack
            records = tuple(unpack(a2b_base64(key)) for key in self.keys(at))
            if len(self._records) > _MOST_RECORDS:
                self._records.clear()
            self._records[at] = records
        return records

    def _follow(self, spelt: str, rest: str, at: int, found: list[tuple[str, int]]) -> None:
        """Follow the rest of a word from a place, in all its spellings."""
        begun, place, first = 0, rest.find(self._written), len(found)
        while place >= 0:
            at = self.walk(rest[begun:place].encode(), at)
            if at < 0:
                return
            other = self.walk(self._meant.encode(), at)
            if other >= 0:
                self._follow(spelt + rest[:place] + self._meant, rest[place + 1 :], other, found)
            begun, place = place, rest.find(self._written, place + 1)
        at = self.walk(rest[begun:].encode(), at)
        if at >= 0:
            found.insert(first, (spelt + rest, at))
