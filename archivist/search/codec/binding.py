"""A new segment: the documents that a writer gathers, and the arrays that are made of them."""

from __future__ import annotations

from array import array
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from archivist.search.codec.layout import (
    HASHES,
    MOST_DOCUMENTS,
    WEIGHT_STEP,
    Bound,
    Numbers,
    Runs,
    firsts,
    pack_key,
    pair_hashes,
    runs,
    sound_hash,
    starts_of,
)
from archivist.search.codec.lines import Ranking, as_text, sizes_of
from archivist.search.codec.wordbook import unpacked
from archivist.search.schema import NOTE_WEIGHT, TITLE_WEIGHT
from archivist.search.sounds import sounds_of_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from archivist.search.codec.vocabulary import Vocabulary
    from archivist.search.schema import Document

_MOST_TOKENS = 2_000_000
"""A segment of so many words is written: about 6,500 pages, and 80 MB while it is made."""

_MOST_WORDS = 450_000
"""Likewise when so many words were met: they take about 700 bytes each."""

_LONGEST = 0xFFFF

_GAP = 0xFFFFFFFF
"""Ends each part of a document as long as it is not known how many words there are."""


class Ledger:
    """The words of a vocabulary with their stems by number, and both in the order of their bytes.

    It grows with the vocabulary, so what is known of a word serves all segments that hold it.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._words = Ranking(vocabulary.forms)
        self._numbers: dict[bytes, int] = {}
        self.stems: list[bytes] = []
        self._stems = Ranking(self.stems)
        self._sounds = array("H")
        self._counts, self._links, self._weights = array("I"), array("I"), array("B")

    def words(self, used: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return the numbers of the words that are used, in order."""
        order = self._words.order()
        order = order[used[order]]
        forms = self._vocabulary.forms
        texts = [forms[word] for word in order.tolist()]
        same = np.fromiter(map(bytes.__eq__, texts[1:], texts), bool, max(0, len(texts) - 1))
        if same.any():
            ranks = np.append(0, np.cumsum(~same))
            order = order[np.lexsort((self.identities()[order], ranks))]
        return order

    def identities(self) -> NDArray[np.uint32]:
        """Return by what words of the same form are told apart."""
        return np.array(self._vocabulary.identities, np.uint32)

    def links(self, words: NDArray[np.int64]) -> tuple[NDArray[np.int64], Runs, NDArray[np.uint8]]:
        """Return the stems of words, in order, and which of the words are read as each."""
        self._catch_up()
        starts = starts_of(np.array(self._counts, np.uint32))
        readings = np.array(self._vocabulary.sets, np.uint32)[words]
        places, counts = runs(starts[readings], starts[readings + 1])
        stems = np.array(self._links, np.uint32)[places]
        used = np.zeros(len(self.stems), bool)
        used[stems] = True
        order = self._stems.order()
        order = order[used[order]]
        ranks = np.zeros(len(self.stems), np.uint32)
        ranks[order] = np.arange(len(order), dtype=np.uint32)
        by_stem = np.argsort(ranks[stems], kind="stable")
        linked = np.repeat(np.arange(len(words), dtype=np.uint32), counts)[by_stem]
        of_each = np.bincount(ranks[stems], minlength=len(order))
        return order, Runs(of_each, linked), np.array(self._weights, np.uint8)[places[by_stem]]

    def sounds(self, stems: NDArray[np.int64]) -> NDArray[np.uint16]:
        """Return how stems sound."""
        new = [stem.decode() for stem in islice(self.stems, len(self._sounds), None)]
        self._sounds.extend(map(sound_hash, sounds_of_words(new)))
        return np.array(self._sounds, np.uint16)[stems]

    def _catch_up(self) -> None:
        """Take in what the vocabulary has met since."""
        numbers, stems = self._numbers, self.stems
        for packed in islice(self._vocabulary.readings, len(self._counts), None):
            readings = unpacked(packed)
            self._counts.append(len(readings))
            for stem, weight in readings:
                number = numbers.setdefault(stem, len(stems))
                if number == len(stems):
                    stems.append(stem)
                self._links.append(number)
                self._weights.append(weight)


