"""The order of what was found, and how much of it is looked at before something is shown."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from archivist.search.matching import confirmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from archivist.search.corpus import Corpus, Mask, Scores
    from archivist.search.matching import Candidates

_HEAD = 1_000
"""Of many candidates so many are put in order first."""

_FIRST_LOOK, _MORE, _MOST = 250, 4, 4_000
"""So many candidates are looked at first; then each time so many times as many, up to so many."""

_SAMPLE = 1_000
"""So many are looked at to estimate how many match."""

Documents = np.ndarray[tuple[int], np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The documents that were found to match, the best first.

    `total` counts all that match; it is an estimate unless it is `exact`, and `documents` are then
    only those that were looked at in time, which are the best in any case.
    """

    documents: Documents
    total: int
    exact: bool


def ranked(
    corpus: Corpus, candidates: Candidates, within: Mask, *, limit: int, seconds: float | None
) -> Ranked:
    """Put what matches in order.

    Those in doubt are looked at until all are, or until the time is over and there are enough.
    """
    scores = candidates.scores
    scores[~within] = 0
    order = LazyOrder(corpus, scores)
    if not candidates.doubts:
        return Ranked(order.first(limit), len(order), exact=True)
    return _looked_at(order, candidates, limit, seconds)


def _looked_at(
    order: LazyOrder, candidates: Candidates, limit: int, seconds: float | None
) -> Ranked:
    end = None if seconds is None else time.perf_counter() + seconds
    found: list[Documents] = []
    enough = looked_at = 0
    for some in order.portions():
        places = np.argsort(some)
        sound = np.empty(len(some), bool)
        sound[places] = confirmed(candidates.doubts, some[places])
        found.append(some[sound])
        enough += len(found[-1])
        looked_at += len(some)
        if end is not None and enough >= limit and time.perf_counter() > end:
            break
    documents = np.concatenate(found) if found else np.zeros(0, np.int64)
    exact = looked_at == len(order)
    total = enough if exact else max(enough, _estimate(order, candidates))
    return Ranked(documents, total, exact)


def _estimate(order: LazyOrder, candidates: Candidates) -> int:
    """Return how many match, by some from all over: the best match more often than others."""
    some = order.sample(_SAMPLE)
    return round(float(confirmed(candidates.doubts, some).mean()) * len(order))


class LazyOrder:
    """Documents in the order of their scores, put in order only as far as is asked for.

    Equal scores go by key, so the order does not depend on how far that was.
    """

    def __init__(self, corpus: Corpus, scores: Scores) -> None:
        self._keys = corpus.keys
        self._scores = scores
        self._documents = np.flatnonzero(scores)
        self._head: Documents | None = None
        self._whole: Documents | None = None

    def __len__(self) -> int:
        """Count the documents."""
        return len(self._documents)

    def first(self, count: int) -> Documents:
        """Return the best documents."""
        if self._whole is None and count < len(self._documents) // 4:
            return self._best(count)[:count]
        return self._in_order()[:count]

    def sample(self, count: int) -> Documents:
        """Return about so many documents, in order, of all scores; always the same."""
        drawn = np.random.default_rng(count).integers(len(self._documents), size=count)
        return self._documents[np.unique(drawn)]

    def portions(self) -> Iterator[Documents]:
        """Yield all documents, the best first, some at a time."""
        at, size = 0, _FIRST_LOOK
        while at < len(self._documents):
            yield self.first(at + size)[at:]
            at, size = at + size, min(size * _MORE, _MOST)

    def _best(self, count: int) -> Documents:
        if self._head is None or len(self._head) < count:
            count = min(max(count, _HEAD), len(self._documents))
            scores = self._scores[self._documents]
            least = np.partition(scores, len(scores) - count)[len(scores) - count]
            self._head = self._sorted(self._documents[scores >= least])
        return self._head

    def _in_order(self) -> Documents:
        if self._whole is None:
            self._whole = self._sorted(self._documents)
        return self._whole

    def _sorted(self, documents: Documents) -> Documents:
        keys = self._keys[documents]
        kinds, numbers = keys & np.uint64(0xFF), keys >> np.uint64(8)
        return documents[np.lexsort((numbers, kinds, -self._scores[documents]))]


def in_order_of(sources: Sequence[int], corpus: Corpus, documents: Documents) -> Documents:
    """Return documents in the order of their sources, then of their keys."""
    wanted = np.fromiter(sources, np.int64, len(sources))
    size = max(int(corpus.sources.max(initial=0)), int(wanted.max(initial=0))) + 1
    places: NDArray[np.int64] = np.full(size, len(wanted))
    places[wanted] = np.arange(len(wanted))
    keys = corpus.keys[documents]
    kinds, numbers = keys & np.uint64(0xFF), keys >> np.uint64(8)
    return documents[np.lexsort((numbers, kinds, places[corpus.sources[documents]]))]


def counted_by_source(corpus: Corpus, documents: Documents) -> dict[int, int]:
    """Count documents by their source; that of the first document comes first."""
    sources = corpus.sources[documents]
    counts = np.bincount(sources)
    first = np.zeros(len(counts), np.int64)
    first[sources[::-1]] = np.arange(len(sources))[::-1]
    some = np.flatnonzero(counts)
    some = some[np.argsort(first[some])]
    return dict(zip(some.tolist(), counts[some].tolist(), strict=True))


def counted_by_kind(corpus: Corpus, documents: Documents) -> dict[str, int]:
    """Count documents by the letter that their keys begin with."""
    counts = np.bincount((corpus.keys[documents] & np.uint64(0xFF)).astype(np.int64))
    return {chr(letter): int(counts[letter]) for letter in np.flatnonzero(counts).tolist()}


def words_by_source(corpus: Corpus, kind: str) -> dict[int, int]:
    """Count the words of the documents of a kind (the first letter of their keys) by source."""
    lengths = np.concatenate([[0], *(segment.lengths for segment in corpus.segments)])[1:]
    wanted = corpus.alive & ((corpus.keys & np.uint64(0xFF)) == np.uint64(ord(kind)))
    counts = np.bincount(corpus.sources[wanted], lengths[wanted])
    some = np.flatnonzero(counts)
    return dict(zip(some.tolist(), counts[some].astype(int).tolist(), strict=True))
