"""How an archive is named: language, first mention and later ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.citation.template import render
from archivist.library.archive import ROMANISED
from archivist.library.richtext import rich
from archivist.library.values import EN

if TYPE_CHECKING:
    from archivist.citation.styles import Labels, Style
    from archivist.library.archive import Archive, ArchiveName
    from archivist.library.richtext import RichText
    from archivist.library.values import ArchiveId, LanguageCode

Mention = tuple["ArchiveId", "LanguageCode"]
"""An archive under its name in one language: what a reader has to meet in full once."""


def archive_name(archive: Archive, style: Style, language: LanguageCode) -> ArchiveName:
    """Return the name that a style prints for a record in a language."""
    order = (language,) if language in style.archive.follow else ()
    for wanted in (*order, *style.archive.otherwise):
        for name in archive.names:
            if name.language == wanted and (name.full or name.abbreviation):
                return name
    return archive.names[0]


def mention(archive: Archive, style: Style, language: LanguageCode) -> Mention:
    """Return under which name a style mentions an archive, to tell a first mention by."""
    return archive.id, archive_name(archive, style, language).language


def archive_text(name: ArchiveName, style: Style, *, first: bool) -> RichText:
    """Return an archive's name as a style prints it at its first mention or later."""
    form = style.archive.first if first else style.archive.later
    return render(form, lambda field: rich(getattr(name, field)))


def labels_for(name: ArchiveName | None, style: Style, language: LanguageCode) -> Labels:
    """Return the labels of an archive's levels: in the language of its name, else the style's."""
    named = EN if name and name.language == ROMANISED else name.language if name else language
    for wanted in (named, style.language, *style.labels):
        if wanted in style.labels:
            return style.labels[wanted]
    raise AssertionError("a style without labels is not read")
