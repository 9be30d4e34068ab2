"""One segment of the index, open for reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from archivist.search.codec.layout import (
    READING_STEP,
    SUFFIX,
    WEIGHT_STEP,
    Numbers,
    runs,
    starts_of,
    unpack_key,
)
from archivist.search.codec.lexicon import Lexicon
from archivist.search.codec.lines import Lines
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

    tokens: Numbers
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
        self.stems = Lines(self.sections, "stem")
        self.posting_starts = starts_of(array("posting_counts"))
        self.link_starts = starts_of(array("link_counts"))
        self.token_starts = starts_of(array("token_counts"))
        self.pair_starts = starts_of(array("pair_counts"))
        self._documents = array("posting_documents")
        self._weights = array("posting_weights")
        self._pair_hashes = array("pair_hashes")
        self._edges: dict[bool, NDArray[np.uint32]] = {}
        self.linked = Numbers(array("link_low"), array("link_high"))
        self.tokens = Numbers(array("token_low"), array("token_high"))

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
        return int(self.posting_starts[last]) - int(self.posting_starts[first])

    def frequencies(self, words: Places) -> NDArray[np.int64]:
        """Count the documents that hold each word, deleted ones included."""
        starts = self.posting_starts
        places = words.astype(np.int64)
        return starts[places + 1].astype(np.int64) - starts[places]

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
        start, end = int(self.posting_starts[first]), int(self.posting_starts[last])
        documents = self._documents[start:end]
        amounts = self._weights[start:end] * np.float32(weight * WEIGHT_STEP)
        if last - first == 1:
            into[documents] += amounts
        elif last > first:
            into += np.bincount(documents, amounts, self.size).astype(np.float32)

    def _add_many(
        self, words: NDArray[np.int64], weights: NDArray[np.float32], into: NDArray[np.float32]
    ) -> None:
        starts = self.posting_starts
        places, counts = runs(starts[words], starts[words + 1])
        amounts = self._weights[places] * np.repeat(weights, counts)
        found = np.bincount(self._documents[places], amounts, self.size) * WEIGHT_STEP
        into += found.astype(np.float32)

    def stem(self, stem: bytes) -> Stem | None:
        """Return the words that are read as a stem, None when there are none."""
        place = self.stems.place(stem)
        if place == len(self.stems) or self.stems.at(place) != stem:
            return None
        return self.stem_words(place)

    def stem_words(self, place: int) -> Stem:
        """Return the words of the stem at a place."""
        some = slice(int(self.link_starts[place]), int(self.link_starts[place + 1]))
        weights = self.sections.array("link_weights")[some] * np.float32(READING_STEP)
        return Stem(self.linked.some(some).whole(), weights)

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
        return documents[int(self.pair_starts[place]) : int(self.pair_starts[place + 1])]

    def edge(self, *, last: bool) -> NDArray[np.uint32]:
        """Return the first or the last word of each document; of one without any, none that is."""
        if last not in self._edges:
            starts = self.token_starts.astype(np.int64)
            some = np.diff(starts) > 1  # a gap ends each
            words = np.full(self.size, len(self.lexicon), np.uint32)
            words[some] = self.tokens.some((starts[1:] - 2 if last else starts[:-1])[some]).whole()
            self._edges[last] = words
        return self._edges[last]

    def stretch(self, documents: NDArray[np.int64]) -> Stretch:
        """Return the tokens of documents (in order), for phrases to be looked for in.

        When they are most of the documents around, those between come along: nothing is copied.
        """
        firsts = self.token_starts[documents].astype(np.int64)
        counts = self.token_starts[documents + 1] - firsts
        first, last = int(documents[0]), int(documents[-1]) + 1
        if (last - first) < _DENSE * len(documents):
            starts = self.token_starts[first : last + 1].astype(np.int64)
            return Stretch(
                self.tokens.some(slice(starts[0], starts[-1])), starts[:-1] - starts[0], first
            )
        places, _ = runs(firsts, firsts + counts)
        starts = np.cumsum(counts) - counts
        return Stretch(self.tokens.some(places), starts, None)
