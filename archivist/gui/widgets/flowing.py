"""Lines that were broken by the width of a page, made to flow again."""

from __future__ import annotations

import re

_LEAST = 40
"""A shorter line was not broken by the width of its page."""

_FULL = 0.75
"""How long a broken line is at least, beside the longest."""

_OWN_LINE = re.compile(r"\s|[-–—•*·#|>]|\d+[.)]|[a-zа-я][.)]\s", re.IGNORECASE)
_COLUMNS = re.compile(r"\t|\||\S {2,}\S")


def flowing(text: str) -> str:
    """Return a text of the same length in which the lines of a paragraph flow into each other.

    Lists, columns, verses and the last lines of paragraphs keep their ends.
    """
    lines = text.split("\n")
    longest = max(map(len, lines))
    full = max(_LEAST, round(longest * _FULL))
    parts = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        joins = len(line) >= full and following and not _OWN_LINE.match(following)
        columns = joins and (_COLUMNS.search(line) or _COLUMNS.search(following))
        parts.append(line + (" " if joins and not columns else "\n"))
    return "".join(parts)[:-1]
