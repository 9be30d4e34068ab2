"""Annotations, anchored by position and by quoted text so that they outlive a better text."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from archivist.library.values import AnnotationId, PageId, SourceId

CONTEXT = 32
"""How many characters before and after a quotation are kept with it."""

_ALIKE = 0.6
"""How like the old quotation a place must be (0 to 1) to be taken for it."""


class AnnotationKind(StrEnum):
    """What an annotation marks."""

    HIGHLIGHT = "highlight"
    REGION = "region"
    PAGE_NOTE = "page_note"


@dataclass(frozen=True, kw_only=True, slots=True)
class TextAnchor:
    """A passage: characters `start` to `end` of the page text, and the words themselves."""

    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Region:
    """A box on the page, in fractions of its width and height from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Annotation:
    """A mark on a page with an optional note and tags; `color` is `#rrggbb`."""

    id: AnnotationId
    source_id: SourceId
    page_id: PageId
    kind: AnnotationKind
    anchor: TextAnchor | None = None
    region: Region | None = None
    color: str = "#f6d55c"
    note: str = ""
    tags: tuple[str, ...] = ()
    created: datetime
    modified: datetime


def anchor_at(text: str, start: int, end: int) -> TextAnchor:
    """Anchor the passage from `start` to `end` of a page's text.

    Raises:
        ValueError: when the passage is empty or lies outside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no passage from {start} to {end} in {len(text)} characters")
    return TextAnchor(
        start=start,
        end=end,
        quote=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )


def find_quote(text: str, quote: str) -> tuple[int, int] | None:
    """Find a quotation in a text, white space and case apart; None when it is not there."""
    wanted = "".join(quote.split()).casefold()
    folded, places = _squeezed(text)
    at = folded.find(wanted) if wanted else -1
    return (places[at], places[at + len(wanted) - 1] + 1) if at >= 0 else None


def locate(anchor: TextAnchor, text: str) -> tuple[int, int] | None:
    """Find an anchored passage in the page's present text, which may be a better one.

    Tries the old position, then the same words elsewhere (the place whose surroundings are most
    alike), then words that are like enough. Returns None when the passage is gone.
    """
    if text[anchor.start : anchor.end] == anchor.quote:
        return anchor.start, anchor.end
    wanted = "".join(anchor.quote.split()).casefold()
    folded, places = _squeezed(text)
    if not wanted or not folded:
        return None
    starts = [at for at in range(len(folded)) if folded.startswith(wanted, at)]
    if starts:
        best = max(starts, key=lambda at: _likeness(anchor, text, places, at, len(wanted)))
        return places[best], places[best + len(wanted) - 1] + 1
    return _nearest(wanted, folded, places)


def _squeezed(text: str) -> tuple[str, list[int]]:
    """Return the text folded and without white space, and where each character came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if not letter.isspace():
            for folded in letter.casefold():
                letters.append(folded)
                places.append(place)
    return "".join(letters), places


def _likeness(anchor: TextAnchor, text: str, places: list[int], at: int, length: int) -> float:
    start, end = places[at], places[at + length - 1] + 1
    before = difflib.SequenceMatcher(
        None, anchor.prefix, text[max(0, start - CONTEXT) : start], autojunk=False
    )
    after = difflib.SequenceMatcher(None, anchor.suffix, text[end : end + CONTEXT], autojunk=False)
    nearness = 1 / (1 + abs(start - anchor.start))
    return before.ratio() + after.ratio() + nearness / 10


def _nearest(wanted: str, folded: str, places: list[int]) -> tuple[int, int] | None:
    matcher = difflib.SequenceMatcher(None, folded, wanted, autojunk=False)
    block = matcher.find_longest_match()
    if not block.size:
        return None
    start = max(0, block.a - block.b)
    end = min(len(folded), start + len(wanted))
    alike = difflib.SequenceMatcher(None, folded[start:end], wanted, autojunk=False).ratio()
    return (places[start], places[end - 1] + 1) if alike >= _ALIKE else None
