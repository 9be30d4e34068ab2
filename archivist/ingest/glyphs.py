"""Folds the single characters of a PDF page into text and word boxes."""

from __future__ import annotations

import contextlib
import ctypes
from typing import TYPE_CHECKING

from pypdfium2 import raw

from archivist.library.boxes import PackedBoxes
from archivist.library.sources import WordBox

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        folding = _Folding()
        for letter, box in _characters(textpage):
            folding.take(letter, box)
    text, words = folding.result()
    place = _Placing(page)
    boxes = [
        WordBox(start=start, end=end, left=left, top=top, right=right, bottom=bottom)
        for start, end, box in words
        for left, top, right, bottom in (place.fractions(box),)
    ]
    return text, PackedBoxes.of(boxes, text)


def _characters(textpage: pdfium.PdfTextPage) -> Iterator[tuple[str, _Box | None]]:
    """Yield the characters that mean something, each with its box unless it is white space."""
    handle, rect = textpage.raw, raw.FS_RECTF()
    pointer = ctypes.byref(rect)
    unicode_of, box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    upper = 0  # of a character that comes in two halves, as it does on Windows
    for index in range(textpage.count_chars()):
        code = unicode_of(handle, index)
        if code in _SURROGATES:
            upper = code
            continue
        if upper:
            code, upper = 0x10000 + ((upper & 0x3FF) << 10 | code & 0x3FF), 0
        if code == _LINE_END_HYPHEN:
            box_of(handle, index, pointer)
            yield "-", (rect.left, rect.top, rect.right, rect.bottom)
            yield "\n", None
        elif code in _NOTHING or code in _PRIVATE or 0xDC00 <= code < 0xE000:  # noqa: PLR2004
            continue
        elif (letter := chr(code)).isspace():
            yield letter, None
        elif box_of(handle, index, pointer):
            yield letter, (rect.left, rect.top, rect.right, rect.bottom)
        else:
            yield letter, None


class _Folding:
    """Gathers characters into text and words."""

    def __init__(self) -> None:
        self._letters: list[str] = []
        self._words: list[tuple[int, int, _Box]] = []
        self._start = -1
        self._box: _Box = (0.0, 0.0, 0.0, 0.0)

    def take(self, letter: str, box: _Box | None) -> None:
        """Add a character."""
        if box is None:
            self._end_word()
            if letter == "\n" and self._letters and self._letters[-1] == "\r":
                self._letters[-1] = "\n"
            else:
                self._letters.append(letter)
            return
        if ord(letter) in _HAN:
            self._end_word()
        if self._start < 0:
            self._start, self._box = len(self._letters), box
        else:
            left, top, right, bottom = self._box
            self._box = (
                left if left < box[0] else box[0],
                top if top > box[1] else box[1],
                right if right > box[2] else box[2],
                bottom if bottom < box[3] else box[3],
            )
        self._letters.append(letter)
        if ord(letter) in _HAN:
            self._end_word()

    def result(self) -> tuple[str, list[tuple[int, int, _Box]]]:
        """Return the text, its last white space off, and the words with their boxes."""
        self._end_word()
        text = "".join(self._letters).replace("\r", "\n")
        return text.rstrip(), self._words

    def _end_word(self) -> None:
        if self._start >= 0:
            self._words.append((self._start, len(self._letters), self._box))
            self._start = -1


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
