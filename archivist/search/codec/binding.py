"""A new segment: the documents that a writer gathers, and the arrays that are made of them."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np

from archivist.search.codec.layout import (
    GAP,
    MOST_DOCUMENTS,
    WEIGHT_STEP,
    Bound,
    firsts,
    pack_key,
    pair_hashes,
)
from archivist.search.schema import NOTE_WEIGHT, TITLE_WEIGHT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from archivist.search.codec.vocabulary import Vocabulary
    from archivist.search.codec.wordbook import Readings
    from archivist.search.schema import Document

_MOST_TOKENS = 2_500_000
"""A segment of so many words is written: about 8,000 pages, and 200 MB while it is made."""

_LONGEST = 0xFFFF


class Sheaf:
    """Gathers documents for a new segment."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._keys, self._sources = array("Q"), array("I")
        self._lengths, self._units = array("H"), array("B")
        self._tokens, self._counts = array("I"), array("I")
        self._extra_words, self._extra_documents = array("I"), array("I")

    def __len__(self) -> int:
        """Count the documents."""
        return len(self._keys)

    @property
    def full(self) -> bool:
        """Whether it is time to write the segment."""
        return len(self._keys) >= MOST_DOCUMENTS or len(self._tokens) >= _MOST_TOKENS

    def add(self, document: Document) -> None:
        """Take in a document."""
        unit = 1.0 if document.kind == "page" else NOTE_WEIGHT
        length = size = 0
        for text, weight in ((document.title, TITLE_WEIGHT), (document.text, unit)):
            if not text:
                continue
            words, pairs = self._vocabulary.tokens(text)
            self._tokens.extend(words)
            self._tokens.append(GAP)
            length += len(words)
            size += len(words) + 1
            more = round(weight / unit) - 1
            self._add_extra([*(words * more), *(pairs * (more + 1))])
        self._keys.append(pack_key(document.key))
        self._sources.append(document.source_id)
        self._lengths.append(min(length, _LONGEST))
        self._units.append(round(unit / WEIGHT_STEP))
        self._counts.append(size)

    def _add_extra(self, words: list[int]) -> None:
        """Count words once more for the document that is being added."""
        if words:
            self._extra_words.extend(words)
            self._extra_documents.extend([len(self._keys)] * len(words))

    def bound(self) -> Bound:
        """Return the segment of what was gathered."""
        vocabulary = self._vocabulary
        tokens = np.array(self._tokens, np.uint32)
        counts = np.array(self._counts, np.uint32)
        gaps = tokens == GAP
        extra = np.array(self._extra_words, np.uint32)
        used = np.zeros(len(vocabulary), bool)
        used[tokens[~gaps]] = used[extra] = True
        order = sorted(
            np.flatnonzero(used).tolist(),
            key=lambda word: (vocabulary.forms[word], vocabulary.identities[word]),
        )
        places = np.zeros(len(vocabulary) + 1, np.uint32)
        places[np.array(order, np.int64)] = np.arange(len(order), dtype=np.uint32)
        documents = np.repeat(np.arange(len(counts), dtype=np.uint32), counts)
        pairs = _pairs(tokens, gaps, documents, np.array(vocabulary.hashes, np.uint32))
        tokens[gaps] = 0
        tokens = places[tokens]
        packed = _packed(tokens[~gaps], documents[~gaps])
        more = _packed(places[extra], np.array(self._extra_documents, np.uint32))
        tokens[gaps] = GAP
        chosen = np.array(order, np.int64)
        readings = [vocabulary.readings[word] for word in order]
        sounds = {stem: sound for some in readings for stem, _, sound in some}
        stems, links = _links(readings)
        return Bound(
            keys=np.array(self._keys, np.uint64),
            sources=np.array(self._sources, np.uint32),
            lengths=np.array(self._lengths, np.uint16),
            words=[vocabulary.forms[word] for word in order],
            identities=np.array(vocabulary.identities, np.uint64)[chosen],
            stems=stems,
            sounds=np.array([sounds[stem] for stem in stems], np.uint32),
            links=links,
            postings=_postings(np.concatenate([packed, more]), np.array(self._units, np.uint8)),
            tokens=tokens,
            token_counts=counts,
            pairs=pairs,
        )


def _packed(words: NDArray[np.uint32], documents: NDArray[np.uint32]) -> NDArray[np.uint64]:
    return words.astype(np.uint64) << np.uint64(16) | documents


def _postings(packed: NDArray[np.uint64], units: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Return postings of the words in documents, each of which counts as a document's words do."""
    packed.sort()
    first = firsts(packed)
    found = packed[first]
    times = np.diff(np.append(np.flatnonzero(first), len(packed)))
    weights = np.minimum(times * units[found & np.uint64(0xFFFF)], 0xFF)
    postings: NDArray[np.uint64] = found << np.uint64(8) | weights.astype(np.uint64)
    return postings


def _pairs(
    tokens: NDArray[np.uint32],
    gaps: NDArray[np.bool_],
    documents: NDArray[np.uint32],
    hashes: NDArray[np.uint32],
) -> NDArray[np.uint32]:
    """Return the packed pairs of neighbouring words."""
    if len(tokens) == 0:
        return np.zeros(0, np.uint32)
    own = hashes[np.where(gaps, 0, tokens)] if len(hashes) else tokens
    inside = ~(gaps[:-1] | gaps[1:])
    pairs = pair_hashes(own[:-1][inside], own[1:][inside])
    pairs = pairs << np.uint32(16) | documents[:-1][inside]
    pairs.sort()
    return pairs[firsts(pairs)]


def _links(
    readings: list[Readings],
) -> tuple[list[bytes], tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint8]]]:
    """Return the stems of words, and which words are read as each, with what weight."""
    stems = sorted({stem for some in readings for stem, *_ in some})
    places = {stem: place for place, stem in enumerate(stems)}
    packed = np.array(
        [
            places[stem] << 40 | word << 8 | weight
            for word, some in enumerate(readings)
            for stem, weight, _ in some
        ],
        np.uint64,
    )
    packed.sort()
    return stems, unpacked_links(packed)


def unpacked_links(
    packed: NDArray[np.uint64],
) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint8]]:
    """Return links from packed numbers: stem, word, weight."""
    return (
        (packed >> np.uint64(40)).astype(np.uint32),
        (packed >> np.uint64(8)).astype(np.uint32),
        packed.astype(np.uint8),
    )
