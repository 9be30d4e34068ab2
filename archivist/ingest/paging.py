"""Cuts long text without pages of its own into pages, so that hits and the reader stay quick."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = 3_000
"""About so many characters make a page."""

_LONGEST = PAGE * 3 // 2
_SHORTEST = PAGE * 2 // 3

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


def page_texts(text: str) -> Iterator[str]:
    """Cut a text at its form feeds, and where that leaves more than a page at paragraph ends.

    Nothing is lost but the form feeds and the white space around a cut; empty pages are left out.
    """
    for part in text.split("\f"):
        start = 0
        while start < len(part):
            end = _page_end(part, start)
            if page := _EMPTY_LINES.sub("", part[start:end].rstrip()):
                yield page
            start = end


def _page_end(text: str, start: int) -> int:
    """Return where the page that begins at `start` ends: as near to a page's length as can be."""
    if len(text) - start <= _LONGEST:
        return len(text)
    ideal = start + PAGE
    for pattern in _ENDS:
        ends = [
            match.end() for match in pattern.finditer(text, start + _SHORTEST, start + _LONGEST)
        ]
        if ends:
            return min(ends, key=lambda end: abs(end - ideal))
    return ideal
