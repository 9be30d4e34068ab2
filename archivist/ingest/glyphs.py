"""Folds the single characters of a PDF page into text and word boxes."""

from __future__ import annotations

import contextlib
import ctypes
import re
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from operator import le
from typing import TYPE_CHECKING

from pypdfium2 import raw

from archivist.library.boxes import PackedBoxes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pypdfium2 as pdfium

    from archivist.library.boxes import Columns

_LINE_END_HYPHEN = 0x02
"""What PDFium makes of a hyphen at a line end, dropping the line end itself."""

_SURROGATES = range(0xD800, 0xDC00)
_PRIVATE = range(0xE000, 0xF900)
_NOTHING = frozenset((*range(9), *range(14, 32), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF))
_HAN = range(0x2E80, 0xA000)

_PLAIN = re.compile(r"[\t-\r\x20-\x7e\xa0-\u167f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2116]*")
"""Letters of Europe, white space and punctuation: what is neither left out nor made of halves."""

_UNBROKEN = re.compile(r"\S+")

_ENOUGH, _FEW = 30, 4
"""So many signs that stand for no letter, and more than this part of a text: it is lost."""

_Box = tuple[float, float, float, float]


def page_text(page: pdfium.PdfPage) -> tuple[str, PackedBoxes, bool]:
    r"""Return the text of a page, with \n at line ends, where its words stand, and if it is lost.

    Each Han character is a word of its own. A hyphen at a line end stays, with the line end. A text
    is lost where many signs stand for no letter: its fonts only number their shapes.
    """
    with contextlib.closing(page.get_textpage()) as textpage:
        text, words = _plain(textpage) or _Folding(textpage).result()
        boxes = _boxes(textpage, words)
    placed = PackedBoxes.of_columns(_Placing(page).columns(boxes), len(text))
    return text, placed, words.dropped >= _ENOUGH and words.dropped * _FEW > len(text)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Words:
    """Where words begin and end in the text, and their first and last characters in PDFium.

    `dropped` counts the signs that stand for no letter.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    first: Sequence[int]
    last: Sequence[int]
    dropped: int = 0


def _plain(textpage: pdfium.PdfTextPage) -> tuple[str, _Words] | None:
    """Return the text of a page of plain letters, which most are; None for another.

    PDFium gives all of it at once, but says of single characters alone where they stand. If each
    gave one letter, the letters count as the characters do.
    """
    count = textpage.count_chars()
    room = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(textpage.raw, 0, count, room) != count + 1:
        return None
    told = bytes(room).decode("utf-16-le", "surrogatepass")[:-1]
    if len(told) != count or not _PLAIN.fullmatch(told):
        return None
    text = told.replace("\r\n", "\n").replace("\r", "\n")
    spans = [found.span() for found in _UNBROKEN.finditer(text)]
    places = spans if len(text) == count else [each.span() for each in _UNBROKEN.finditer(told)]
    return text.rstrip(), _Words(
        starts=[start for start, _ in spans],
        ends=[end for _, end in spans],
        first=[start for start, _ in places],
        last=[end - 1 for _, end in places],
    )


def _boxes(textpage: pdfium.PdfTextPage, words: _Words) -> Columns:
    """Return the boxes around the first and the last character of each word.

    To ask PDFium for every character would take longer than all the rest.
    """
    count = len(words.starts)
    room = (ctypes.c_float * (8 * count))()
    at, handle = ctypes.addressof(room), ctypes.cast(textpage.raw, ctypes.c_void_p).value
    ask = _ask_for_box()
    there = list(map(ask, repeat(handle), words.first, range(at, at + 32 * count, 32)))
    ends = list(map(ask, repeat(handle), words.last, range(at + 16, at + 32 * count, 32)))
    if 0 in there or 0 in ends:
        return _known_boxes(words, room[:], there, ends)
    return (
        words.starts,
        words.ends,
        list(map(min, room[0::8], room[4::8])),
        list(map(max, room[1::8], room[5::8])),
        list(map(max, room[2::8], room[6::8])),
        list(map(min, room[3::8], room[7::8])),
    )


def _known_boxes(
    words: _Words, room: Sequence[float], there: Sequence[int], ends: Sequence[int]
) -> Columns:
    """Return the boxes of the words of which PDFium knows where one of their ends stands."""
    rows: list[tuple[int, int, float, float, float, float]] = []
    spans = zip(words.starts, words.ends, strict=True)
    for number, (start, end) in enumerate(spans):
        known = [
            room[8 * number + 4 * side : 8 * number + 4 * side + 4]
            for side, said in enumerate((there[number], ends[number]))
            if said
        ]
        if known:
            lefts, tops, rights, bottoms = zip(*known, strict=True)
            rows.append((start, end, min(lefts), max(tops), max(rights), min(bottoms)))
    return _as_columns(rows)


def _as_columns(rows: Sequence[tuple[int, int, float, float, float, float]]) -> Columns:
    starts, ends, lefts, tops, rights, bottoms = zip(*rows, strict=True) if rows else ((),) * 6
    return starts, ends, lefts, tops, rights, bottoms


@cache
def _ask_for_box() -> Callable[[int | None, int, int], int]:
    """Return FPDFText_GetLooseCharBox taking addresses as numbers, which takes half the time."""
    kind = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
    address = ctypes.cast(raw.FPDFText_GetLooseCharBox, ctypes.c_void_p).value
    return kind(address or 0)


class _Folding:
    """Gathers the characters of a page into text and words, one by one."""

    def __init__(self, textpage: pdfium.PdfTextPage) -> None:
        self._handle = textpage.raw
        self._letters: list[str] = []
        self._words: list[tuple[int, int, int, int]] = []
        self._start = -1
        self._first = self._last = self._dropped = 0
        self._gather(textpage.count_chars())

    def result(self) -> tuple[str, _Words]:
        """Return the text, its last white space off, and the words."""
        text = "".join(self._letters).replace("\r", "\n")
        starts, ends, first, last = zip(*self._words, strict=True) if self._words else ((),) * 4
        words = _Words(starts=starts, ends=ends, first=first, last=last, dropped=self._dropped)
        return text.rstrip(), words

    def _gather(self, count: int) -> None:
        unicode_of, handle, append = raw.FPDFText_GetUnicode, self._handle, self._letters.append
        upper = 0  # of a character that comes in two halves, as it does on Windows
        for index in range(count):
            code = unicode_of(handle, index)
            if 0x20 < code < 0x7F or 0xA0 < code < 0x1680:  # noqa: PLR2004 - letters of Europe
                if self._start < 0:
                    self._start, self._first = len(self._letters), index
                self._last = index
                append(chr(code))
            elif code in _SURROGATES:
                upper = code
            else:
                if upper:
                    code, upper = 0x10000 + ((upper & 0x3FF) << 10 | code & 0x3FF), 0
                self._take(code, index)
        self._end_word()

    def _take(self, code: int, index: int) -> None:
        """Add a character that is no plain letter."""
        if code == _LINE_END_HYPHEN:
            self._put("-", index)
            self._blank("\n")
        elif code in _NOTHING or code in _PRIVATE or 0xDC00 <= code < 0xE000:  # noqa: PLR2004
            self._dropped += 1
        elif (letter := chr(code)).isspace():
            self._blank(letter)
        elif code in _HAN:
            self._end_word()
            self._put(letter, index)
            self._end_word()
        else:
            self._put(letter, index)

    def _put(self, letter: str, index: int) -> None:
        if self._start < 0:
            self._start, self._first = len(self._letters), index
        self._last = index
        self._letters.append(letter)

    def _blank(self, letter: str) -> None:
        self._end_word()
        if letter == "\n" and self._letters and self._letters[-1] == "\r":
            self._letters[-1] = "\n"
        else:
            self._letters.append(letter)

    def _end_word(self) -> None:
        if self._start >= 0:
            self._words.append((self._start, len(self._letters), self._first, self._last))
        self._start = -1


class _Placing:
    """Turns places in a page's own space into fractions of the page as it is seen."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._left, self._bottom, right, top = page.get_bbox()
        self._width = max(right - self._left, 1e-6)
        self._height = max(top - self._bottom, 1e-6)
        self._rotation = page.get_rotation()

    def columns(self, boxes: Columns) -> Columns:
        """Return all boxes as `fractions`, at once where nothing is turned."""
        starts, ends, *sides = boxes
        x, y, width, height = self._left, self._bottom, self._width, self._height
        lefts = [(side - x) / width for side in sides[0]]
        tops = [1 - (side - y) / height for side in sides[1]]
        rights = [(side - x) / width for side in sides[2]]
        bottoms = [1 - (side - y) / height for side in sides[3]]
        in_order = all(map(le, lefts, rights)) and all(map(le, tops, bottoms))
        if in_order and not self._rotation:
            lefts, tops, rights, bottoms = map(_all_within, (lefts, tops, rights, bottoms))
            return starts, ends, lefts, tops, rights, bottoms
        rows = zip(starts, ends, map(self.fractions, zip(*sides, strict=True)), strict=True)
        return _as_columns([(start, end, *box) for start, end, box in rows])

    def fractions(self, box: _Box) -> _Box:
        """Return left, top, right, bottom from the top left corner, turned as the page is."""
        left = (box[0] - self._left) / self._width
        right = (box[2] - self._left) / self._width
        top = 1 - (box[1] - self._bottom) / self._height
        bottom = 1 - (box[3] - self._bottom) / self._height
        if not self._rotation and 0 <= left <= right <= 1 and 0 <= top <= bottom <= 1:
            return left, top, right, bottom
        turned = {
            0: (left, top, right, bottom),
            90: (1 - bottom, left, 1 - top, right),
            180: (1 - right, 1 - bottom, 1 - left, 1 - top),
            270: (top, 1 - right, bottom, 1 - left),
        }[self._rotation]
        xs, ys = sorted((turned[0], turned[2])), sorted((turned[1], turned[3]))
        return _within(xs[0]), _within(ys[0]), _within(xs[1]), _within(ys[1])


def _all_within(fractions: list[float]) -> list[float]:
    if not fractions or (min(fractions) >= 0 and max(fractions) <= 1):
        return fractions
    return [0.0 if each < 0 else 1.0 if each > 1 else each for each in fractions]


def _within(fraction: float) -> float:
    return min(1.0, max(0.0, fraction))
