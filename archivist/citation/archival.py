"""How a document in an archive is printed: its heading, its archive, and the place within."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archivist.citation.archives import archive_name, archive_text, labels_for
from archivist.citation.documents import Document
from archivist.citation.places import Place
from archivist.citation.template import capitalised, render, spaced, unseparated
from archivist.library.references import Location
from archivist.library.richtext import plain, rich
from archivist.library.values import ZH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.citation.styles import Style, Words
    from archivist.citation.template import Template
    from archivist.library.archive import Archive
    from archivist.library.records import Citable
    from archivist.library.references import Level, Sheets
    from archivist.library.richtext import RichText


def format_archival(citable: Citable, style: Style, words: Words, *, first: bool) -> RichText:
    """Print a document in an archive; `first` mentions the archive in full.

    What has no place in an archive's hierarchy is printed in the style's form for that.
    """
    document = Document(citable, style, words, first=first)
    form = style.archival
    if not document.location.levels:
        return _printed(form.unplaced, document)
    return _printed(form.placed if first else form.later or form.placed, document)


def format_listed(
    citable: Citable, style: Style, words: Words, *, collected: bool = False
) -> RichText:
    """Print a document as the list of a style of notes has it.

    `collected` stands for all that is cited of its fund or collection.
    """
    form = style.archival
    template = form.collected if collected else ()
    document = Document(citable, style, words, first=True)
    return _printed(template or form.listed, document) or format_archival(
        citable, style, words, first=True
    )


def format_reference(citable: Citable, style: Style, words: Words, *, first: bool) -> RichText:
    """Print where a document lies, without what it is."""
    document = Document(citable, style, words, first=first)
    return unseparated(render(style.archival.reference, document.value))


def document_head(citable: Citable, style: Style, words: Words) -> RichText:
    """Print who wrote what, without where it lies."""
    return Document(citable, style, words, first=False).value("head")


def place_of(citable: Citable, style: Style) -> Place:
    """Return what writes places in a document's archive, in the words for that document."""
    language = citable.record.language
    name = archive_name(citable.archive, style, language) if citable.archive else None
    labels = labels_for(name, citable.archive, style, language)
    return Place(style=style, labels=labels, language=language)


def short_reference(archive: Archive, levels: Sequence[Level], sheets: Sheets, style: Style) -> str:
    """Return where something lies, for a list on the screen: no full name, no stop at the end."""
    name = archive_name(archive, style, style.language)
    labels = labels_for(name, archive, style, style.language)
    place = Place(style=style, labels=labels, language=name.language)
    location = place.location(Location(levels=tuple(levels), sheets=sheets))
    fields = {"archive": archive_text(name, style, first=False), "locator": rich(location)}
    return plain(render(style.archival.reference, lambda field: fields.get(field, ())))


def _printed(template: Template, document: Document) -> RichText:
    """Print an entry, which neither ends with a separator nor begins with a small label."""
    if document.form.spaced and document.record.language != ZH:
        template = spaced(template)
    text = unseparated(render(template, document.value))
    place = document.locator
    if text and place and plain(text).startswith(place):
        return (replace(text[0], text=capitalised(text[0].text)), *text[1:])
    return text
