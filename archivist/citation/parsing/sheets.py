"""Sheets as entries write them: `12–15 об.`, `12 и об.`, `1-3v`, `5а`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from archivist.errors import ParseError
from archivist.library.references import parse_sheets

if TYPE_CHECKING:
    from archivist.library.references import Sheet

_SMALL = "a-zа-яёіїєқғңөұүһ"
_VERSO = (
    r"(?:оборот(?:ы|ная)?|\((?:об|оборот|зв|ob|v|verso|reverse)\.?\)"
    r"|(?:об|зв|ob|zv|verso|vo|v)(?![^\W\d_])\.?|сырты|背面)"
)
_LONG_VERSO = re.compile(r"оборот(?:ы|ная)?|reverse|(?<=[\d\s])zv(?!\w)", re.IGNORECASE)
_AND_VERSO = re.compile(r",\s?(?:об|зв|ob)\.?(?!\w)")
_WITH_VERSO = re.compile(r"\s\(?с\sоб(?:оротами|оротом|\.)\)?")
_ATOM = rf"\d+(?:\s?{_VERSO}|\s?(?:recto|r)(?!\w)|[{_SMALL}](?!\w))?(?:\s?{_VERSO})?"
AND = r"(?:и|та|і|й|and|және|&)"
SHEET_LIST = re.compile(
    rf"(?:{_ATOM})(?:\s*[-‐‑–—]+\s*(?={_ATOM})(?:{_ATOM})|\s*[,;、，]\s*(?=\d)(?:{_ATOM})"
    rf"|\s+{AND}\s+(?:{_VERSO}|{_ATOM})|,\s?{_VERSO}|\s\(?с\sоб(?:оротами|оротом|\.)\)?)*",
    re.IGNORECASE,
)


def sheet_fields(text: str) -> tuple[dict[str, Any], ...]:
    """Return a list of sheets as JSON tells it; () when it is none."""
    try:
        text = _WITH_VERSO.sub(" об.", _AND_VERSO.sub(" и об.", text))
        spans = parse_sheets(_LONG_VERSO.sub("об", text))
    except ParseError:
        return ()
    return tuple(
        {**_sheet("from", span.first), **(_sheet("to", span.last) if span.last else {})}
        for span in spans
    )


def _sheet(end: str, sheet: Sheet) -> dict[str, Any]:
    sides = {f"{end}_verso": sheet.verso, f"{end}_recto": sheet.recto}
    return {end: sheet.number, **{side: True for side, there in sides.items() if there}}
