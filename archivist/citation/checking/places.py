"""Places within a source that cannot be: ranges that run backwards, sheets beyond the last."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.errors import ParseError
from archivist.library.references import parse_sheets

if TYPE_CHECKING:
    from archivist.library.references import Sheets

_RANGE = re.compile(r"(?<![\w.])(\d{1,9})\s*[-\u2010-\u2015]\s*(\d{1,9})(?![\w.]*\d)")
_COUNT = re.compile(r"\s*(\d{1,9})(?!\s*[-\u2010-\u2015/]|\w)")


def sheets_of(locator: str) -> Sheets:
    """Read a locator as a list of sheets; no sheets when it is none."""
    try:
        return parse_sheets(locator)
    except ParseError:
        return ()


def reversed_sheets(sheets: Sheets) -> str:
    """Return the first range of sheets that ends before it begins, "" for none."""
    for span in sheets:
        if span.last is not None and span.last.order < span.first.order:
            return f"{span.first.label}–{span.last.label}"
    return ""


def reversed_pages(pages: str) -> str:
    """Return the first range of pages that ends before it begins; `421–37` is 421 to 437."""
    for match in _RANGE.finditer(pages):
        first, last = match[1], match[2]
        whole = first[: len(first) - len(last)] + last
        if int(whole) < int(first):
            return match[0]
    return ""


def beyond_extent(sheets: Sheets, extent: str) -> str:
    """Return the first sheet that a file of this extent (`64 л.`) has not, "" for none."""
    count = _COUNT.match(extent)
    for span in sheets if count else ():
        for sheet in (span.first, span.last):
            if count and sheet is not None and sheet.order[0] > int(count[1]):
                return sheet.label
    return ""
