"""Keys by which pictures and texts that look alike are found: bits, alike where few differ.

A picture's key tells which of its waves are stronger than the middle one (a perceptual hash by the
discrete cosine transform), so it stays much the same when the picture is made smaller, lighter or
saved again. Its coarse part finds what may be alike, its fine part tells pages typed alike apart.
A text's key (simhash, Charikar 2002) is made of its words.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from archivist.ingest.reader import Picture

BITS = 64
KEY_WIDTH = 64
"""So wide a picture is drawn for its key, in pixels."""

KEY_BYTES = 72
"""How long the key of a picture is: a coarse part of 8 bytes and a fine one of 64."""

_SIDE = 64
_COARSE = 8
_FINE = slice(8, 24)
"""Which waves of as many across and down make the two parts of a key."""

_MOST_COARSE, _MOST_FINE = 12, 72
"""So many bits of 64, and of 512, may differ in the keys of two copies of one picture.

Measured: small, lighter and spoilt copies differ in up to 4 and 28, two shots of a page from one
stand in 12 and 72 (93 of 100 of them), other pages in 100 fine ones or more.
"""

_AT_ONCE = 256
_WORD = re.compile(r"[^\W_]{2,}")
_FLAT = 4.0
"""A picture whose shades differ less is blank, and like any other blank one."""


def picture_key(picture: Picture) -> bytes | None:
    """Return the key of a drawn page, None for a blank one."""
    size = (picture.width, picture.height)
    image = Image.frombuffer("RGB", size, picture.rgb, "raw", "RGB", picture.stride, 1)
    small = image.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BILINEAR)
    shades = np.asarray(small, np.float64)
    if shades.std() < _FLAT:
        return None
    turn = _cosines()
    waves = turn @ shades @ turn.T
    fine = waves[: _FINE.stop, : _FINE.stop].copy()
    fine[: _FINE.start, : _FINE.start] = np.nan
    return b"".join(_strong(some) for some in (waves[:_COARSE, :_COARSE].ravel(), fine.ravel()))


def alike_pictures(keys: Sequence[bytes], each: int) -> Iterator[tuple[int, int] | None]:
    """Yield the places of two keys of the same picture, the second's in order.

    Each comes with those before it that it is most like, at most so many. None comes now and then,
    so that the caller may stop.
    """
    known = np.frombuffer(b"".join(keys), np.uint64).reshape(-1, KEY_BYTES // 8)
    for second in range(1, len(known)):
        if second % _AT_ONCE == 0:
            yield None
        coarse = np.bitwise_count(known[:second, 0] ^ known[second, 0])
        near = np.flatnonzero(coarse <= _MOST_COARSE)
        apart = np.bitwise_count(known[near, 1:] ^ known[second, 1:]).sum(axis=1)
        for place in np.argsort(apart, kind="stable")[:each]:
            if apart[place] <= _MOST_FINE:
                yield int(near[place]), second


def text_key(text: str) -> int | None:
    """Return the key of a text, None for one without words."""
    counts = Counter(_WORD.findall(text.casefold()))
    if not counts:
        return None
    hashes = b"".join(blake2b(word.encode(), digest_size=BITS // 8).digest() for word in counts)
    bits = np.unpackbits(np.frombuffer(hashes, np.uint8).reshape(-1, BITS // 8), axis=1)
    weights = np.fromiter(counts.values(), np.float64) @ (2.0 * bits - 1)
    return int.from_bytes(np.packbits(weights > 0).tobytes(), "big", signed=True)


def words_shared(first: str, second: str) -> float:
    """Return which share of the words of two texts they have in common, each as often (0 to 1)."""
    one, other = (Counter(_WORD.findall(text.casefold())) for text in (first, second))
    every = (one | other).total()
    return (one & other).total() / every if every else 0.0


def close_pairs(keys: Sequence[int], most: int, each: int) -> Iterator[tuple[int, int]]:
    """Yield the places of two keys that differ in at most so many bits, the second's in order.

    `each` is with how many before it a key is paired, the first of them: were thousands alike,
    there would be millions of pairs.
    """
    known = np.array(keys, np.int64).view(np.uint64)
    for start in range(0, len(known), _AT_ONCE):
        some = known[start : start + _AT_ONCE, None]
        alike = np.bitwise_count(some ^ known[None, : start + len(some)]) <= most
        before = np.tri(len(some), alike.shape[1], start - 1, dtype=np.bool_)
        alike &= before
        rows = np.arange(len(some))
        for _ in range(each):
            firsts = alike.argmax(axis=1)
            found = alike[rows, firsts]
            for second in rows[found].tolist():
                yield int(firsts[second]), start + second
            alike[rows, firsts] = False


def _strong(waves: NDArray[np.float64]) -> bytes:
    """Return which waves are stronger than the middle one, as bits; gaps are left out."""
    there = waves[~np.isnan(waves)]
    return np.packbits(there > np.median(there[1:])).tobytes()


@cache
def _cosines() -> NDArray[np.float64]:
    """Return the matrix of the discrete cosine transform of so many points."""
    steps = np.arange(_SIDE)
    waves: NDArray[np.float64] = np.cos(np.pi / _SIDE * (steps[None, :] + 0.5) * steps[:, None])
    return waves
