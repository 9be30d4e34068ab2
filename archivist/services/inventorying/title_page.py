"""Where an inventory goes, as the title above its table says: archive, fund, series."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from archivist.library.inventories import ReadTable

_NUMBER = r"(?:№|\bno?\b\.?)?\s*([^\s\d,;:«»()/]*\d[^\s,;:«»()/]*)"
_FUND = re.compile(
    rf"(?:\bфонда?\b|\bқор\w*|\bfonds?\b|\bfund\b)[\s.]*{_NUMBER}|([^\s\d,;№/]*\d[^\s,;/]*)\s+қор",
    re.IGNORECASE,
)
_SERIES = re.compile(
    rf"(?:\bопис[ьи]?\b|\bтізімдеме\w*|\bseries\b|\binventory\b)[\s.]*{_NUMBER}"
    r"|([^\s\d,;№/]*\d[^\s,;/]*)\s+тізімдеме",
    re.IGNORECASE,
)
_ARCHIVE = re.compile(r"\b(?:архив|архів|мұрағат|мұрағаты|archives?)\b", re.IGNORECASE)
_LONGEST = 150


def told_place(table: ReadTable, head: int, *, is_archive: Callable[[str], bool]) -> str:
    """Return the place as it is typed ("АП РК/5-Н/1"); "" when no archive is told.

    `is_archive` knows the archives of the library by any of their names.
    """
    titles = [
        [cell for cell in row.cells if 0 < len(cell) <= _LONGEST]
        for row in table.rows[: max(head, 0)]
    ]
    cells = [cell for row in titles for cell in row]
    known = [cell for cell in cells if is_archive(cell)]
    named = [cell for cell in cells if _ARCHIVE.search(cell) and not re.search(r"\d", cell)]
    if not (known or named):
        return ""
    text = "\n".join(" ".join(row) for row in titles)
    parts = [(known or named)[0].replace("/", " ")]
    for pattern in (_FUND, _SERIES):
        found = pattern.search(text)
        if found is None:
            break
        parts.append((found[1] or found[2]).rstrip("."))
    return "/".join(parts)
