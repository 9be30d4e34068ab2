"""The words that Tesseract found on a picture, and how they make a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from archivist.library.boxes import PackedBoxes
from archivist.library.sources import WordBox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Box = tuple[float, float, float, float]

_HAN_LETTER = re.compile("[\u2e80-\u9fff\uff00-\uffef]")
_WORD_LEVEL = "5"
_COLUMNS = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundWord:
    """A recognised word; `line` and `paragraph` tell words of different ones apart.

    The box is left, top, right and bottom as fractions of the picture, `sureness` of 100.
    """

    paragraph: tuple[str, ...]
    line: tuple[str, ...]
    box: Box
    sureness: float
    text: str


def words_of(table: str, width: int, height: int) -> Iterator[FoundWord]:
    """Read Tesseract's table of the words on a picture of so many pixels."""
    for line in table.splitlines()[1:]:
        cells = line.split("\t", _COLUMNS - 1)
        if len(cells) < _COLUMNS or cells[0] != _WORD_LEVEL or not cells[-1].strip():
            continue
        left, top, wide, high = map(int, cells[6:10])
        yield FoundWord(
            paragraph=tuple(cells[1:4]),
            line=tuple(cells[1:5]),
            box=(left / width, top / height, (left + wide) / width, (top + high) / height),
            sureness=float(cells[10]),
            text=cells[-1].strip(),
        )


def moved(words: Sequence[FoundWord], to: Callable[[Box], Box]) -> list[FoundWord]:
    """Return the words at other places of the picture."""
    return [replace(word, box=to(word.box)) for word in words]


def sureness(words: Sequence[FoundWord]) -> float:
    """Return how sure Tesseract is of the letters on the whole, of 100."""
    letters = sum(len(word.text) for word in words)
    return sum(word.sureness * len(word.text) for word in words) / max(1, letters)


def word_height(words: Sequence[FoundWord]) -> float:
    """Return the middle one of the heights of the words, as a share of the picture's."""
    heights = sorted(word.box[3] - word.box[1] for word in words)
    return heights[len(heights) // 2] if heights else 0.0


def joined(words: Sequence[FoundWord]) -> tuple[str, PackedBoxes]:
    """Put words together: spaces, line ends, an empty line between paragraphs."""
    text = ""
    boxes: list[WordBox] = []
    for before, word in pairwise((None, *words)):
        if word is None:
            continue
        if before is not None:
            text += _between(before, word)
        left, top, right, bottom = (min(1.0, max(0.0, side)) for side in word.box)
        place = {"left": left, "top": top, "right": right, "bottom": bottom}
        boxes.append(
            WordBox(
                start=len(text), end=len(text) + len(word.text), sureness=word.sureness, **place
            )
        )
        text += word.text
    return text, PackedBoxes.of(boxes, text)


def _between(before: FoundWord, word: FoundWord) -> str:
    if before.paragraph != word.paragraph:
        return "\n\n"
    if before.line != word.line:
        return "\n"
    return "" if _HAN_LETTER.match(before.text[-1]) and _HAN_LETTER.match(word.text[0]) else " "
