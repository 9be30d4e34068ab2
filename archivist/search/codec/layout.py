"""What a segment's file holds, by name, and how it is packed.

Words stand in the order of their bytes, stems likewise. A word is a form with its readings: the
same form read in another way is another word, and lies beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

import numpy as np

from archivist.search.codec.sections import write_sections

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

SUFFIX = ".arc"
"""The ending of a segment's file."""

MOST_DOCUMENTS = 65_535
"""A document's number in its segment is two bytes long."""

MOST_WORDS = 0xFFFFFF
"""A word's number in its segment is three bytes long; the greatest stands for no word."""

HASHES = 0x10000
"""There are so many hashes of pairs."""

WEIGHT_STEP = 0.5
"""Weights of postings are counted in such steps, up to 255 of them."""

READING_STEP = 1 / 64
"""Likewise the weights of readings."""

_LOW = 0xFFFF
_PAIR_FACTOR = 31
_PAIR_MASK = 0xFFFF


class Runs(NamedTuple):
    """Numbers that belong to others, in the order of these, and how many belong to each."""

    counts: NDArray[np.integer]
    numbers: NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of three bytes: the lower two, and the third unless all are 0."""

    low: NDArray[np.uint16]
    high: NDArray[np.uint8]

    def __len__(self) -> int:
        """Count the numbers."""
        return len(self.low)

    def some(self, which: Any) -> Numbers:  # noqa: ANN401 - what numpy takes between brackets
        """Return some of them."""
        return Numbers(self.low[which], self.high[which] if len(self.high) else self.high)

    def whole(self) -> NDArray[np.uint32]:
        """Return them as they are."""
        found = self.low.astype(np.uint32)
        if len(self.high):
            found |= self.high.astype(np.uint32) << np.uint32(16)
        return found

    def places(self, number: int) -> NDArray[np.int64]:
        """Return where a number stands."""
        found = np.flatnonzero(self.low == number & _LOW)
        if len(self.high) or number > _LOW:
            found = found[self.high[found] == number >> 16] if len(self.high) else found[:0]
        return found

    @classmethod
    def room(cls, count: int, most: int) -> Numbers:
        """Return zeros, to be written over by numbers up to a greatest one."""
        return cls(np.zeros(count, np.uint16), np.zeros(count if most > _LOW else 0, np.uint8))

    @classmethod
    def split(cls, numbers: NDArray[np.integer]) -> Numbers:
        """Take numbers apart."""
        high = (numbers >> 16).astype(np.uint8)
        return cls(numbers.astype(np.uint16), high if high.any() else high[:0])


@dataclass(kw_only=True, slots=True)
class Bound:
    """A whole segment in memory, as it is written.

    Words and stems are texts of lines with the sizes of these. Links are in the order of stems and
    postings in that of words, both with the count for each; pairs are in the order of their hashes,
    of which there are counts for all. A token is the place of a word; that after the last word ends
    each part of a document, so that no phrase goes on into the next.
    """

    keys: NDArray[np.uint64]
    sources: NDArray[np.uint32]
    lengths: NDArray[np.uint16]
    words: tuple[NDArray[np.uint8], NDArray[np.uint32]]
    identities: NDArray[np.uint32]
    stems: tuple[NDArray[np.uint8], NDArray[np.uint32]]
    sounds: NDArray[np.uint16]
    links: Runs
    link_weights: NDArray[np.uint8]
    postings: Runs
    posting_weights: NDArray[np.uint8]
    pairs: Runs
    tokens: Numbers
    token_counts: NDArray[np.uint32]


def pack_key(key: str) -> int:
    """Return the key of a document (`p123`) as a number."""
    return int(key[1:]) << 8 | ord(key[0])


def unpack_key(packed: int) -> str:
    """Return the key of a document as it is written."""
    return f"{chr(packed & 0xFF)}{packed >> 8}"


def word_hash(word: bytes) -> int:
    """Return the number by which a word takes part in pairs."""
    return crc32(word)


def sound_hash(sound: str) -> int:
    """Return the number by which stems that sound so are found; 0 for those without a sound."""
    return crc32(sound.encode()) % 0xFFFF + 1 if sound else 0


def pair_hashes(first: NDArray[np.uint32], second: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return the hashes (16 bits) of pairs of words, given the words' own."""
    mixed = first * np.uint32(_PAIR_FACTOR) + second
    return (mixed ^ (mixed >> np.uint32(16))) & np.uint32(_PAIR_MASK)


def starts_of(counts: NDArray[Any], first: int = 0) -> NDArray[np.uint32]:
    """Return where each of some runs begins, and where the last one ends."""
    starts = np.full(len(counts) + 1, first, np.uint32)
    starts[1:] += np.cumsum(counts, dtype=np.uint32)
    return starts


def runs(starts: NDArray[Any], ends: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return all places of some runs, one run after the other, and the length of each run."""
    counts = ends.astype(np.int64) - starts
    before = np.cumsum(counts) - counts
    places = np.repeat(starts - before, counts)
    places += np.arange(len(places))
    return places, counts


def firsts(ordered: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell of each of some numbers in order whether it is the first of its kind."""
    first = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return first


def write_segment(path: Path, bound: Bound) -> None:
    """Write the file of a segment and force it to the disk."""
    word_text, word_sizes = bound.words
    stem_text, stem_sizes = bound.stems
    linked = Numbers.split(bound.links.numbers)
    hashes = np.flatnonzero(bound.pairs.counts)
    arrays: dict[str, NDArray[Any]] = {
        "keys": bound.keys,
        "sources": bound.sources,
        "lengths": bound.lengths,
        "word_text": word_text,
        "word_sizes": narrowed(word_sizes),
        "word_identities": bound.identities,
        "stem_text": stem_text,
        "stem_sizes": narrowed(stem_sizes),
        "stem_sounds": bound.sounds,
        "link_counts": narrowed(bound.links.counts),
        "link_low": linked.low,
        "link_high": linked.high,
        "link_weights": bound.link_weights,
        "posting_counts": narrowed(bound.postings.counts),
        "posting_documents": bound.postings.numbers,
        "posting_weights": bound.posting_weights,
        "token_counts": narrowed(bound.token_counts),
        "token_low": bound.tokens.low,
        "token_high": bound.tokens.high,
        "pair_hashes": hashes.astype(np.uint16),
        "pair_counts": narrowed(bound.pairs.counts[hashes]),
        "pair_documents": bound.pairs.numbers,
    }
    facts = {
        "documents": len(bound.keys),
        "length": int(bound.lengths.sum(dtype=np.int64)),
        "words": len(word_sizes),
        "stems": len(stem_sizes),
    }
    write_sections(path, facts, arrays)


def narrowed(numbers: NDArray[Any]) -> NDArray[Any]:
    """Return numbers in as few bytes each as hold the greatest."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))
