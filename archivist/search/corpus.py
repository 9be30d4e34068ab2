"""One commit of the index as a whole: its documents in one row, segment after segment."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from archivist.search.codec.layout import unpack_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray

    from archivist.search.codec.segment import Segment

Scores = np.ndarray[tuple[int], np.dtype[np.float32]]
"""What each document scores, 0 where it does not match."""

Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]

_B, _K1 = 0.75, 1.2


class Corpus:
    """The documents of one commit by number, deleted ones included."""

    def __init__(self, segments: Sequence[Segment], deleted: Sequence[Mask]) -> None:
        self.segments = tuple(segments)
        sizes = [segment.size for segment in segments]
        self.bases = np.cumsum([0, *sizes])
        self.size = int(self.bases[-1])
        self.alive = ~_row(deleted, bool)
        self.sources = _row([segment.sources for segment in segments], np.uint32)
        self.keys = _row([segment.keys for segment in segments], np.uint64)
        lengths = _row([segment.lengths for segment in segments], np.float32)
        average = sum(segment.total_length for segment in segments) / (self.size or 1)
        self.norms: Scores = np.float32(_K1) * (
            np.float32(1 - _B) + lengths * np.float32(_B / (average or 1))
        )

    @cached_property
    def following(self) -> NDArray[np.int64]:
        """For each page the next page of its source; -1 for the last ones and what is no page."""
        pages = np.flatnonzero(self.within(None, "p"))
        pages = pages[np.lexsort((self.keys[pages], self.sources[pages]))]
        same = self.sources[pages[1:]] == self.sources[pages[:-1]]
        following = np.full(self.size, -1)
        following[pages[:-1][same]] = pages[1:][same]
        return following

    def nothing(self) -> Scores:
        """Return scores of no document."""
        return np.zeros(self.size, np.float32)

    def views(self, scores: Scores) -> Iterator[tuple[Segment, Scores]]:
        """Yield each segment with its own part of scores."""
        for segment, start in zip(self.segments, self.bases.tolist(), strict=False):
            yield segment, scores[start : start + segment.size]

    def split(self, documents: NDArray[np.int64]) -> Iterator[tuple[Segment, int, slice]]:
        """Yield the segments that documents (in order) are in: each, its base, which of them."""
        borders = np.searchsorted(documents, self.bases)
        for number, segment in enumerate(self.segments):
            if borders[number] < borders[number + 1]:
                some = slice(int(borders[number]), int(borders[number + 1]))
                yield segment, int(self.bases[number]), some

    def rarity(self, frequency: int) -> float:
        """Return how much more something counts that stands in so many documents only."""
        return float(np.log(self.size / (frequency + 1)) + 1) if self.size else 0.0

    def scored(self, amounts: Scores, boost: float = 1.0) -> Scores:
        """Return scores (BM25F, as Whoosh's) for how much something weighs in each document."""
        factor = boost * self.rarity(int(np.count_nonzero(amounts))) * (_K1 + 1)
        scores: Scores = amounts / (amounts + self.norms)
        scores *= np.float32(factor)
        return scores

    def within(self, sources: Collection[int] | None, kinds: str = "") -> Mask:
        """Return which documents are searched: those not deleted, of some sources and kinds."""
        alive = self.alive
        if kinds:
            letters = np.frombuffer(kinds.encode("ascii"), np.uint8)
            alive = alive & np.isin((self.keys & np.uint64(0xFF)).astype(np.uint8), letters)
        if sources is None:
            return alive
        wanted = np.fromiter(sources, np.int64, len(sources))
        table = np.zeros(int(self.sources.max(initial=0)) + 1, bool)
        table[wanted[wanted < len(table)]] = True
        mask: Mask = table[self.sources] & alive
        return mask

    def key(self, document: int) -> str:
        """Return the key of a document."""
        return unpack_key(int(self.keys[document]))


def _row(parts: Sequence[NDArray[np.generic]], kind: type[np.generic] | type[bool]) -> NDArray:  # type: ignore[type-arg] # of that kind
    return np.concatenate([np.zeros(0, kind), *(part.astype(kind) for part in parts)])