class Sheaf:
    """Gathers documents for a new segment."""

    def __init__(self, vocabulary: Vocabulary, ledger: Ledger) -> None:
        self._vocabulary, self._ledger = vocabulary, ledger
        self._keys, self._sources = array("Q"), array("I")
        self._lengths, self._units = array("H"), array("B")
        self._tokens, self._counts = array("I"), array("I")
        self._extra_words, self._extra_documents = array("I"), array("H")

    def __len__(self) -> int:
        """Count the documents."""
        return len(self._keys)

    @property
    def full(self) -> bool:
        """Whether it is time to write the segment."""
        return (
            len(self._keys) >= MOST_DOCUMENTS
            or len(self._tokens) >= _MOST_TOKENS
            or len(self._vocabulary) >= _MOST_WORDS
        )

    def add(self, document: Document) -> None:
        """Take in a document."""
        unit = 1.0 if document.kind == "page" else NOTE_WEIGHT
        length = size = 0
        for text, weight in ((document.title, TITLE_WEIGHT), (document.text, unit)):
            if not text:
                continue
            words, pairs = self._vocabulary.tokens(text)
            self._tokens.extend(words)
            self._tokens.append(_GAP)
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
        """Return the segment of what was gathered; nothing can be added then."""
        vocabulary, ledger = self._vocabulary, self._ledger
        tokens = np.asarray(self._tokens)
        extra = np.asarray(self._extra_words)
        counts = np.array(self._counts, np.uint32)
        tokens[tokens == _GAP] = len(vocabulary)
        used = np.zeros(len(vocabulary) + 1, bool)
        used[tokens] = used[extra] = True
        order = ledger.words(used[:-1])
        stems, links, weights = ledger.links(order)
        places = np.zeros(len(vocabulary) + 1, np.uint32)
        places[order] = np.arange(len(order), dtype=np.uint32)
        places[-1] = len(order)
        documents = np.repeat(np.arange(len(counts), dtype=np.uint16), counts)
        pairs = _pairs(tokens, documents, np.append(np.asarray(vocabulary.hashes), np.uint32(0)))
        tokens, extra = places[tokens], places[extra]
        inside = tokens < len(order)
        postings, times = _postings(
            np.concatenate([tokens[inside], extra]),
            np.concatenate([documents[inside], np.array(self._extra_documents, np.uint16)]),
            len(order),
            np.array(self._units, np.uint8),
        )
        return Bound(
            keys=np.array(self._keys, np.uint64),
            sources=np.array(self._sources, np.uint32),
            lengths=np.array(self._lengths, np.uint16),
            words=_lines(vocabulary.forms, order),
            identities=ledger.identities()[order],
            stems=_lines(ledger.stems, stems),
            sounds=ledger.sounds(stems),
            links=links,
            link_weights=weights,
            postings=postings,
            posting_weights=times,
            pairs=pairs,
            tokens=Numbers.split(tokens),
            token_counts=counts,
        )


def _lines(
    texts: Sequence[bytes], numbers: NDArray[np.int64]
) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    lines = [texts[number] for number in numbers.tolist()]
    return as_text(lines), sizes_of(lines)


def _postings(
    words: NDArray[np.uint32],
    documents: NDArray[np.uint16],
    count: int,
    units: NDArray[np.uint8],
) -> tuple[Runs, NDArray[np.uint8]]:
    """Return the postings of words in documents, each of which counts as a document's words do."""
    size = max(1, len(units))
    kind = np.uint32 if count * size < 1 << 32 else np.uint64
    packed: Any = words.astype(kind)
    packed = packed * kind(size) + documents
    packed.sort()
    first = firsts(packed)
    packed = packed[first]
    times = np.diff(np.append(np.flatnonzero(first), len(words)))
    numbers, of = np.divmod(packed, kind(size))
    weights = np.minimum(times * units[of], 0xFF).astype(np.uint8)
    return Runs(np.bincount(numbers, minlength=count), of.astype(np.uint16)), weights


def _pairs(
    tokens: NDArray[np.uint32], documents: NDArray[np.uint16], hashes: NDArray[np.uint32]
) -> Runs:
    """Return the documents of the pairs of neighbouring words, by the hashes of these."""
    inside = tokens < len(hashes) - 1
    inside = inside[:-1] & inside[1:]
    own = hashes[tokens]
    pairs = pair_hashes(own[:-1][inside], own[1:][inside]) << np.uint32(16)
    pairs |= documents[:-1][inside]
    pairs.sort()
    pairs = pairs[firsts(pairs)]
    counts = np.bincount(pairs >> np.uint32(16), minlength=HASHES)
    return Runs(counts, pairs.astype(np.uint16))
