"""Cuts long text without pages of its own into pages, so that hits and the reader stay quick."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = 3_000
"""About so many characters make a page."""

WHOLE = 15_000
"""Where an author made parts, such as chapters, those that are not longer stay whole."""

_EMPTY_LINES = re.compile(r"\A\s*\n")

_ENDS = (
    re.compile(r"\n[ \t]*\n\s*"),  # paragraph
    re.compile(r"\n"),  # line
    re.compile(r"(?<=[.!?…;。！？；])[\s\u200b]*"),  # sentence
    re.compile(r"\s+"),  # word
)


def normal_lines(text: str) -> str:
    r"""Return a text with \n as the only line end, and without null characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return text.replace("\x85", "\n").replace("\u2028", "\n").replace("\u2029", "\n")


def page_texts(text: str, *, whole: bool = False) -> Iterator[str]:
    """Cut a text at its form feeds, and where that leaves more than a page at paragraph ends.

    Nothing is lost but the form feeds and the white space around a cut; empty pages are left out.
    Parts that are to stay `whole` may be some pages long.
    """
    size = WHOLE if whole else PAGE
    for part in text.split("\f"):
        start = 0
        while start < len(part):
            end = _page_end(part, start, size)
            if page := _EMPTY_LINES.sub("", part[start:end].rstrip()):
                yield page
            start = end


def _page_end(text: str, start: int, size: int) -> int:
    """Return where the page that begins at `start` ends: as near to its size as can be."""
    longest, shortest = size * 3 // 2, size * 2 // 3
    if len(text) - start <= longest:
        return len(text)
    ideal = start + size
    for pattern in _ENDS:
        ends = [match.end() for match in pattern.finditer(text, start + shortest, start + longest)]
        if ends:
            return min(ends, key=lambda end: abs(end - ideal))
    return ideal
