"""Folds the single characters of a PDF page into text and word boxes."""

from __future__ import annotations

import contextlib
import ctypes
from typing import TYPE_CHECKING

from pypdfium2 import raw

from archivist.library.boxes import PackedBoxes
from archivist.library.sources import WordBox

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_LINE_END_HYPHEN = 0x02
"""What PDFium makes of a hyphen at a line end, dropping the line end itself."""

_SURROGATES = range(0xD800, 0xDC00)
_PRIVATE = range(0xE000, 0xF900)
_NOTHING = frozenset((*range(9), *range(14, 32), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF))
_HAN = range(0x2E80, 0xA000)

_Box = tuple[float, float, float, float]


def page_text(page: pdfium.PdfPage) -> tuple[str, PackedBoxes]:
    r"""Return the text of a page, with \n at line ends, and where its words stand.

    Each Han character is a word of its own. A hyphen at a line end stays, with the line end.
    """
    with contextlib.closing(page.get_textpage()) as textpage:
        text, words = _Folding(textpage).result()
    place = _Placing(page)
    boxes = [
        WordBox(start=start, end=end, left=left, top=top, right=right, bottom=bottom)
        for start, end, box in words
        for left, top, right, bottom in (place.fractions(box),)
    ]
    return text, PackedBoxes.of(boxes, text)


class _Folding:
    """Gathers the characters of a page into text and words.

    The box of a word is that of its first and its last character: to ask PDFium for every one
    would take longer than all the rest.
    """

    def __init__(self, textpage: pdfium.PdfTextPage) -> None:
        self._handle = textpage.raw
        self._rect = raw.FS_RECTF()
        self._pointer = ctypes.byref(self._rect)
        self._letters: list[str] = []
        self._words: list[tuple[int, int, _Box]] = []
        self._start = -1
        self._first = self._last = 0
        self._gather(textpage.count_chars())

    def result(self) -> tuple[str, list[tuple[int, int, _Box]]]:
        """Return the text, its last white space off, and the words with their boxes."""
        text = "".join(self._letters).replace("\r", "\n")
        return text.rstrip(), self._words

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
            return
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
        if self._start < 0:
            return
        first = box = self._box(self._first)
        if self._last != self._first and (last := self._box(self._last)):
            box = _around(first, last) if first else last
        if box:
            self._words.append((self._start, len(self._letters), box))
        self._start = -1

    def _box(self, index: int) -> _Box | None:
        if not raw.FPDFText_GetLooseCharBox(self._handle, index, self._pointer):
            return None
        rect = self._rect
        return rect.left, rect.top, rect.right, rect.bottom


def _around(one: _Box, other: _Box) -> _Box:
    return (
        one[0] if one[0] < other[0] else other[0],
        one[1] if one[1] > other[1] else other[1],
        one[2] if one[2] > other[2] else other[2],
        one[3] if one[3] < other[3] else other[3],
    )


class _Placing:
    """Turns places in a page's own space into fractions of the page as it is seen."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._left, self._bottom, right, top = page.get_bbox()
        self._width = max(right - self._left, 1e-6)
        self._height = max(top - self._bottom, 1e-6)
        self._rotation = page.get_rotation()

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


def _within(fraction: float) -> float:
    return min(1.0, max(0.0, fraction))
