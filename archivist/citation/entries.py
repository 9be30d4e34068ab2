"""Entries: any source, archival or published, as a style prints it."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from archivist.citation.archival import format_archival, format_listed, format_reference
from archivist.citation.published import format_published
from archivist.citation.template import ended
from archivist.errors import ParseError
from archivist.library.records import RecordKind
from archivist.library.references import Sheet, SheetSpan, parse_sheets
from archivist.library.values import EN

if TYPE_CHECKING:
    from archivist.citation.styles import Style, Words
    from archivist.library.archive import ArchiveName
    from archivist.library.records import Citable, Record
    from archivist.library.references import Level, Sheets
    from archivist.library.richtext import RichText

_LATIN = re.compile(r"[^\W\d_]")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


Facts = TypeVar("Facts", "Record", "ArchiveName", "Level")
"""What holds facts as texts."""


def is_archival(citable: Citable) -> bool:
    """Tell whether a source is cited by its place in an archive, or as a document that has none."""
    if citable.archive is not None or citable.location.levels:
        return True
    record = citable.record
    printed = record.publisher or record.container or record.url or record.doi
    return record.kind is RecordKind.ARCHIVAL and not printed


def format_entry(
    citable: Citable, style: Style, *, first: bool = True, locator: str = ""
) -> RichText:
    """Print a source, with a stop at the end.

    `first` tells whether its archive is mentioned for the first time. `locator` names the sheets
    or pages meant instead of those of the record (`л. 61`, `с. 12`).
    """
    text = entry_text(citable, style, first=first, locator=locator)
    return ended(text, style.archival.end if is_archival(citable) else ".")


def entry_text(
    citable: Citable, style: Style, *, first: bool = True, locator: str = ""
) -> RichText:
    """Print a source as `format_entry` does, with no stop of its own at the end."""
    citable = tidied(citable)
    words = words_for(citable.record, style)
    if is_archival(citable):
        return format_archival(placed_at(citable, locator), style, words, first=first)
    return format_published(citable.record, style, words, locator)


def format_place(citable: Citable, style: Style, *, first: bool = False) -> RichText:
    """Print where an archival document lies, for a note to a text that names the document."""
    words = words_for(citable.record, style)
    return ended(format_reference(citable, style, words, first=first), style.archival.end)


def format_for_list(citable: Citable, style: Style, *, collected: bool = False) -> RichText:
    """Print a source for the list of a style of notes, where that has a form of its own.

    `collected` stands for all that is cited of an archive's fund or collection.
    """
    if not is_archival(citable):
        return format_entry(citable, style)
    citable = tidied(citable)
    text = format_listed(citable, style, words_for(citable.record, style), collected=collected)
    return ended(text, style.archival.end)


def words_for(record: Record, style: Style) -> Words:
    """Return the words for a record: of its language, else of its script, else the style's."""
    if record.language in style.follow:
        return style.words[record.language]
    letters = _LATIN.findall(record.title)
    if letters and letters[0].isascii() and EN in style.follow:
        return style.words[EN]
    return style.words[style.language]


def tidied(citable: Citable) -> Citable:
    """Return a source without what was pasted around and within its fields and cannot be seen.

    White space is one space; control characters and those that turn the line around are gone.
    """
    archive, location = citable.archive, citable.location
    return replace(
        citable,
        record=_tidied(citable.record),
        archive=archive and replace(archive, names=tuple(map(_tidied, archive.names))),
        location=replace(location, levels=tuple(map(_tidied, location.levels))),
    )


def _tidied(facts: Facts) -> Facts:
    """Return a record, a name or a level with its texts tidied; the same one where all are tidy."""
    clean: dict[str, Any] = {}
    for field in fields(facts):
        value = getattr(facts, field.name)
        if type(value) is str and value != (text := " ".join(_UNSEEN.sub(" ", value).split())):
            clean[field.name] = text
    return replace(facts, **clean) if clean else facts


def placed_at(citable: Citable, locator: str) -> Citable:
    """Return an archival document with the sheets of a locator instead of its own."""
    if not locator.strip():
        return citable
    location = replace(citable.location, sheets=_sheets(locator), more=())
    return replace(citable, location=location)


def _sheets(locator: str) -> Sheets:
    """Read a locator; what is no list of sheets (“карта 3”) stands as it is."""
    try:
        return parse_sheets(locator)
    except ParseError:
        return (SheetSpan(first=Sheet(number=locator.strip())),)
