"""The places of words on a page as a compact array, read with suspicion.

A book has hundreds of thousands of words: their boxes are packed where the page is read, in the
worker, and stay packed on their way into the database.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from typing import overload

from archivist.library.sources import WordBox

_MOST = 200_000
"""More words than any page holds."""
_WIDTH = 24
"""Bytes of a box: two uint32 and four float32, each of the six in an array of its own."""
_WITH_SURENESS = b"\x01"
"""Comes first where a seventh array follows: a byte for how sure each word is. zlib begins 0x78."""
_NOT_SAID = 255
_PRESSED = 1
"""How hard zlib tries: more takes twice the time and saves a twentieth."""

Columns = tuple[
    Sequence[int],
    Sequence[int],
    Sequence[float],
    Sequence[float],
    Sequence[float],
    Sequence[float],
]
"""Where words start and end, and the left, top, right and bottom of their boxes."""


class PackedBoxes(Sequence[WordBox]):
    """The boxes of a page text of `length` characters, unpacked only when one is asked for."""

    __slots__ = ("_boxes", "data", "length")

    def __init__(self, data: bytes, length: int) -> None:
        self.data = data
        self.length = length
        self._boxes: tuple[WordBox, ...] | None = None

    @classmethod
    def of(cls, boxes: Sequence[WordBox], text: str) -> PackedBoxes:
        """Pack the boxes of a text."""
        return cls(pack_boxes(boxes, len(text)), len(text))

    @classmethod
    def of_columns(cls, columns: Columns, length: int) -> PackedBoxes:
        """Pack boxes that fit a text of `length` characters, given side by side."""
        starts, ends, *sides = columns
        data = _joined((starts[:_MOST], ends[:_MOST]), [side[:_MOST] for side in sides])
        return cls(zlib.compress(data, _PRESSED) if data else b"", length)

    def __len__(self) -> int:
        """Count the boxes."""
        return len(self._unpacked())

    @overload
    def __getitem__(self, at: int) -> WordBox: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[WordBox, ...]: ...
    def __getitem__(self, at: int | slice) -> WordBox | tuple[WordBox, ...]:
        """Return one box, or a run of them."""
        return self._unpacked()[at]

    def __reduce__(self) -> tuple[type[PackedBoxes], tuple[bytes, int]]:
        """Travel between processes packed."""
        return PackedBoxes, (self.data, self.length)

    def _unpacked(self) -> tuple[WordBox, ...]:
        if self._boxes is None:
            self._boxes = unpack_boxes(self.data, self.length)
        return self._boxes


def pack_boxes(boxes: Sequence[WordBox], length: int) -> bytes:
    """Return the boxes as compressed little-endian arrays; b"" for none.

    A box that lies outside a text of `length` characters, or holds none of it, is left out.
    """
    if isinstance(boxes, PackedBoxes) and boxes.length == length:
        return boxes.data
    kept = [box for box in boxes if _fits(box, length)][:_MOST]
    if not kept:
        return b""
    data = _joined(
        ([box.start for box in kept], [box.end for box in kept]),
        [
            [min(1.0, max(0.0, getattr(box, side))) for box in kept]
            for side in ("left", "top", "right", "bottom")
        ],
    )
    if all(box.sureness is None for box in kept):
        return zlib.compress(data, _PRESSED)
    return _WITH_SURENESS + zlib.compress(data + bytes(map(_sureness, kept)), _PRESSED)


def unpack_boxes(blob: bytes, length: int) -> tuple[WordBox, ...]:
    """Return the boxes of a page text of `length` characters.

    A library may come from a stranger: an array that is broken, too long or points outside the
    text gives no boxes at all. The text stands without them, and reading the original anew makes
    them again.
    """
    if not blob:
        return ()
    surely = blob[:1] == _WITH_SURENESS
    width = _WIDTH + surely
    try:
        data = zlib.decompressobj().decompress(blob[surely:], _MOST * width + 1)
    except zlib.error:
        return ()
    count, rest = divmod(len(data), width)
    if rest or count > _MOST:
        return ()
    told = data[count * _WIDTH :] if surely else bytes((_NOT_SAID,)) * count
    starts, ends, lefts, tops, rights, bottoms = _columns(data, count)
    return (
        tuple(
            WordBox(
                start=int(s),
                end=int(e),
                left=le,
                top=t,
                right=r,
                bottom=b,
                sureness=None if sure == _NOT_SAID else float(sure),
            )
            for s, e, le, t, r, b, sure in zip(
                starts, ends, lefts, tops, rights, bottoms, told, strict=True
            )
        )
        if _sound(starts, ends, length) and _inside(lefts, rights) and _inside(tops, bottoms)
        else ()
    )


def _joined(words: Iterable[Sequence[int]], sides: Iterable[Sequence[float]]) -> bytes:
    """Return the columns as little-endian arrays, one after the other."""
    columns: list[array[int] | array[float]] = [array("I", column) for column in words]
    columns += [array("f", column) for column in sides]
    return b"".join(_little_endian(column).tobytes() for column in columns)


def _columns(data: bytes, count: int) -> list[array[int] | array[float]]:
    columns: list[array[int] | array[float]] = []
    for number, code in enumerate("IIffff"):
        column: array[int] | array[float] = array(code)
        column.frombytes(data[number * count * 4 : (number + 1) * count * 4])
        columns.append(_little_endian(column))
    return columns


def _sureness(box: WordBox) -> int:
    return _NOT_SAID if box.sureness is None else round(min(100.0, max(0.0, box.sureness)))


def _fits(box: WordBox, length: int) -> bool:
    return 0 <= box.start < box.end <= length and box.left <= box.right and box.top <= box.bottom


def _little_endian(column: array[int] | array[float]) -> array[int] | array[float]:
    if sys.byteorder == "big":
        column.byteswap()
    return column


def _sound(starts: Sequence[float], ends: Sequence[float], length: int) -> bool:
    return all(s < e <= length for s, e in zip(starts, ends, strict=True))


def _inside(lows: Sequence[float], highs: Sequence[float]) -> bool:
    return all(0 <= low <= high <= 1 for low, high in zip(lows, highs, strict=True))
