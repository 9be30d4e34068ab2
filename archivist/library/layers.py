"""The texts of a page: which is best, and where the words of one typed by hand stand."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from re import finditer
from typing import TYPE_CHECKING

from archivist.library.sources import Doubt, TextOrigin, WordBox

if TYPE_CHECKING:
    from collections.abc import Sequence

_RANKS = {
    TextOrigin.TRANSCRIPTION: 5,
    TextOrigin.FILE: 4,
    TextOrigin.OCR: 3,
    TextOrigin.TRANSLATION: 1,
    TextOrigin.NONE: 0,
}
_DOUBTFUL = 2
"""A text of a file or a program that makes no sense; still before a translation."""

Span = tuple[int, int]
"""A passage of a text: its first character and the one after its last."""

_MOST_WORDS = 20_000
"""Longer pages are not compared word by word."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LayerPage:
    """The text of a page as another program read it.

    `image` is the name of the picture that it was read from, "" where that is not said; `number`
    counts the pages of the file from 0. `language` is as the program calls it.
    """

    image: str
    number: int
    text: str
    boxes: Sequence[WordBox] = ()
    language: str = ""
    confidence: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadLayers:
    """Texts of pages from one file: by `who` (a program, or a person `by_hand`), and when."""

    name: str
    who: str = ""
    made: str = ""
    by_hand: bool = False
    pages: tuple[LayerPage, ...] = ()


def rank(origin: TextOrigin, doubt: Doubt = Doubt.NONE, *, text: bool = True) -> int:
    """Say how good a text of a page is to be shown: the best of a page has the highest."""
    if not text:
        return 0
    return min(_RANKS[origin], _DOUBTFUL) if doubt is not Doubt.NONE else _RANKS[origin]


def differing(text: str, other: str) -> tuple[tuple[Span, Span], ...]:
    """Return where two texts of a page differ: the words of each, none where one has none."""
    mine, theirs = (
        [(word.group(), *word.span()) for word in finditer(r"\S+", each)][:_MOST_WORDS]
        for each in (text, other)
    )
    matcher = SequenceMatcher(None, [word[0] for word in mine], [word[0] for word in theirs])
    return tuple(
        (_span(mine[first:last]), _span(theirs[from_:to]))
        for tag, first, last, from_, to in matcher.get_opcodes()
        if tag != "equal"
    )


def _span(words: Sequence[tuple[str, int, int]]) -> Span:
    return (words[0][1], words[-1][2]) if words else (0, 0)


def boxes_of(text: str, other: str, boxes: Sequence[WordBox]) -> tuple[WordBox, ...]:
    """Return where the words of a text stand, by another text of the same page with its boxes.

    Words that both have stand where they stand there; of those between, as many as there are on
    both sides take each other's places, and otherwise share the place from the first to the last.
    """
    ours = [match.span() for match in finditer(r"\S+", text)]
    theirs = sorted(boxes, key=lambda box: box.start)
    if not theirs or len(ours) > _MOST_WORDS or len(theirs) > _MOST_WORDS:
        return ()
    words = [text[slice(*span)] for span in ours]
    others = [other[box.start : box.end] for box in theirs]
    found: list[WordBox] = []
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    for tag, first, last, from_, to in matcher.get_opcodes():
        if tag in {"equal", "replace"}:
            found.extend(_shared(ours[first:last], theirs[from_:to]))
    return tuple(found)


def _shared(spans: Sequence[tuple[int, int]], boxes: Sequence[WordBox]) -> list[WordBox]:
    """Give each of some words a place among those of some others."""
    found = []
    for number, (start, end) in enumerate(spans):
        first = number * len(boxes) // len(spans)
        last = max(first + 1, (number + 1) * len(boxes) // len(spans))
        box = boxes[first]
        same_line = [one for one in boxes[first:last] if one.top < box.bottom]
        found.append(
            WordBox(
                start=start,
                end=end,
                left=min(one.left for one in same_line),
                top=min(one.top for one in same_line),
                right=max(one.right for one in same_line),
                bottom=max(one.bottom for one in same_line),
            )
        )
    return found
