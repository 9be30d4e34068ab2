"""One segment of the index, open for reading."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from archivist.search.codec.layout import READING_STEP, SUFFIX, WEIGHT_STEP, unpack_key
from archivist.search.codec.lexicon import Lexicon
from archivist.search.codec.sections import Sections

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from archivist.search.codec.lexicon import Places

_FEW = 12
"""The postings of so many words are added one after the other, of more all at once."""


_DENSE = 4


class Stem(NamedTuple):
    """The words that are read as a stem, and what each reading weighs."""

    words: NDArray[np.uint32]
    weights: NDArray[np.float32]


class Stretch(NamedTuple):
    """The tokens of some documents, one after the other, and where each document's begin.

    `first` is the first document when others come along, None when there are no others.
    """

    tokens: NDArray[np.uint32]
    starts: NDArray[np.int64]
    first: int | None


class Segment:
    """The documents of one file, and where each word stands in them."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.sections = Sections(folder / (name + SUFFIX))
        self.size = self.sections.facts["documents"]
        self.total_length = self.sections.facts["length"]
        self.lexicon = Lexicon(self.sections)
        array = self.sections.array
        self.keys: NDArray[np.uint64] = array("keys")
        self.sources: NDArray[np.uint32] = array("sources")
        self.lengths: NDArray[np.uint16] = array("lengths")
        self._posting_starts = array("posting_starts")
        self._documents = array("posting_documents")
        self._weights = array("posting_weights")
        self._stem_base = self.sections.place("stem_text")
        self._stem_starts = array("stem_starts")
        self._link_starts = array("link_starts")
        self._token_starts = array("token_starts")
        self._tokens = array("tokens")
        self._pair_hashes = array("pair_hashes")

    def close(self) -> None:
        """Close the file."""
        open_file = self.sections
        self.__dict__.clear()  # no view of it may be left
        open_file.close()

    def all_keys(self) -> list[str]:
        """Return the keys of all documents."""
        return [unpack_key(key) for key in self.keys.tolist()]

    def documents_in(self, first: int, last: int) -> int:
        """Count the documents that hold each word from a place up to another, in all."""
        return int(self._posting_starts[last]) - int(self._posting_starts[first])

    def frequencies(self, words: Places) -> NDArray[np.int64]:
        """Count the documents that hold each word, deleted ones included."""
        starts = self._posting_starts
        counts: NDArray[np.int64] = starts[words.astype(np.int64) + 1] - starts[words]
        return counts

    def add_words(
        self, words: Places, weights: NDArray[np.float32], into: NDArray[np.float32]
    ) -> None:
        """Add how much words weigh in each document, times a weight for each word."""
        if len(words) > _FEW:
            self._add_many(words.astype(np.int64), weights, into)
            return
        for word, weight in zip(words.tolist(), weights.tolist(), strict=True):
            self.add_range(word, word + 1, into, weight)

    def add_range(
        self, first: int, last: int, into: NDArray[np.float32], weight: float = 1.0
    ) -> None:
        """Add likewise the words from one place up to another, whose postings lie together."""
        start, end = int(self._posting_starts[first]), int(self._posting_starts[last])
        documents = self._documents[start:end]
        amounts = self._weights[start:end] * np.float32(weight * WEIGHT_STEP)
        if last - first == 1:
            into[documents] += amounts
        elif last > first:
            into += np.bincount(documents, amounts, self.size).astype(np.float32)

    def _add_many(
        self, words: NDArray[np.int64], weights: NDArray[np.float32], into: NDArray[np.float32]
    ) -> None:
        starts = self._posting_starts
        places, counts = _runs(starts[words], starts[words + 1])
        amounts = self._weights[places] * np.repeat(weights, counts)
        found = np.bincount(self._documents[places], amounts, self.size) * WEIGHT_STEP
        into += found.astype(np.float32)

    def stem(self, stem: bytes) -> Stem | None:
        """Return the words that are read as a stem, None when there are none."""
        place = bisect_left(range(len(self._stem_starts) - 1), stem, key=self.stem_at)
        if place == len(self._stem_starts) - 1 or self.stem_at(place) != stem:
            return None
        return self.stem_words(place)

    def stem_at(self, place: int) -> bytes:
        """Return the stem at a place in the order of stems."""
        first, last = int(self._stem_starts[place]), int(self._stem_starts[place + 1])
        return self.sections.map[self._stem_base + first : self._stem_base + last - 1]

    def stem_words(self, place: int) -> Stem:
        """Return the words of the stem at a place."""
        some = slice(int(self._link_starts[place]), int(self._link_starts[place + 1]))
        weights = self.sections.array("link_weights")[some] * np.float32(READING_STEP)
        return Stem(self.sections.array("link_words")[some], weights)

    def sounding(self, sound: int) -> list[int]:
        """Return the places of the stems that sound so."""
        found: list[int] = np.flatnonzero(self.sections.array("stem_sounds") == sound).tolist()
        return found

    def pair(self, pair: int) -> NDArray[np.uint16]:
        """Return the documents in which two neighbouring words may stand, by their hash."""
        place = int(np.searchsorted(self._pair_hashes, pair))
        documents: NDArray[np.uint16] = self.sections.array("pair_documents")
        if place == len(self._pair_hashes) or self._pair_hashes[place] != pair:
            return documents[:0]
        starts = self.sections.array("pair_starts")
        return documents[int(starts[place]) : int(starts[place + 1])]

    def stretch(self, documents: NDArray[np.int64]) -> Stretch:
        """Return the tokens of documents (in order), for phrases to be looked for in.

        When they are most of the documents around, those between come along: nothing is copied.
        """
        firsts = self._token_starts[documents].astype(np.int64)
        counts = self._token_starts[documents + 1] - firsts
        first, last = int(documents[0]), int(documents[-1]) + 1
        if (last - first) < _DENSE * len(documents):
            starts = self._token_starts[first : last + 1].astype(np.int64)
            return Stretch(self._tokens[starts[0] : starts[-1]], starts[:-1] - starts[0], first)
        places, _ = _runs(firsts, firsts + counts)
        starts = np.cumsum(counts) - counts
        return Stretch(self._tokens[places], starts, None)


def _runs(firsts: NDArray[Any], lasts: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return all places of some runs, one run after the other, and the length of each run."""
    counts = lasts.astype(np.int64) - firsts
    before = np.cumsum(counts) - counts
    total = int(counts.sum())
    return np.arange(total) + np.repeat(firsts - before, counts), counts
