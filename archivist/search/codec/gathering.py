"""Documents on their way into the index: gathered, and written as segments no commit names yet."""

from __future__ import annotations

import contextlib
import uuid
from typing import TYPE_CHECKING

import numpy as np

from archivist.search.codec.binding import Ledger, Sheaf
from archivist.search.codec.layout import SUFFIX, write_segment
from archivist.search.codec.vocabulary import Vocabulary
from archivist.search.codec.wordbook import WordBook
from archivist.search.manifest import SegmentFile, measured

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from archivist.search.analyzers import Analysis
    from archivist.search.schema import Document


_KEPT_WORDS = 300_000
"""So many words are remembered at most from one segment to the next."""


class Gatherer:
    """Gathers documents; one that is given twice counts as given last."""

    def __init__(self, folder: Path, analysis: Analysis) -> None:
        self._folder = folder
        self._book = WordBook(folder)
        self._vocabulary = Vocabulary(analysis, self._book)
        self._ledger = Ledger(self._vocabulary)
        self._sheaf = Sheaf(self._vocabulary, self._ledger)
        self._places: dict[str, tuple[int, int]] = {}
        self._dropped: dict[int, list[int]] = {}
        self._names: list[tuple[str, int]] = []

    @property
    def keys(self) -> Iterable[str]:
        """The keys of the documents that were gathered."""
        return self._places.keys()

    def write(self, documents: Iterable[Document]) -> None:
        """Take in documents."""
        for document in documents:
            self.drop(document.key)
            self._places[document.key] = (len(self._names), len(self._sheaf))
            self._sheaf.add(document)
            if self._sheaf.full:
                self.bind()
        self._book.save()

    def drop(self, key: str) -> None:
        """Leave out a document, if it is there."""
        if place := self._places.pop(key, None):
            self._dropped.setdefault(place[0], []).append(place[1])

    def bind(self) -> None:
        """Write the documents that wait as a segment."""
        if not len(self._sheaf):
            return
        name = new_name()
        size = len(self._sheaf)
        write_segment(self._folder / (name + SUFFIX), self._sheaf.bound())
        self._names.append((name, size))
        self._new_sheaf()

    def finish(self) -> list[SegmentFile]:
        """Write what is left and return all segments, on the disk but in no commit."""
        self.bind()
        found = [
            measured(self._folder, name, size, packed_bits(size, self._dropped.get(number, ())))
            for number, (name, size) in enumerate(self._names)
        ]
        self._begin_anew()
        return found

    def forget(self) -> None:
        """Drop everything."""
        for name, _ in self._names:
            with contextlib.suppress(OSError):  # it is swept away later
                (self._folder / (name + SUFFIX)).unlink()
        self._begin_anew()

    def close(self) -> None:
        """Close what is open, and drop what was gathered."""
        self.forget()
        self._book.close()

    def _begin_anew(self) -> None:
        self._new_sheaf()
        self._places.clear()
        self._dropped.clear()
        self._names.clear()

    def rest(self) -> None:
        """Forget the words that were met, which gives memory back, if no document waits."""
        if not len(self._sheaf):
            self._vocabulary.forget()
            self._ledger = Ledger(self._vocabulary)
            self._sheaf = Sheaf(self._vocabulary, self._ledger)

    def _new_sheaf(self) -> None:
        self._sheaf = Sheaf(self._vocabulary, self._ledger)
        if len(self._vocabulary) > _KEPT_WORDS:
            self.rest()


def new_name() -> str:
    """Return a name for a segment that no other has."""
    return f"segment_{uuid.uuid4().hex[:16]}"


def packed_bits(size: int, numbers: Iterable[int]) -> bytes:
    """Return one bit for each of so many documents, set for those numbers; nothing for none."""
    bits = np.zeros(size, bool)
    bits[list(numbers)] = True
    return np.packbits(bits).tobytes() if bits.any() else b""


def unpacked_bits(size: int, packed: bytes) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return for each of so many documents whether its bit is set."""
    if not packed:
        return np.zeros(size, bool)
    return np.unpackbits(np.frombuffer(packed, np.uint8), count=size).astype(bool)
