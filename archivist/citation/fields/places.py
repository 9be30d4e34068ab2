"""Places in an archive as JSON tells them: levels, sheets, several files or boxes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from archivist.citation.fields.values import text_of
from archivist.errors import ParseError
from archivist.library.references import (
    FilePart,
    Level,
    Location,
    Sheet,
    SheetSpan,
    UnitKind,
    parse_sheets,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archivist.library.references import Sheets

_LEVELS = (
    (UnitKind.INSTITUTION, ("institution",)),
    (UnitKind.DEPARTMENT, ("department",)),
    (UnitKind.RECORD_GROUP, ("record_group", "rg")),
    (UnitKind.SUBGROUP, ("subgroup",)),
    (UnitKind.LETTER_CODE, ("lettercode", "letter_code")),
    (UnitKind.COLLECTION, ("collection",)),
    (UnitKind.FUND, ("fund", "fonds")),
    (UnitKind.SERIES, ("series",)),
    (UnitKind.ENTRY, ("entry",)),
    (UnitKind.CODE, ("refcode", "code", "shelfmark", "inventory_number")),
    (UnitKind.SECTION, ("section",)),
    (UnitKind.CONTAINER, ("container",)),
    (UnitKind.BOX, ("box",)),
    (UnitKind.FOLDER, ("folder", "papka")),
    (UnitKind.FILE, ("file", "file_unit")),
    (UnitKind.PIECE, ("piece",)),
    (UnitKind.ITEM, ("item",)),
)
"""The levels from the highest to the lowest, and the names of their fields."""

_SHELFMARK = re.compile(r".*\b(?:series|subseries|group|entry)\s[\w.]*\d[\w.]*", re.IGNORECASE)
_ORIGINAL = ("archive", "abbr", "repository")


def location_of(fields: Mapping[str, Any]) -> Location:
    """Return the place that fields by name describe."""
    parts = _parts(fields)
    first = {**fields, **parts[0]} if parts else fields
    shared = {name: fields[name] for name in ("file_label",) if name in fields}
    return Location(
        levels=(*_levels(first), *_original(fields.get("original"))),
        sheets=sheets_of(first.get("sheets")),
        total_sheets=text_of(fields, "total_sheets"),
        more=tuple(
            FilePart(levels=_levels({**shared, **part}), sheets=sheets_of(part.get("sheets")))
            for part in parts[1:]
        ),
    )


def _parts(fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the several files or boxes of one reference, each with fields of its own."""
    for name, field in (("boxes", "box"), ("files", "file"), ("file", "file")):
        if isinstance(listed := fields.get(name), list):
            return [one if isinstance(one, dict) else {field: one} for one in listed]
    return []


def _levels(fields: Mapping[str, Any]) -> tuple[Level, ...]:
    levels = [
        level for kind, names in _LEVELS if (level := _level(fields, kind, names)) is not None
    ]
    volume = text_of(fields, "volume")
    if volume and levels:
        at = next((at for at, one in enumerate(levels) if one.kind is UnitKind.FILE), -1)
        levels[at] = replace(levels[at], volume=volume)
    return tuple(levels)


def _level(fields: Mapping[str, Any], kind: UnitKind, names: tuple[str, ...]) -> Level | None:
    name = names[0]
    number = text_of(fields, *names)
    titles = [f"{one}_{what}" for one in names for what in ("name", "title")]
    if kind is UnitKind.SERIES:
        short = text_of(fields, "series_short", "series_abbr")
        titles, number = (["series"], short) if short else (titles, number)
        number = number or _shelfmark(fields)
    if kind is UnitKind.COLLECTION and _shelfmark(fields):
        return None
    title = text_of(fields, *titles)
    if not number and not (title and kind is UnitKind.RECORD_GROUP):
        return None
    return Level(
        kind=kind,
        number=number,
        latin=text_of(fields, f"{name}_en"),
        suffix=text_of(fields, "subseries") if kind is UnitKind.SERIES else "",
        label=text_of(fields, f"{name}_label"),
        name=title,
    )


def _shelfmark(fields: Mapping[str, Any]) -> str:
    """Return a collection that is the number of a series: `GEB Series 1.3`."""
    collection = text_of(fields, "collection")
    return collection if _SHELFMARK.fullmatch(collection) else ""


def _original(fields: object) -> tuple[Level, ...]:
    """Return where the original of a copy lies: its archive as a level, its place below."""
    if not isinstance(fields, dict):
        return ()
    archive = fields.get("archive")
    name = text_of(fields, *_ORIGINAL)
    if isinstance(archive, dict):
        names = [form for form in archive.values() if isinstance(form, list) and form]
        name = text_of({"name": names[0][0]}, "name") if names else ""
    below = _levels(fields)
    return (Level(kind=UnitKind.ORIGINAL, number=name), *below) if name else below


def sheets_of(value: object) -> Sheets:
    """Read sheets: a list of spans with `from` and `to`, or a text; what is neither is none."""
    if isinstance(value, str | int):
        return _sheets_in(str(value))
    if not isinstance(value, list):
        return ()
    spans = (_span(one) for one in value)
    return tuple(span for span in spans if span is not None)


def _sheets_in(text: str) -> Sheets:
    try:
        return parse_sheets(text)
    except ParseError:
        return (SheetSpan(first=Sheet(number=text.strip())),)


def _span(value: object) -> SheetSpan | None:
    if not isinstance(value, dict):
        value = {"from": value}
    first = _sheet(value, "from")
    return SheetSpan(first=first, last=_sheet(value, "to")) if first else None


def _sheet(span: Mapping[str, Any], end: str) -> Sheet | None:
    number = text_of(span, end)
    if not number:
        return None
    return Sheet(
        number=number,
        verso=span.get(f"{end}_verso") is True,
        recto=span.get(f"{end}_recto") is True,
    )
