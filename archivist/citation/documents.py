"""One document in an archive as a style sees it, and what the fields of templates print of it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from archivist.citation.archives import archive_name, labels_for
from archivist.citation.document_facts import FACTS
from archivist.citation.document_places import PLACES
from archivist.citation.places import Place
from archivist.citation.template import capitalised, render
from archivist.citation.transliteration import is_cyrillic, romanise
from archivist.library.people import Role
from archivist.library.references import UnitKind
from archivist.library.richtext import plain, rich

if TYPE_CHECKING:
    from archivist.citation.styles import Style, Words
    from archivist.library.archive import ArchiveName
    from archivist.library.records import Citable, Record
    from archivist.library.richtext import RichText

_LATIN = "latn"
"""Stands among the languages of titles for every language in Latin script."""

_LETTER = re.compile(r"[^\W\d_]")
_AFTER_LATIN = "\u0370"
_KINDS = tuple(kind.value for kind in UnitKind)
_MAKERS = {**FACTS, **PLACES}

DOCUMENT_FIELDS = frozenset({"head", *_MAKERS, *_KINDS, *(f"{kind}_name" for kind in _KINDS)})
"""The names of the fields that templates of documents may use."""


class Document:
    """A document with all that decides how a style prints it.

    `own` tells that the whole reference stands in the document's own language, `name` is the
    archive's in the language of the reference, `location` the place as far as the style tells it.
    """

    def __init__(self, citable: Citable, style: Style, words: Words, *, first: bool) -> None:
        self.record: Record = citable.record
        self.style, self.form, self.first = style, style.archival, first
        self.own = self._has_no_other_language()
        archive, language = citable.archive, citable.record.language
        spoken = language if self.own else words.language
        self.words: Words = self.form.words.get(spoken, words)
        self.name: ArchiveName | None = (
            archive_name(archive, style, language, own=self.own) if archive else None
        )
        self.place = Place(
            style=style, labels=labels_for(self.name, archive, style, language), language=language
        )
        levels = self.place.known(citable.location.levels)
        self.location = replace(citable.location, levels=levels)
        self._printed: dict[str, RichText] = {}

    def value(self, name: str) -> RichText:
        """Return what a field prints: `@` puts its word to it, `^` begins it with a capital."""
        if name not in self._printed:
            self._printed[name] = self._value(name)
        return self._printed[name]

    def _value(self, name: str) -> RichText:
        if name == "head":
            return self._head()
        if name.startswith("^"):
            return rich(capitalised(plain(self.value(name[1:]))))
        if name.startswith("@"):
            return self._worded(name[1:])
        if name in _MAKERS:
            made = _MAKERS[name](self)
            return rich(made) if isinstance(made, str) else made
        return rich(self.levels[name][0]) if name in self.levels else ()

    def _worded(self, name: str) -> RichText:
        if name in self.levels:
            return rich(self.levels[name][1])
        text = plain(self.value(name))
        if name == "date":
            return rich(text or self.words.form("no_date"))
        return rich(self.words.say(self.words.form(name), text)) if text else ()

    def _head(self) -> RichText:
        """Return who wrote what; a title that the researcher gave stands in brackets with it."""
        head = render(self.form.head, self.value)
        if self.record.title_by_researcher and self.value("title"):
            return render(self.form.by_researcher, lambda _: head)
        return head

    # -- the language of the reference

    def _has_no_other_language(self) -> bool:
        """Tell whether the author has no name that this style could print."""
        record = self.record
        return (
            record.language in self.style.archive.authored
            and not record.by(Role.AUTHOR_LATIN)
            and any(is_cyrillic(author.family) for author in record.by(Role.AUTHOR))
        )

    @property
    def translates(self) -> bool:
        """Tell whether the style brings foreign names and titles into its own script."""
        return _LATIN in self.form.titles and not self.own

    @cached_property
    def is_readable(self) -> bool:
        """Tell whether the title can stand in this style as it is."""
        titles, record = self.form.titles, self.record
        if not titles or self.own or not record.title:
            return True
        if _LATIN in titles:
            letter = _LETTER.search(record.title)
            return letter is None or letter[0] < _AFTER_LATIN
        spoken = self.name.language if self.name else record.language
        return not record.language or record.language in (*titles, spoken)

    @cached_property
    def title(self) -> str:
        """The title in the language of the style; square brackets say that it is a description."""
        if self.is_readable:
            return self.record.title
        if not self.translates:
            return ""
        return self.record.translated_title or self._found_by_title

    @property
    def _found_by_title(self) -> str:
        """The title in Latin letters, of what has no place in an archive to be found by."""
        if self.location.levels:
            return ""
        scheme, language = self.place.labels.romanise or "bsi", self.record.language
        return romanise(self.record.title, language=language, scheme=scheme)

    @property
    def is_nameless(self) -> bool:
        """Tell whether the style cannot print the title: its author and date go with it."""
        return bool(self.record.title) and not self.title

    # -- the place

    def number(self, kind: UnitKind) -> str:
        """Return the number of the level of a kind, "" where there is none."""
        return next((level.number for level in self.location.levels if level.kind is kind), "")

    @cached_property
    def locator(self) -> str:
        """The place within the archive: levels that do not stand apart, sheets, further files."""
        return self.place.location(self.location)

    @cached_property
    def levels(self) -> dict[str, tuple[str, str]]:
        """Number, and number with its label, of the fund and of the levels that stand apart."""
        levels = self.location.levels
        kinds = [level.kind.value for level in levels]
        apart = self.place.apart(levels)
        named: dict[str, tuple[str, str]] = {}
        for at, level in enumerate(levels):
            if level in apart or level.kind is UnitKind.FUND:
                named[kinds[at]] = (
                    self.place.number(level),
                    self.place.level(level, kinds[:at]),
                )
                named[f"{kinds[at]}_name"] = (level.name, level.name)
        return named
