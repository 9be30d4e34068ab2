"""Keeps from the library what no database can hold: sizes without measure, halves of letters."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archivist.ingest.reader import Facts, ReadPage

_WIDEST = 1e9


def storable_page(page: ReadPage) -> ReadPage:
    """Return a page whose size and text can be stored, mostly the same one."""
    if not (0 <= page.width <= _WIDEST and 0 <= page.height <= _WIDEST):
        page = replace(page, width=_within(page.width), height=_within(page.height))
    text = whole(page.text)
    return page if text is page.text else replace(page, text=text)


def storable_facts(facts: Facts) -> Facts:
    """Return what a file says of itself in letters that can be stored."""
    return replace(
        facts,
        title=whole(facts.title),
        creators=tuple(map(whole, facts.creators)),
        date=whole(facts.date),
    )


def whole(text: str) -> str:
    """Return a text in which halves of letters are replaced, mostly the same one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _within(size: float) -> float:
    return 0.0 if math.isnan(size) else min(_WIDEST, max(0.0, size))
