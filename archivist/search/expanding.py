"""Leaves of a query that stand for many words of the index, and which these are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING

import numpy as np

from archivist.search.codec.layout import sound_hash
from archivist.search.query_tree import Exact, Fuzzy, Prefix, Sounding, Wildcard
from archivist.search.sounds import sound_alike, sounds_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from archivist.search.analyzers import Analysis
    from archivist.search.codec.lexicon import Places
    from archivist.search.codec.segment import Segment
    from archivist.search.corpus import Corpus

Many = Prefix | Wildcard | Fuzzy | Sounding
"""The leaves that stand for many words."""

MOST_WORDS = 512
"""So many words are told of a leaf; all there are, are looked for."""

_OFF_BY = 0.5
"""What a word counts for each edit that lies between it and the one that was asked for."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """The words of the index that a leaf stands for; `total` counts those not told as well."""

    words: tuple[str, ...]
    total: int


def expanded(
    segment: Segment, leaf: Exact | Many, analysis: Analysis
) -> tuple[Places, NDArray[np.float32]]:
    """Return the words of a segment that a leaf stands for, and what each counts."""
    lexicon = segment.lexicon
    match leaf:
        case Exact(form):
            return _alike(np.arange(*lexicon.exact(form.encode()), dtype=np.uint32))
        case Prefix(start):
            return _alike(np.arange(*lexicon.spread(start.encode()), dtype=np.uint32))
        case Wildcard(pattern):
            return _alike(lexicon.matching(pattern))
        case Fuzzy(form, edits):
            near = lexicon.like(form, edits)
            weights = [_OFF_BY**off for off in near.values()]
            return np.array(list(near), np.uint32), np.array(weights, np.float32)
        case Sounding(form):
            found = [words for _, words in sounding_stems(segment, form, analysis)]
            return _alike(np.unique(np.concatenate([np.zeros(0, np.uint32), *found])))


def sounding_stems(segment: Segment, form: str, analysis: Analysis) -> Iterator[tuple[str, Places]]:
    """Yield the stems that sound like a form, each with its words."""
    for name in analysis.names(form):
        for sound in sounds_of(name):
            for place in segment.sounding(sound_hash(sound)):
                stem = segment.stems.at(place).decode()
                if sound_alike(name, stem):
                    yield stem, segment.stem_words(place).words


def _alike(words: Places) -> tuple[Places, NDArray[np.float32]]:
    return words, np.ones(len(words), np.float32)


def expansion(corpus: Corpus, found: Sequence[Places]) -> Expansion:
    """Tell which words those of each segment are, the most frequent first."""
    frequencies: Counter[bytes] = Counter()
    every: set[bytes] = set()
    for segment, words in zip(corpus.segments, found, strict=True):
        if not len(words):
            continue
        counts = segment.frequencies(words)
        forms = _forms(segment, words)
        every.update(forms)
        told = np.argpartition(-counts, MOST_WORDS)[:MOST_WORDS] if len(words) > MOST_WORDS else ()
        for place in told if len(told) else range(len(forms)):
            frequencies[forms[place]] += int(counts[place])
    best = nsmallest(MOST_WORDS, frequencies, key=lambda form: (-frequencies[form], form))
    return Expansion(tuple(form.decode() for form in best), len(every))


def _forms(segment: Segment, words: Places) -> list[bytes]:
    first, last = int(words[0]), int(words[-1]) + 1
    if last - first == len(words):
        return segment.lexicon.between(first, last)
    return segment.lexicon.some(words)
