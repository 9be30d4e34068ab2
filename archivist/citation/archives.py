"""How an archive is named: language, first mention and later ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.citation.romanising import Romaniser
from archivist.citation.template import render
from archivist.citation.transliteration import is_cyrillic, language_of
from archivist.library.archive import ROMANISED
from archivist.library.richtext import rich
from archivist.library.values import EN, RU, UK, UNKNOWN_LANGUAGE, ZH

if TYPE_CHECKING:
    from archivist.citation.styles import Labels, Style
    from archivist.library.archive import Archive, ArchiveName
    from archivist.library.richtext import RichText
    from archivist.library.values import ArchiveId, LanguageCode

Mention = tuple["ArchiveId", "LanguageCode"]
"""An archive under its name in one language: what a reader has to meet in full once."""

_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_OFFICIAL = {UK: "kmu-2010"}
"""Schemes in which the archives of a country write their own names, whatever the style's is."""


def archive_name(
    archive: Archive, style: Style, language: LanguageCode, *, own: bool = False
) -> ArchiveName:
    """Return the name that a style prints for a record in a language.

    `own` asks for the record's language even where the style does not follow it.
    """
    order = (language,) if own or language in style.archive.follow else ()
    for wanted in (*order, *style.archive.otherwise):
        for name in archive.names:
            if name.language == wanted and (name.full or name.abbreviation):
                return name
    return _latin(archive.names[0], style)


def _latin(name: ArchiveName, style: Style) -> ArchiveName:
    """Return a name transliterated where a style would have one in Latin letters, and none is."""
    scheme = style.titles.romanise
    if not scheme or ROMANISED not in style.archive.otherwise:
        return name
    if not is_cyrillic(f"{name.full}{name.abbreviation}"):
        return name
    own = _OFFICIAL.get(name.language, scheme)
    return Romaniser(scheme=own).archive_name(name, name.language)


def mention(archive: Archive, style: Style, language: LanguageCode) -> Mention:
    """Return under which name a style mentions an archive, to tell a first mention by."""
    return archive.id, archive_name(archive, style, language).language


def archive_text(name: ArchiveName, style: Style, *, first: bool) -> RichText:
    """Return an archive's name as a style prints it at its first mention or later."""
    form = style.archive.first if first else style.archive.later
    fields = {
        "full": name.full,
        "abbreviation": "" if _is_told(name) and first else name.abbreviation,
        "compact": "".join(name.abbreviation.split()),
        "shortened": _WORD.sub(lambda word: _short(word[0], style), name.full),
        "place": name.place,
        "country": name.country,
    }
    return render(form, lambda field: rich(fields[field]))


def _is_told(name: ArchiveName) -> bool:
    """Tell whether the full name holds its abbreviation already: `The National Archives (TNA)`."""
    parts = re.split(r"[:\s]+", name.abbreviation)
    return bool(name.full) and all(f"({part})" in name.full for part in parts)


def _short(word: str, style: Style) -> str:
    short = style.archive.shortened.get(word.lower(), "")
    return short.capitalize() if short and word[0].isupper() else short or word


def _spoken(name: ArchiveName, language: LanguageCode) -> LanguageCode:
    """Return the language that a name is in: told, or shown by its letters.

    Abbreviations in Kazakh show it (`ҚР`), those in Ukrainian may not (`ЦДАВО`): there the
    `language` of the document decides.
    """
    if name.language != UNKNOWN_LANGUAGE:
        return EN if name.language == ROMANISED else name.language
    text = f"{name.full} {name.abbreviation}"
    if is_cyrillic(text):
        shown = language_of(text)
        return UK if (shown, language) == (RU, UK) else shown
    return ZH if _HAN.search(text) else EN


def labels_for(
    name: ArchiveName | None, archive: Archive | None, style: Style, language: LanguageCode
) -> Labels:
    """Return the labels of an archive's levels: in the language of its name, else the style's.

    Where a name is a translation, the labels may keep to the archive's own language (`en-uk`).
    """
    named = _spoken(name, language) if name else language
    home = _spoken(archive.names[0], language) if archive else named
    for wanted in (f"{named}-{home}", named, style.language, *style.labels):
        if wanted in style.labels:
            return style.labels[wanted]
    raise AssertionError("a style without labels is not read")
