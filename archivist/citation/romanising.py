"""Sources in Latin script: names, titles and places as a list in Latin letters prints them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.citation.people import initials
from archivist.citation.transliteration import BE, is_cyrillic, language_of, romanise_names
from archivist.citation.transliteration_files import KnownNames, shipped_names
from archivist.library.archive import ROMANISED, ArchiveName
from archivist.library.people import Role
from archivist.library.values import EN, KK, RU, UK, ZH, LanguageCode

if TYPE_CHECKING:
    from archivist.library.archive import Archive
    from archivist.library.people import Person
    from archivist.library.records import Citable, Record
    from archivist.library.references import Level, Location, Sheets, SheetSpan

_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Romaniser:
    """Writes sources in Latin script by one scheme; known names have their usual spelling.

    `translated` puts the title in English, where there is one, in brackets after the title.
    `whole_names` keeps given names, of which initials are left else.
    """

    scheme: str
    names: KnownNames | None = None
    translated: bool = False
    whole_names: bool = False

    def citable(self, citable: Citable) -> Citable:
        """Return a source in Latin script; what has no Cyrillic letters stays as it is."""
        language = spoken(citable.record)
        return replace(
            citable,
            record=self.record(citable.record),
            archive=self._archive(citable.archive, language) if citable.archive else None,
            location=self._location(citable.location, language),
        )

    def record(self, record: Record) -> Record:
        """Return a record in Latin script, with the language of its words set to English."""
        language = spoken(record)
        if language not in (RU, UK, KK, BE, ZH):
            return record

        def latin(text: str) -> str:
            return self._latin(text, language)

        title, subtitle = self._titles(record, latin(record.title), latin(record.subtitle))
        return replace(
            record,
            title=title,
            subtitle=subtitle,
            creators=self._people(record, language),
            language=EN,
            container=latin(record.container),
            publisher=latin(record.publisher),
            place=self._latin(record.place, language, place=True),
            edition=latin(record.edition),
            series=latin(record.series),
            volume=latin(record.volume),
            issue=latin(record.issue),
            genre=latin(record.genre),
            number=latin(record.number),
            authenticity=latin(record.authenticity),
            medium=latin(record.medium),
            note=latin(record.note),
            responsibility=latin(record.responsibility),
            short_title=latin(record.short_title),
        )

    def _titles(self, record: Record, title: str, subtitle: str) -> tuple[str, str]:
        """Return title and subtitle, the English title after the last of them."""
        english = record.translated_title.strip().removeprefix("[").removesuffix("]")
        if not self.translated or not english or english in title:
            return title, subtitle
        if subtitle:
            return title, f"{subtitle} [{english}]"
        return f"{title} [{english}]".strip(), ""

    def _people(self, record: Record, language: LanguageCode) -> tuple[Person, ...]:
        """Return the people; authors by their own names in Latin letters, where these are known."""
        own = tuple(replace(one, role=Role.AUTHOR) for one in record.by(Role.AUTHOR_LATIN))
        dropped = {Role.AUTHOR_LATIN, Role.AUTHOR} if own else set()
        rest = tuple(one for one in record.creators if one.role not in dropped)
        return (*own, *(self._person(one, language) for one in rest))

    def _person(self, person: Person, language: LanguageCode) -> Person:
        given = person.given
        if is_cyrillic(given) and not self.whole_names:
            given = initials(given, " ")
        return replace(
            person, family=self._latin(person.family, language), given=self._latin(given, language)
        )

    def _archive(self, archive: Archive, language: LanguageCode) -> Archive:
        """Return an archive by its own name in Latin letters, else by that of its country."""
        own = next((name for name in archive.names if name.language == ROMANISED), None)
        native = [name for name in archive.names if name.language in (language, RU, UK, KK, BE)]
        native.sort(key=lambda name: name.language != language)
        source = own or (native[0] if native else archive.names[0])
        return replace(archive, names=(self.archive_name(source, language),))

    def archive_name(self, name: ArchiveName, language: LanguageCode) -> ArchiveName:
        """Return a name of an archive in Latin script; `language` is that of a romanised one."""
        language = language if name.language == ROMANISED else name.language
        return ArchiveName(
            language=ROMANISED,
            full=self._latin(name.full, language),
            abbreviation=self._latin(name.abbreviation, language),
            place=self._latin(name.place, language, place=True),
            country=self._latin(name.country, language, place=True),
        )

    def _location(self, location: Location, language: LanguageCode) -> Location:
        return replace(
            location,
            levels=tuple(self._level(level, language) for level in location.levels),
            sheets=self._sheets(location.sheets, language),
            more=tuple(
                replace(
                    part,
                    levels=tuple(self._level(level, language) for level in part.levels),
                    sheets=self._sheets(part.sheets, language),
                )
                for part in location.more
            ),
        )

    def _level(self, level: Level, language: LanguageCode) -> Level:
        """Return a level in Latin letters; the archive's own Cyrillic term gives way to a label."""
        number = level.latin or self._latin(level.number, language)
        return replace(
            level,
            number=number,
            latin=number,
            suffix=self._latin(level.suffix, language),
            volume=self._latin(level.volume, language),
            label="" if is_cyrillic(level.label) else level.label,
            name=self._latin(level.name, language),
        )

    def _sheets(self, sheets: Sheets, language: LanguageCode) -> Sheets:
        def latin(span: SheetSpan) -> SheetSpan:
            first = replace(span.first, number=self._latin(span.first.number, language))
            last = span.last
            if last is not None:
                last = replace(last, number=self._latin(last.number, language))
            return replace(span, first=first, last=last)

        return tuple(map(latin, sheets))

    def _latin(self, text: str, language: LanguageCode, *, place: bool = False) -> str:
        if not is_cyrillic(text):
            return text
        known = self.names or shipped_names()
        names = known.places if place else known.names
        return romanise_names(text, names, language=language, scheme=self.scheme)


def spoken(record: Record) -> LanguageCode:
    """Return the language that a record is in, by its letters where it is not told."""
    people = " ".join(person.name for person in record.creators)
    text = f"{record.title} {record.subtitle} {record.container} {people}"
    if is_cyrillic(text):
        return language_of(text, record.language)
    return ZH if _HAN.search(text) else record.language if not text.strip() else EN
