"""Words in their context: each find of a query, and what stands left and right of it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from archivist.library.ordering import sort_key
from archivist.search.folding import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archivist.search.snippets import Mark

WIDTH = 60
"""So many characters stand on each side of a word, if not said."""

_NEIGHBOURS = 3
"""So many words on a side say where a line stands among the others."""

_SPARE = 3
"""So many times its width a side is cut out at first: spaces and signs that are not seen go."""

_WHITE = re.compile(r"\s+")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\ufffe\x02]")
_BROKEN = re.compile(r"(?<=[^\W\d_])[-‐‑¬\u00ad\ufffe\x02][ \t]*(?:\r\n?|\n)\s*(?=([^\W\d_]))")
"""Where a word is broken at the end of a line; a capital letter after it keeps its hyphen."""


class InContext(NamedTuple):
    """A find from `start` to `end` (not included) of a text, and its line.

    `left`, `word` and `right` joined can be read as they are: the spaces between are theirs.
    """

    start: int
    end: int
    left: str
    word: str
    right: str


def in_context(text: str, marks: Iterable[Mark], width: int = WIDTH) -> list[InContext]:
    """Return the finds of a text in their context, at most so many characters on each side."""
    return [
        InContext(
            start,
            end,
            _left(text[max(0, start - _SPARE * width) : start], width),
            _on_one_line(text[start:end]).strip(),
            _right(text[end : end + _SPARE * width], width),
        )
        for start, end in marks
    ]


def left_neighbours(left: str) -> tuple[str, ...]:
    """Return what the words before a find are sorted by, the nearest first."""
    found = [word.raw for word in words(left)]
    return tuple(map(_key, reversed(found[-_NEIGHBOURS:])))


def right_neighbours(right: str) -> tuple[str, ...]:
    """Return what the words after a find are sorted by, the nearest first."""
    found: list[str] = []
    for word in words(right):
        found.append(_key(word.raw))
        if len(found) == _NEIGHBOURS:
            break
    return tuple(found)


@lru_cache(maxsize=20_000)
def _key(raw: str) -> str:
    return sort_key(raw)


def _left(text: str, width: int) -> str:
    line = _on_one_line(text).lstrip()
    if len(line) <= width:
        return line
    cut = line[-width:]
    if not line[-width - 1].isspace() and " " in cut[:-1]:
        cut = cut[cut.index(" ") + 1 :]
    return cut.lstrip()


def _right(text: str, width: int) -> str:
    line = _on_one_line(text).rstrip()
    if len(line) <= width:
        return line
    cut = line[:width]
    if not line[width].isspace() and " " in cut[1:]:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip()


def _on_one_line(text: str) -> str:
    """Return a text on one line, as it is read: words broken at line ends made whole."""
    if "\n" in text or "\r" in text:
        text = _BROKEN.sub(lambda found: "" if found[1].islower() else "-", text)
    return _WHITE.sub(" ", _UNSEEN.sub("", text))
