"""Which kind of published source an entry describes, told by its fields and words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.citation.parsing.days import day_iso

if TYPE_CHECKING:
    from archivist.citation.parsing.lexicon import Lexicon
    from archivist.citation.parsing.text import Draft

_OF_DAY = re.compile(
    r"(?:от|від|of)\s+(?P<date>\d{1,2}(?:\.\d{1,2}\.|\s\w+\.?\s)\d{4})(?:\s*(?:[гр]\.|года|року))?(?:\s*(?:№|N|no\.?)\s?(?P<number>[\w/-]+))?"
)


def put_kind(draft: Draft, lexicon: Lexicon) -> None:
    """Set `type`, `subtype` and the dates of a published source."""
    fields = draft.fields
    coded = fields.pop("coded", "")
    title = str(fields.get("title") or "").casefold()
    genre = str(fields.get("genre") or "").casefold()
    _put_day(draft)
    fields["type"] = coded or _by_words(title, genre, fields, lexicon) or _by_fields(fields)
    if fields["type"] == "book" and any(word in title for word in lexicon.words["documents"]):
        fields["subtype"] = "document_collection"
    if fields["type"] in {"law", "treaty"} and (of_day := _OF_DAY.search(str(fields["title"]))):
        if iso := day_iso(of_day["date"]):
            fields["date"] = iso
        if of_day["number"]:
            fields["document_number"] = of_day["number"]
    if genre.startswith("автореф"):
        fields["subtype"] = "abstract"


def _put_day(draft: Draft) -> None:
    fields = draft.fields
    day = fields.pop("day", "")
    if not day:
        return
    year = fields.get("year", "")
    days = (day_iso(text) for text in (f"{day} {year}", f"{day}, {year}", day))
    fields["date"] = next(filter(None, days), day)


def _by_words(title: str, genre: str, fields: dict[str, object], lexicon: Lexicon) -> str:
    """Return the kind that words of the title tell, "" for none."""
    words = lexicon.words
    contained = "container" in fields
    told = {
        "thesis": bool(genre) and _has(genre, words["thesis"]),
        "report": _has(title, words["report"]) and not contained,
        "standard": title.startswith(words["standard"]) and re.search(r"\d", title) is not None,
        "interview": _has(title, words["interview"])
        and (contained or (title.startswith(words["interview"]) and "pages" not in fields)),
        "treaty": title.startswith(words["treaty"]) and "authors" not in fields,
        "law": "authors" not in fields
        and _has(title, words["law"])
        and (title.startswith(words["law"]) or _OF_DAY.search(title) is not None),
    }
    return next((kind for kind, so in told.items() if so), "")


def _has(text: str, words: tuple[str, ...]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for word in words)


def _by_fields(fields: dict[str, object]) -> str:
    if "url" in fields and not fields.keys() & {"publisher", "place", "pages", "issue", "volume"}:
        return "web"
    if "container" in fields:
        if "date" in fields and "volume" not in fields:
            return "newspaper"
        return "chapter" if {"publisher", "place"} & set(fields) else "article"
    return "book"
