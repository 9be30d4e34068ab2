"""Places in a source as they are typed: `л. 61 об.`, `с. 12–15`, `pp. 3, 4`, `15-б.`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class LocatorKind(StrEnum):
    """What a locator counts; OTHER is anything that is neither: `карта 3`, `рис. 2`."""

    SHEET = "sheet"
    PAGE = "page"
    BARE = "bare"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class Locator:
    """A locator in its parts: `label` is the word as typed, without its stop, `numbers` the rest.

    `many` tells whether more than one sheet or page is named.
    """

    kind: LocatorKind
    numbers: str
    label: str = ""
    many: bool = False


_SHEET = r"лл?|листы?|арк|аркуші?|парақ(?:тар)?|ll?|ff?|fols?|folios?|sheets?"
_PAGE = r"сс?|стр|страницы?|ст|бет(?:тер)?|pp?|pages?"
_NUMBERS = r"\d.*|[ivxlc]+(?:\b.*)?"
_BEFORE = re.compile(
    rf"(?:(?P<sheet>{_SHEET})|(?P<page>{_PAGE}))(?:\.\s*|\s+)(?P<numbers>{_NUMBERS})", re.IGNORECASE
)
_AFTER = re.compile(
    r"(?P<numbers>\d[\d\s,\-\u2010-\u2015]*?)\s*[-\u2010-\u2015]?\s*"
    r"(?:(?P<sheet>парақ|п)|(?P<page>бет|б|页))\.?",
    re.IGNORECASE,
)
_SIDE = r"(?:\s?(?:об|зв|ob|verso|сырты)\.?|[vr]\b)"
_BARE = re.compile(rf"\d+{_SIDE}?(?:\s*[,\-\u2010-\u2015]\s*\d+{_SIDE}?)*", re.IGNORECASE)
_ONE = re.compile(r"[\w.]+(?:\s*(?:об|зв|ob|v|r|сырты)\.?)?", re.IGNORECASE)


def parse_locator(text: str) -> Locator:
    """Read a locator; what fits no form is OTHER, as it was typed."""
    text = " ".join(text.split())
    if _BARE.fullmatch(text):
        return Locator(kind=LocatorKind.BARE, numbers=text, many=not _ONE.fullmatch(text))
    match = _BEFORE.fullmatch(text) or _AFTER.fullmatch(text)
    if match is None:
        return Locator(kind=LocatorKind.OTHER, numbers=text)
    numbers = match["numbers"].strip()
    return Locator(
        kind=LocatorKind.SHEET if match["sheet"] else LocatorKind.PAGE,
        numbers=numbers,
        label=match["sheet"] or match["page"],
        many=not _ONE.fullmatch(numbers),
    )
