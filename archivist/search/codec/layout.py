"""What a segment's file holds, by name, and how it is packed.

Words stand in the order of their bytes, stems likewise. A word is a form with its readings: the
same form read in another way is another word, and lies beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from archivist.search.codec.sections import write_sections

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

SUFFIX = ".arc"
"""The ending of a segment's file."""

MOST_DOCUMENTS = 65_535
"""A document's number in its segment is two bytes long."""

GAP = 0xFFFFFFFF
"""The token that ends each part of a document, so that no phrase goes on into the next."""

WEIGHT_STEP = 0.5
"""Weights of postings are counted in such steps, up to 255 of them."""

READING_STEP = 1 / 64
"""Likewise the weights of readings."""

_PAIR_FACTOR = 31
_PAIR_MASK = 0xFFFF


@dataclass(kw_only=True, slots=True)
class Bound:
    """A whole segment in memory, as it is written.

    `links` join stems to words (stem, word, weight of the reading), in order. `postings` are
    packed numbers, in order: word, document, weight. `pairs` are packed numbers, in order: the
    hash of two neighbouring words, document.
    """

    keys: NDArray[np.uint64]
    sources: NDArray[np.uint32]
    lengths: NDArray[np.uint16]
    words: Sequence[bytes]
    identities: NDArray[np.uint64]
    stems: Sequence[bytes]
    sounds: NDArray[np.uint32]
    links: tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint8]]
    postings: NDArray[np.uint64]
    tokens: NDArray[np.uint32]
    token_counts: NDArray[np.uint32]
    pairs: NDArray[np.uint32]
    facts: dict[str, int] = field(default_factory=dict)


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
    return crc32(sound.encode()) if sound else 0


def pair_hashes(first: NDArray[np.uint32], second: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return the hashes (16 bits) of pairs of words, given the words' own."""
    mixed = first * np.uint32(_PAIR_FACTOR) + second
    return (mixed ^ (mixed >> np.uint32(16))) & np.uint32(_PAIR_MASK)


def starts_of(counts: NDArray[Any]) -> NDArray[np.uint32]:
    """Return where each of some runs begins, and where the last one ends."""
    starts = np.zeros(len(counts) + 1, np.uint32)
    np.cumsum(counts, out=starts[1:])
    return starts


def firsts(ordered: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell of each of some numbers in order whether it is the first of its kind."""
    first = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return first


def write_segment(path: Path, bound: Bound) -> None:
    """Write the file of a segment and force it to the disk."""
    words, stems = len(bound.words), len(bound.stems)
    posted = (bound.postings >> np.uint64(24)).astype(np.uint32)
    pairs = bound.pairs >> np.uint32(16)
    pair_starts = np.flatnonzero(np.diff(pairs.astype(np.int64), prepend=-1))
    link_stems, link_words, link_weights = bound.links
    turned = [word[::-1] for word in bound.words]
    arrays: dict[str, NDArray[Any]] = {
        "keys": bound.keys,
        "sources": bound.sources,
        "lengths": bound.lengths,
        "word_text": _text(bound.words),
        "word_starts": _text_starts(bound.words),
        "word_turned": np.array(sorted(range(words), key=turned.__getitem__), np.uint32),
        "word_identities": bound.identities,
        "stem_text": _text(bound.stems),
        "stem_starts": _text_starts(bound.stems),
        "stem_sounds": bound.sounds,
        "link_starts": starts_of(np.bincount(link_stems, minlength=stems)),
        "link_words": link_words,
        "link_weights": link_weights,
        "posting_starts": starts_of(np.bincount(posted, minlength=words)),
        "posting_documents": (bound.postings >> np.uint64(8)).astype(np.uint16),
        "posting_weights": bound.postings.astype(np.uint8),
        "tokens": bound.tokens,
        "token_starts": starts_of(bound.token_counts),
        "pair_hashes": pairs[pair_starts].astype(np.uint16),
        "pair_starts": np.append(pair_starts, len(pairs)).astype(np.uint32),
        "pair_documents": bound.pairs.astype(np.uint16),
    }
    facts = {"documents": len(bound.keys), "words": words, "stems": stems}
    facts["length"] = int(bound.lengths.sum(dtype=np.int64))
    write_sections(path, facts | bound.facts, arrays)


def _text(lines: Sequence[bytes]) -> NDArray[np.uint8]:
    """Return lines as one text, a line feed before each and after the last."""
    return np.frombuffer(b"\n" + b"\n".join(lines) + b"\n", np.uint8)


def _text_starts(lines: Sequence[bytes]) -> NDArray[np.uint32]:
    """Return where each line begins, and where one more would."""
    starts = accumulate((len(line) + 1 for line in lines), initial=1)
    return np.fromiter(starts, np.uint32, len(lines) + 1)
