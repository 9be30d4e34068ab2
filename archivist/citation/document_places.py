"""What the fields of templates print of where a document lies: its archive and its place there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archivist.citation.archives import archive_text
from archivist.library.references import UnitKind
from archivist.library.richtext import linked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from archivist.citation.documents import Document
    from archivist.library.richtext import RichText


def _archive(document: Document) -> RichText:
    """Return the archive's name, without the abbreviation that its own code begins with."""
    name = document.name
    if name and document.first and name.full and document.form.signed and _signature(document):
        name = replace(name, abbreviation="")
    return archive_text(name, document.style, first=document.first) if name else ()


def _signature(document: Document) -> str:
    """Return the reference code as its archive's abbreviation and number: `UCDA LA10/146`."""
    code = document.number(UnitKind.CODE)
    short = document.name.abbreviation if document.name else ""
    return f"{short} {code}" if code and short and not code.startswith(short) else code


def _city(document: Document) -> str:
    """Return the place, unless the name of the archive or its institution ends with it."""
    if document.name is None:
        return ""
    place = document.name.place
    names = (document.name.full, document.number(UnitKind.INSTITUTION))
    return "" if any(name.endswith(place) for name in names) else place


def _where(document: Document) -> str:
    """Return the place, or the country of an archive whose place is not known."""
    name = document.name
    return "" if name is None else _city(document) if name.place else name.country


def _without_sheets(document: Document) -> str:
    location = document.location
    more = tuple(replace(part, sheets=()) for part in location.more)
    return document.place.location(replace(location, sheets=(), more=more))


def _sheets(document: Document) -> str:
    location = document.location
    above = [level.kind.value for level in location.levels]
    return document.place.sheets(location.sheets, above) if location.sheets else ""


def _extent(document: Document) -> str:
    location = document.location
    return "" if location.sheets else document.place.extent(location.total_sheets)


def _file_title(document: Document) -> str:
    levels = document.location.levels
    name = next((level.name for level in levels if level.kind is UnitKind.FILE), "")
    return "" if name == document.record.title else name


def _online(document: Document) -> RichText:
    """Return the web address of what is found by it: a copy, or what has no other place."""
    placed = document.location.levels and not document.number(UnitKind.ORIGINAL)
    return () if placed else linked(document.record.url)


PLACES: Mapping[str, Callable[[Document], str | RichText]] = {
    "archive": _archive,
    "place": _city,
    "where": _where,
    "country": lambda document: document.name.country if document.name else "",
    "signature": _signature,
    "locator": lambda document: document.locator,
    "levels": _without_sheets,
    "sheets": _sheets,
    "extent": _extent,
    "file_title": _file_title,
    "online": _online,
}
"""What makes each field."""
