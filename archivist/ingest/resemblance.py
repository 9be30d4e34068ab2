"""Keys by which pictures and texts that look alike are found: 64 bits, alike where few differ.

A picture's key tells which of its coarse waves are stronger than the middle one (a perceptual hash
by the discrete cosine transform), so it stays much the same when the picture is made smaller,
lighter or saved again. A text's key (simhash, Charikar 2002) is made of its words.
"""

from __future__ import annotations

import re
from collections import Counter
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

_SIDE, _COARSE = 32, 8
_AT_ONCE = 256
_WORD = re.compile(r"[^\W_]{2,}")
_FLAT = 4.0
"""A picture whose shades differ less is blank, and like any other blank one."""


def picture_key(picture: Picture) -> int | None:
    """Return the key of a drawn page, None for a blank one."""
    size = (picture.width, picture.height)
    image = Image.frombuffer("RGB", size, picture.rgb, "raw", "RGB", picture.stride, 1)
    small = image.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX)
    shades = np.asarray(small, np.float64)
    if shades.std() < _FLAT:
        return None
    turn = _cosines()
    waves = (turn @ shades @ turn.T)[:_COARSE, :_COARSE].ravel()
    strong = waves > np.median(waves[1:])
    return int.from_bytes(np.packbits(strong).tobytes(), "big", signed=True)


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


def _cosines() -> NDArray[np.float64]:
    """Return the matrix of the discrete cosine transform of so many points."""
    steps = np.arange(_SIDE)
    waves: NDArray[np.float64] = np.cos(np.pi / _SIDE * (steps[None, :] + 0.5) * steps[:, None])
    return waves
