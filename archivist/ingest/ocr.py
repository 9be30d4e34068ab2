"""Recognises the text on a picture with Tesseract: words, their boxes, and doubts."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PIL import ImageChops, ImageFilter, ImageStat

from archivist.ingest import tesseract
from archivist.ingest.reader import OcrOrder, Recognised
from archivist.ingest.shades import flat
from archivist.library.boxes import PackedBoxes
from archivist.library.sources import WordBox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from PIL.Image import Image

PREFERRED = ("rus", "kaz", "ukr", "eng")
"""Recognised together where nothing else was ordered: several at once cost little."""

_HAN = ("chi_sim", "chi_tra")
_HAN_LETTER = re.compile("[\u2e80-\u9fff\uff00-\uffef]")

_MOST_PIXELS = 20_000_000
_FLAT = 16
"""A picture whose lightest and darkest points differ by less is blank."""

_CYRILLIC_LETTER = re.compile("[\u0400-\u052f]")

_HARDLY = 5.0
"""By so little a reading in the fitting language may be less sure than one in all of them."""

_SCATTERED = 12
"""Fewer words than that, and doubtful ones, are taken for none."""

_SAMPLE = 400
_GRAINY = 14.0
"""Clean scans have 0 to 3; from about 20 on Tesseract reads nothing, and takes a minute for it."""

_DOUBTFUL = 50.0
_WORD_LEVEL = "5"
_COLUMNS = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class _Word:
    """A recognised word; `line` and `paragraph` tell words of different ones apart."""

    paragraph: tuple[str, ...]
    line: tuple[str, ...]
    box: tuple[float, float, float, float]
    sureness: float
    text: str


class Recogniser:
    """Recognises pictures as ordered.

    `folder` is a private one for the picture; `allow` is told before each run how long it may
    take.
    """

    def __init__(self, order: OcrOrder, folder: Path, allow: Callable[[float], None]) -> None:
        self._order = order
        self._file = folder / "page.png"
        self._allow = allow
        models = tesseract.models()
        chosen = [code for code in order.languages or PREFERRED if code in models]
        if not chosen and not order.languages:
            chosen = [name for name in models if name != "osd"][: len(PREFERRED)]
        self._languages = "+".join(chosen)
        self._trouble = ""
        self._ordered = bool(order.languages)
        self._han = "+".join(code for code in _HAN if code in models)
        self._layout = "1" if "osd" in models else "3"  # 1 turns pages that lie on their side

    def recognise(self, image: Image) -> Recognised:
        """Find the text on a picture; what goes wrong is said in a warning, never raised."""
        if not self._languages:
            return Recognised(text="", warning="Tesseract does not have the languages for it")
        gray = _prepared(image)
        shades = [shade for shade, times in enumerate(gray.histogram()) if times]
        if shades[-1] - shades[0] < _FLAT:
            return Recognised(text="")
        self._trouble = ""
        if not (words := self._words(gray)):
            none = "no text was found on its picture"
            return Recognised(text="", warning=self._trouble or none)
        doubtful = _sureness(words) < _DOUBTFUL
        return _joined(words, warning="its recognised text is doubtful" if doubtful else "")

    def _words(self, gray: Image) -> list[_Word]:
        words = self._read(gray, self._languages)
        if len(words) < _SCATTERED and _sureness(words) < _DOUBTFUL:
            # Grain makes Tesseract find next to nothing, or search for ever.
            gray = gray.filter(ImageFilter.MedianFilter(3))
            words = max(words, self._read(gray, self._languages), key=_sureness)
        if again := self._better_languages(words):
            other = self._read(gray, again)
            words = other if _sureness(other) > _sureness(words) - _HARDLY else words
        return words

    def _better_languages(self, words: Sequence[_Word]) -> str:
        """Return the languages that a page should be read in once more, "" for none.

        Only where Archivist chose the languages: a page in Han characters, and a Latin one with
        some letters that were taken for Cyrillic ones of the same shape.
        """
        if self._ordered or not words:
            return ""
        if self._han and _sureness(words) < _DOUBTFUL and self._looks_han():
            return f"{self._han}+eng"
        letters = "".join(word.text for word in words)
        latin = sum(letter.isascii() and letter.isalpha() for letter in letters)
        cyrillic = len(_CYRILLIC_LETTER.findall(letters))
        mostly = 0 < cyrillic < latin / 10 and "eng" in self._languages
        return "eng" if mostly and self._languages != "eng" else ""

    def _read(self, gray: Image, languages: str) -> list[_Word]:
        gray.info.clear()  # a false resolution does harm, and Tesseract can estimate it
        gray.save(self._file, compress_level=1)
        found = self._run("-l", languages, "--psm", self._layout, "tsv")
        return list(_parsed(found, gray.width, gray.height))

    def _looks_han(self) -> bool:
        return self._layout == "1" and "\nScript: Han" in self._run("--psm", "0")

    def _run(self, *arguments: str) -> str:
        self._allow(self._order.seconds)
        try:
            return tesseract.run(self._file, *arguments, seconds=self._order.seconds)
        except subprocess.TimeoutExpired:
            self._trouble = f"recognising it took longer than {self._order.seconds:g} seconds"
        except ChildProcessError as error:
            self._trouble = f"Tesseract failed ({error})"
        return ""


def _prepared(image: Image) -> Image:
    """Return a picture in shades of grey, not larger than Tesseract needs it."""
    gray = flat(image).convert("L")
    too_large = (gray.width * gray.height / _MOST_PIXELS) ** 0.5
    if too_large > 1:
        gray = gray.resize((round(gray.width / too_large), round(gray.height / too_large)))
    return gray.filter(ImageFilter.MedianFilter(3)) if _grain(gray) > _GRAINY else gray


def _grain(gray: Image) -> float:
    """Return by how much points differ from those around them, in the middle of a picture."""
    x, y = gray.width // 2, gray.height // 2
    middle = gray.crop((max(0, x - _SAMPLE), max(0, y - _SAMPLE), x + _SAMPLE, y + _SAMPLE))
    smooth = middle.filter(ImageFilter.MedianFilter(3))
    return float(ImageStat.Stat(ImageChops.difference(middle, smooth)).mean[0])


def _parsed(table: str, width: int, height: int) -> Iterator[_Word]:
    """Read Tesseract's table of words."""
    for line in table.splitlines()[1:]:
        cells = line.split("\t", _COLUMNS - 1)
        if len(cells) < _COLUMNS or cells[0] != _WORD_LEVEL or not cells[-1].strip():
            continue
        left, top, wide, high = map(int, cells[6:10])
        yield _Word(
            paragraph=tuple(cells[1:4]),
            line=tuple(cells[1:5]),
            box=(left / width, top / height, (left + wide) / width, (top + high) / height),
            sureness=float(cells[10]),
            text=cells[-1].strip(),
        )


def _sureness(words: Sequence[_Word]) -> float:
    """Return how sure Tesseract is of the letters on the whole, of 100."""
    letters = sum(len(word.text) for word in words)
    return sum(word.sureness * len(word.text) for word in words) / max(1, letters)


def _joined(words: Sequence[_Word], warning: str) -> Recognised:
    """Put words together: spaces, line ends, an empty line between paragraphs."""
    text = ""
    boxes: list[WordBox] = []
    for before, word in pairwise((None, *words)):
        if word is None:
            continue
        if before is not None:
            text += _between(before, word)
        left, top, right, bottom = word.box
        place = {"left": left, "top": top, "right": right, "bottom": bottom}
        boxes.append(WordBox(start=len(text), end=len(text) + len(word.text), **place))
        text += word.text
    return Recognised(text=text, boxes=PackedBoxes.of(boxes, text), warning=warning)


def _between(before: _Word, word: _Word) -> str:
    if before.paragraph != word.paragraph:
        return "\n\n"
    if before.line != word.line:
        return "\n"
    return "" if _HAN_LETTER.match(before.text[-1]) and _HAN_LETTER.match(word.text[0]) else " "
