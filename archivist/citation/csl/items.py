"""What goes into citeproc.js and what comes out: sources, citations, marks and entries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archivist.citation.fields.csl_json import csl_item

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archivist.library.records import Citable
    from archivist.library.richtext import RichText

PAGE = "page"
"""What a place in a source is when nothing else is said."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CslCite:
    """One source in a citation, by its key, with the place in it and a word before it.

    `label` is what the place counts, as CSL names it: "page", "folio", "volume", …
    """

    key: str
    locator: str = ""
    label: str = PAGE
    prefix: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CslCluster:
    """One citation of one or more sources; `note` is the number of its note, 0 in the text."""

    items: tuple[CslCite, ...]
    note: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class CslCited:
    """What a text cites: one mark for each citation, and entries by key in the style's order."""

    marks: tuple[RichText, ...]
    entries: Mapping[str, RichText]


_LABELS = {
    PAGE: r"страница|стр|сс?|pages?|pp?|бет|бб?|pg|页",
    "folio": r"листы?|лл?|арк|аркуш|парақ|пп?(?=-|$)|sheets?|folios?|fols?|ff?|ll?|п",
    "volume": r"том|тт?|vols?|v|volume|卷",
    "chapter": r"глава|гл|chapter|chap|ch|тарау",
    "issue": r"№|no|вып|issue",
    "section": r"§|sec|section|разд",
    "article-locator": r"ст|статья|art|article",
    "note": r"прим|n(?=\.)|note",
    "figure": r"рис|fig|figure|сурет",
    "table": r"табл|table|кесте",
}
_NUMBER = r"\d[\w.,–—\-\s:/]*|[ivxlcdm]+"
_LABEL_FIRST = [
    (label, re.compile(rf"(?:{words})\.?\s*(?P<place>{_NUMBER})", re.IGNORECASE))
    for label, words in _LABELS.items()
]
_LABEL_LAST = [
    (label, re.compile(rf"(?P<place>\d[\d–—\-]*?)\s?-?\s?(?:{words})\.?", re.IGNORECASE))
    for label, words in _LABELS.items()
]


def read_place(text: str) -> tuple[str, str]:
    """Return a place as it is typed (`с. 12`, `л. 61`, `15-б.`, `vol. 2`) as CSL label and number.

    A bare number is a page; other words stay as they are, as a page too.
    """
    text = " ".join(text.split()).removeprefix("第")
    for label, form in (*_LABEL_FIRST, *_LABEL_LAST):
        if found := form.fullmatch(text):
            return label, found["place"].strip()
    return PAGE, text


def item_of(citable: Citable) -> dict[str, Any]:
    """Return a source as CSL-JSON, with a title when nothing else would tell it from others."""
    item = csl_item(citable)
    if "title" not in item and (place := item.get("archive_location")):
        item["title"] = place
    return item
