"""Recognises the text on a picture with Tesseract: words, their boxes, and doubts.

A page is read as it is, or mended where it plainly needs it. What does not make sense then is read
again, mended otherwise or in other languages, and the reading with the most sense is taken.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from archivist.ingest import mending, tesseract
from archivist.ingest.found_words import FoundWord, joined, moved, sureness, word_height, words_of
from archivist.ingest.judging import POOR, Judgement, doubt_of, foreign_language, judge
from archivist.ingest.reader import OcrOrder, Recognised
from archivist.ingest.shades import flat
from archivist.library.sources import Doubt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from PIL.Image import Image

    from archivist.ingest.found_words import Box

PREFERRED = ("rus", "kaz", "ukr", "eng")
"""Recognised together where nothing else was ordered: several at once cost little."""

_HAN = ("chi_sim", "chi_tra")

_MOST_PIXELS = 20_000_000
_FLAT = 16
"""A picture whose lightest and darkest points differ by less is blank."""

_GOOD, _SURE = 0.8, 75.0
"""So many known letters of all, and Tesseract so sure of them: nothing better is looked for."""

_VERY_SURE = 90.0

_MOST_READINGS = 4
"""A page is read so often at most, other languages not counted."""

_SMALL_PRINT = 18
_ENLARGED = 2.0
"""Words that are fewer pixels high are read from a picture so many times as large."""

_LATIN_LETTER = re.compile("[A-Za-z]")
_CYRILLIC_LETTER = re.compile("[\u0400-\u052f]")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Reading:
    """What one run of Tesseract gave."""

    words: Sequence[FoundWord] = ()
    languages: str = ""
    judgement: Judgement = Judgement()  # noqa: RUF009 - frozen
    sureness: float = 0.0
    text: str = ""

    @property
    def good(self) -> bool:
        """Tell whether it is not worth while to look for a better one."""
        known = self.judgement.known
        sense = known >= _GOOD or not self.judgement.says
        sense |= known >= POOR and self.sureness >= _VERY_SURE  # many names, or another language
        return bool(self.words) and sense and self.sureness >= _SURE

    @property
    def points(self) -> float:
        """How much sense it makes; short texts, of which nothing can be said, by their sureness."""
        if self.judgement.says:
            return self.judgement.points * (0.5 + self.sureness / 200)
        return (self.sureness - 50) / 50 * len(self.text)


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
        wished = order.languages or _with_expected(order.expected)
        chosen = [code for code in wished if code in models]
        if not chosen and not order.languages:
            chosen = [name for name in models if name != "osd"][: len(PREFERRED)]
        self._languages = "+".join(chosen)
        self._models = models
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
        best = self._best(gray)
        if not best.words:
            none = "no text was found on its picture"
            return Recognised(text="", warning=self._trouble or none)
        doubt = doubt_of(best.judgement, best.sureness)
        text, boxes = joined(best.words)
        return Recognised(
            text=text,
            boxes=boxes,
            language="+".join(best.judgement.main) or best.languages,
            confidence=best.sureness,
            doubt=doubt,
            warning="its recognised text is doubtful" if doubt is not Doubt.NONE else "",
        )

    def _best(self, gray: Image) -> _Reading:
        """Read a picture, mended in one way after the other, until the text makes sense."""
        best = _Reading()
        small = False
        for number, (picture, back) in enumerate(_versions(gray)):
            if number == _MOST_READINGS or (self._trouble and best.words):
                break
            found = self._in_languages(picture)
            if back is not None:
                found = self._reading(moved(found.words, back), found.languages)
            best = max(best, found, key=lambda reading: reading.points) if best.words else found
            small = 0 < word_height(found.words) * picture.height < _SMALL_PRINT
            if best.good:
                break
            if small and number == 0:
                larger = self._in_languages(mending.enlarged(picture, _ENLARGED))
                if back is not None:
                    larger = self._reading(moved(larger.words, back), larger.languages)
                best = max(best, larger, key=lambda reading: reading.points)
                if best.good:
                    break
        return best

    def _in_languages(self, picture: Image) -> _Reading:
        """Read a picture; once more where the text seems to be in a language not thought of."""
        found = self._read(picture, self._languages)
        if not self._ordered and (again := self._other_languages(found)):
            other = self._read(picture, again)
            return other if other.points >= found.points else found
        return found

    def _other_languages(self, found: _Reading) -> str:
        """Return the languages that a page should be read in once more, "" for none."""
        if not found.words:
            return ""
        latin = len(_LATIN_LETTER.findall(found.text))
        cyrillic = len(_CYRILLIC_LETTER.findall(found.text))
        if latin > cyrillic:
            foreign = foreign_language(found.text)
            if foreign in self._models and foreign not in self._languages:
                return f"{foreign}+eng" if "eng" in self._models else foreign
        if found.good:
            # Some letters of a Latin text that were taken for Cyrillic ones of the same shape.
            few = 0 < cyrillic < latin / 10 and self._languages != "eng"
            return "eng" if few and "eng" in self._languages else ""
        if self._han and self._han not in self._languages and self._looks_han():
            return f"{self._han}+eng"
        unlike = [code for code in PREFERRED if code in self._models]
        return "+".join(unlike) if self._order.expected and unlike else ""

    def _read(self, gray: Image, languages: str) -> _Reading:
        gray.info.clear()  # a false resolution does harm, and Tesseract can estimate it
        gray.save(self._file, compress_level=1)
        found = self._run("-l", languages, "--psm", self._layout, "tsv")
        return self._reading(list(words_of(found, gray.width, gray.height)), languages)

    @staticmethod
    def _reading(words: Sequence[FoundWord], languages: str) -> _Reading:
        text, _ = joined(words)
        return _Reading(
            words=words,
            languages=languages,
            judgement=judge(text),
            sureness=sureness(words),
            text=text,
        )

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


def _with_expected(expected: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages to begin with, where those of the file are known."""
    if not expected or set(expected) <= set(PREFERRED):
        return PREFERRED
    return (*expected, *(() if "eng" in expected else ("eng",)))


def _prepared(image: Image) -> Image:
    """Return a picture in shades of grey, not larger than Tesseract needs it."""
    gray = flat(image).convert("L")
    too_large = (gray.width * gray.height / _MOST_PIXELS) ** 0.5
    if too_large > 1:
        gray = gray.resize((round(gray.width / too_large), round(gray.height / too_large)))
    return gray


def _versions(gray: Image) -> Iterator[tuple[Image, Callable[[Box], Box] | None]]:
    """Yield a picture as it is read first, and then mended in other ways.

    Beside each stands what puts its boxes back to where they are on the picture before, None
    where they did not move.
    """
    look = mending.look_at(gray)
    base, back = gray, None
    if look.grainy:
        base = mending.smoothed(base)
    if look.crooked:
        base = mending.straightened(base, look.skew)
        back = partial(mending.place_before, size=gray.size, skew=look.skew)
    if look.faded or look.grainy:
        yield mending.evened(base), back
        yield base, back
    else:
        yield base, back
        yield mending.evened(base), back
    yield mending.cleaned(mending.evened(base)), back
    yield (mending.inked(base), back) if not look.crooked else (gray, None)
