"""Whether words stand in documents as they must: one after the other, or near each other.

Which documents hold the words is known already; here their tokens are looked at, many documents
at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from archivist.search.codec.layout import pair_hashes, word_hash
from archivist.search.folding import is_han

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from archivist.search.codec.layout import Numbers
    from archivist.search.codec.lexicon import Places
    from archivist.search.codec.segment import Segment

_AT_ONCE = 2_000
"""So many documents are looked at together: 5 MB of tokens."""

_FEW = 8
"""So many words are looked for one after the other, of more it is looked up which they are."""

Ranges = list[tuple[int, int]]
"""For each form of a phrase, the words it is in a segment: from one place up to another."""

Documents = np.ndarray[tuple[int], np.dtype[np.int64]]
Found = np.ndarray[tuple[int], np.dtype[np.bool_]]


class Sought(NamedTuple):
    """What has to stand near in a segment: words, and of several Chinese letters all in order."""

    words: Places
    letters: Ranges
    times: int


def ranges_of(segment: Segment, forms: Sequence[str]) -> Ranges:
    """Return the words that forms are in a segment."""
    return [segment.lexicon.exact(form.encode()) for form in forms]


def phrase_candidates(segment: Segment, forms: Sequence[str]) -> Found:
    """Return the documents that hold, by their hashes, all pairs of neighbours of a phrase."""
    hashes = np.array([word_hash(form.encode()) for form in forms], np.uint32)
    pairs = np.unique(pair_hashes(hashes[:-1], hashes[1:])).tolist()
    times = np.zeros(segment.size, np.uint16)
    for pair in pairs:
        times[segment.pair(pair)] += 1
    found: Found = times == len(pairs)
    return found


def holding_phrase(segment: Segment, forms: Sequence[str], documents: Documents) -> Found:
    """Tell in which of some documents the forms stand one after the other."""
    ranges = ranges_of(segment, forms)
    found = np.zeros(len(documents), bool)
    if any(first == last for first, last in ranges):
        return found
    for some, tokens, starts, own in _stretches(segment, documents):
        places = _phrase_places(segment, tokens, ranges)
        found[some] = _met(places, starts)[own]
    return found


def holding_near(
    segment: Segment, sought: Sequence[Sought], distance: int, documents: Documents
) -> Found:
    """Tell in which of some documents all that is sought stands within so many words."""
    found = np.zeros(len(documents), bool)
    for some, tokens, starts, own in _stretches(segment, documents):
        places = []
        for each in sought:
            at = _sought_places(segment, tokens, each)
            # far apart, so that nothing is near what stands in another document
            places.append(at + (np.searchsorted(starts, at, "right") - 1) * (distance + 1))
        met = _near_places(places, [each.times for each in sought], distance)
        apart = starts + np.arange(len(starts)) * (distance + 1)
        found[some] = _met(met, apart)[own]
    return found


def _stretches(
    segment: Segment, documents: Documents
) -> Iterator[tuple[slice, Numbers, NDArray[np.int64], NDArray[np.int64]]]:
    """Yield documents some at a time: which, their tokens, where those of each begin.

    The last tells which of the documents whose tokens these are, are those that were asked for.
    """
    for at in range(0, len(documents), _AT_ONCE):
        some = slice(at, min(at + _AT_ONCE, len(documents)))
        chosen = documents[some]
        tokens, starts, first = segment.stretch(chosen)
        own = np.arange(len(chosen)) if first is None else chosen - first
        yield some, tokens, starts, own


def _met(places: NDArray[np.int64], starts: NDArray[np.int64]) -> Found:
    """Tell of documents that begin somewhere whether one of the places is in each."""
    met = np.zeros(len(starts), bool)
    met[np.searchsorted(starts, places, "right") - 1] = True
    return met


def _phrase_places(segment: Segment, tokens: Numbers, ranges: Ranges) -> NDArray[np.int64]:
    """Return where a phrase begins; its rarest word is looked for first."""
    rarest = min(range(len(ranges)), key=lambda at: segment.documents_in(*ranges[at]))
    places = _places(tokens, range(*ranges[rarest])) - rarest
    places = places[(places >= 0) & (places + len(ranges) <= len(tokens))]
    for at, (first, last) in enumerate(ranges):
        if at != rarest:
            words = tokens.some(places + at).whole()
            places = places[(words >= first) & (words < last)]
    return places


def _sought_places(segment: Segment, tokens: Numbers, sought: Sought) -> NDArray[np.int64]:
    if sought.letters:
        return _phrase_places(segment, tokens, sought.letters)
    return _places(tokens, sought.words.tolist())


def _places(tokens: Numbers, words: Sequence[int]) -> NDArray[np.int64]:
    """Return where any of some words stands, in order."""
    if len(words) <= _FEW:
        found = [tokens.places(word) for word in words]
        return np.sort(np.concatenate([np.zeros(0, np.int64), *found]))
    table = np.zeros(0x10000, bool)
    table[np.array(words) & 0xFFFF] = True
    places = np.flatnonzero(table[tokens.low])
    return places[np.isin(tokens.some(places).whole(), words)]


def _near_places(
    places: Sequence[NDArray[np.int64]], times: Sequence[int], distance: int
) -> NDArray[np.int64]:
    """Return the places at which all has been met, the farthest no more than so far back."""
    if list(times) == [1, 1]:
        few, many = sorted(places, key=len)
        return _near_pairs(few, many, distance)
    every = np.unique(np.concatenate(places))
    met = np.ones(len(every), bool)
    for own, count in zip(places, times, strict=True):
        last = np.searchsorted(own, every, "right") - count
        enough = last >= 0
        back = np.full(len(every), distance + 1)
        back[enough] = every[enough] - own[last[enough]]
        met &= back <= distance
    return every[met]


def _near_pairs(
    few: NDArray[np.int64], many: NDArray[np.int64], distance: int
) -> NDArray[np.int64]:
    """Return the places of one word near which another stands."""
    far = np.iinfo(np.int64).max // 2
    ends = np.concatenate([[-far], many, [far]])
    following = ends[np.searchsorted(many, few, "right") + 1] - few
    before = few - ends[np.searchsorted(many, few)]
    near: NDArray[np.int64] = few[np.minimum(following, before) <= distance]
    return near


def sought_in(segment: Segment, form: str, words: Places, times: int) -> Sought:
    """Return what a word of a query is in a segment, as many times as it is asked for."""
    if is_han(form) and len(form) > 1:
        letters = ranges_of(segment, tuple(form))
        whole = all(first < last for first, last in letters)
        return Sought(words[:0], letters if whole else [], times)
    return Sought(words, [], times)
