"""The fields of a document in an archive, as the templates of styles name them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from archivist.citation.archives import archive_name, archive_text, labels_for
from archivist.citation.dates import accessed_text, is_in_words, told_date, year_text
from archivist.citation.headlines import headline
from archivist.citation.people import heading
from archivist.citation.places import Place
from archivist.citation.template import capitalised, render
from archivist.citation.transliteration import is_cyrillic, romanise
from archivist.library.people import Role
from archivist.library.references import UnitKind
from archivist.library.richtext import linked, plain, rich

if TYPE_CHECKING:
    from collections.abc import Callable

    from archivist.citation.styles import Style, Words
    from archivist.library.people import Person
    from archivist.library.records import Citable
    from archivist.library.richtext import RichText

LATIN = "latn"
"""Stands among the languages of titles for every language in Latin script."""

_LETTER = re.compile(r"[^\W\d_]")
_ENDS = re.compile(r"^\w+|\w+$")
_WORD = re.compile(r"[^\W\d_]{3,}")
_DESCRIBED = re.compile(r"\[[^\[\]]*\]")


class Document:
    """The fields of one document in an archive."""

    def __init__(self, citable: Citable, style: Style, words: Words, *, first: bool) -> None:
        self._record, archive = citable.record, citable.archive
        self._style, self._form, self._first = style, style.archival, first
        self._own = self._stands_in_its_own_language()
        self._words = self._worded(words)
        language = self._record.language
        self._name = (
            archive_name(archive, style, language, own=self._own) if archive else None
        )
        self._place = Place(
            style=style,
            labels=labels_for(self._name, archive, style, language),
            language=language,
        )
        levels = self._place.known(citable.location.levels)
        self._location = replace(citable.location, levels=levels)
        self._printed: dict[str, RichText] = {}

    @property
    def has_place(self) -> bool:
        """Tell whether the document lies in an archive's hierarchy."""
        return bool(self._location.levels)

    def begins_with_place(self, text: str) -> bool:
        """Tell whether a printed text begins with the label of a level."""
        return bool(self._locator) and text.startswith(self._locator)

    def value(self, name: str) -> RichText:
        """Return what a field prints: `@` puts its word to it, `^` begins it with a capital."""
        if name not in self._printed:
            self._printed[name] = self._value(name)
        return self._printed[name]

    def _value(self, name: str) -> RichText:
        bare = name.lstrip("@^")
        if name.startswith("^"):
            return rich(capitalised(plain(self.value(bare))))
        if name.startswith("@"):
            if bare in self._levels:
                return rich(self._levels[bare][1])
            text = plain(self.value(bare))
            if bare == "date":
                return rich(text or self._words.form("no_date"))
            return rich(self._words.say(self._words.form(bare), text)) if text else ()
        if bare in _MAKERS:
            made = _MAKERS[bare](self)
            return rich(made) if isinstance(made, str) else made
        if bare in _TEXTS:
            return rich(getattr(self._record, _TEXTS[bare]))
        return rich(self._levels[bare][0]) if bare in self._levels else ()

    def _head(self) -> RichText:
        """Return who wrote what; a title that the researcher gave stands in brackets with it."""
        head = render(self._form.head, self.value)
        if self._record.title_by_researcher and self.value("title"):
            return render(self._form.by_researcher, lambda _: head)
        return head

    # -- the language of the reference

    def _stands_in_its_own_language(self) -> bool:
        """Tell whether the author has no name that this style could print."""
        record = self._record
        return (
            record.language in self._style.archive.authored
            and not record.by(Role.AUTHOR_LATIN)
            and any(is_cyrillic(author.family) for author in record.by(Role.AUTHOR))
        )

    def _worded(self, words: Words) -> Words:
        language = self._record.language if self._own else words.language
        return self._form.words.get(language, words)

    @property
    def _translates(self) -> bool:
        """Tell whether the style brings foreign names and titles into its own script."""
        return LATIN in self._form.titles and not self._own

    @cached_property
    def _is_readable(self) -> bool:
        """Tell whether the title can stand in this style as it is."""
        titles, record = self._form.titles, self._record
        if not titles or self._own or not record.title:
            return True
        if LATIN in titles:
            letter = _LETTER.search(record.title)
            return letter is None or letter[0] < "\u0370"
        return not record.language or record.language in titles

    # -- what the document is

    def _people(self, role: Role, *, direct: bool = False) -> str:
        form, people = self._form.people, self._record.by(role)
        if self._translates:
            latin = self._record.by(Role.AUTHOR_LATIN) if role is Role.AUTHOR else ()
            people = latin or tuple(map(self._romanised, people))
        return heading(people, replace(form, inverted=form.direct) if direct else form)

    def _romanised(self, person: Person) -> Person:
        scheme, language = self._place.labels.romanise or "bsi", self._record.language
        family = romanise(person.family, language=language, scheme=scheme)
        given = romanise(person.given, language=language, scheme=scheme)
        return replace(person, family=family, given=given)

    @cached_property
    def _title(self) -> str:
        """The title in the language of the style; square brackets say that it is a description."""
        if self._is_readable:
            return self._record.title
        return self._record.translated_title if self._translates else ""

    def _bare_title(self) -> str:
        return self._title[1:-1] if _DESCRIBED.fullmatch(self._title) else self._title

    def _titled(self, wanted: str) -> str:
        """Return the title if it is a “work” in quotation marks, a “book” or a “description”."""
        title = self._bare_title()
        words = set(_ENDS.findall(title.lower())) & set(self._form.generic)
        if self._record.title_by_researcher or title != self._title or words:
            return title * (wanted == "description")
        if {level.kind for level in self._location.levels} == {UnitKind.CODE}:
            return title * (wanted == "book")
        cased = headline(title) if self._form.headline else title
        return cased * (wanted == "work")

    def _letter(self) -> str:
        """Return “Letter to Robert M. Ogden” for a letter without a title."""
        recipients = self._people(Role.RECIPIENT, direct=True)
        if not recipients or self._title:
            return ""
        genre = capitalised(self._record.genre) or self._words.form("letter")
        return self._words.form("letter_to").replace("{genre}", genre).replace("{}", recipients)

    def _date(self) -> str:
        """Return the date; a title that cannot be told takes its date with it."""
        date, record = self._record.date, self._record
        if date is None or (record.title and not self._title):
            return ""
        words = self._words
        if self._is_british() and "date_british" in words.forms:
            words = replace(words, forms={**words.forms, "date": words.form("date_british")})
        return told_date(date, words, self._style.dash, record.language)

    def _is_british(self) -> bool:
        """Tell whether the document lies where the day of a date stands before the month."""
        name = self._name
        told = [name.place, name.country, name.full] if name else []
        told += [level.number for level in self._location.levels]
        return any(
            re.search(rf"\b{country}\b", text)
            for country in self._form.day_first
            for text in told
        )

    def _loose_date(self) -> str:
        date = self._record.date
        told = date and re.search(rf"\b{date.start.year}\b", self._title)
        return "" if told else self._date()

    def _year(self) -> str:
        date = self._record.date
        if date is None:
            return ""
        era = is_in_words(date.written) and date.start.month is None and date.written
        return era or year_text(date, self._words, self._style.dash)

    # -- where it lies

    @cached_property
    def _levels(self) -> dict[str, tuple[str, str]]:
        """Number, and number with its label, of the fund and of the levels that stand apart."""
        levels = self._location.levels
        kinds = [str(level.kind) for level in levels]
        apart = self._place.apart(levels)
        named: dict[str, tuple[str, str]] = {}
        for at, level in enumerate(levels):
            if level in apart or level.kind is UnitKind.FUND:
                bare = self._place.number(level), self._place.level(level, kinds[:at])
                named[kinds[at]] = bare
                named[f"{kinds[at]}_name"] = (level.name, level.name)
        return named

    @cached_property
    def _locator(self) -> str:
        return self._place.location(self._location)

    def _without_sheets(self) -> str:
        location = self._location
        more = tuple(replace(part, sheets=()) for part in location.more)
        return self._place.location(replace(location, sheets=(), more=more))

    def _sheets(self) -> str:
        location = self._location
        above = [str(level.kind) for level in location.levels]
        return self._place.sheets(location.sheets, above) if location.sheets else ""

    def _extent(self) -> str:
        location = self._location
        return "" if location.sheets else self._place.extent(location.total_sheets)

    def _number(self, kind: UnitKind) -> str:
        return next((level.number for level in self._location.levels if level.kind is kind), "")

    def _reel(self) -> str:
        """Return what a copy on microfilm is cited by: its reel, or its publication and reel."""
        told = self._record.microfilm
        form = "microfilm" if _WORD.search(told) else "reel"
        return self._words.say(self._words.form(form), told) if told else ""

    def _online(self) -> RichText:
        """Return the web address of what is found by it: a copy, or what has no other place."""
        levels = self._location.levels
        return () if levels and not self._number(UnitKind.ORIGINAL) else linked(self._record.url)

    def _file_title(self) -> str:
        levels = self._location.levels
        name = next((level.name for level in levels if level.kind is UnitKind.FILE), "")
        return "" if name == self._record.title else name

    # -- who keeps it

    def _archive(self) -> RichText:
        """Return the archive's name, without the abbreviation that its own code begins with."""
        name = self._name
        if name and self._first and name.full and self._form.signed and self._signature():
            name = replace(name, abbreviation="")
        return archive_text(name, self._style, first=self._first) if name else ()

    def _signature(self) -> str:
        """Return the reference code as its archive's abbreviation and number: `UCDA LA10/146`."""
        code, short = self._number(UnitKind.CODE), self._name.abbreviation if self._name else ""
        return f"{short} {code}" if code and short and not code.startswith(short) else code

    def _city(self) -> str:
        """Return the place, unless the name of the archive or its institution ends with it."""
        if self._name is None:
            return ""
        place = self._name.place
        names = (self._name.full, self._number(UnitKind.INSTITUTION))
        return "" if any(name.endswith(place) for name in names) else place

    def _where(self) -> str:
        """Return the place, or the country of an archive whose place is not known."""
        if self._name is None:
            return ""
        return self._city() if self._name.place else self._name.country


_TEXTS = {
    "genre": "genre",
    "short": "short_title",
    "microfilm": "microfilm",
    "authenticity": "authenticity",
    "medium": "medium",
    "note": "note",
}
"""Fields that are the record's own."""

_MAKERS: dict[str, Callable[[Document], str | RichText]] = {
    "head": Document._head,
    "authors": lambda it: it._people(Role.AUTHOR),
    "writers": lambda it: it._people(Role.AUTHOR, direct=True),
    "recipients": lambda it: it._people(Role.RECIPIENT, direct=True),
    "title": Document._bare_title,
    "subtitle": lambda it: it._record.subtitle * it._is_readable,
    "work": lambda it: it._titled("work"),
    "book": lambda it: it._titled("book"),
    "description": lambda it: it._titled("description"),
    "letter": Document._letter,
    "date": Document._date,
    "loose_date": Document._loose_date,
    "year": Document._year,
    "archive": Document._archive,
    "place": Document._city,
    "where": Document._where,
    "country": lambda it: it._name.country if it._name else "",
    "signature": Document._signature,
    "locator": lambda it: it._locator,
    "levels": Document._without_sheets,
    "sheets": Document._sheets,
    "extent": Document._extent,
    "file_title": Document._file_title,
    "reel": Document._reel,
    "url": lambda it: linked(it._record.url),
    "online": Document._online,
    "accessed": lambda it: accessed_text(it._record.accessed, it._words),
}

_KINDS = tuple(kind.value for kind in UnitKind)
DOCUMENT_FIELDS = frozenset({*_MAKERS, *_TEXTS, *_KINDS, *(f"{kind}_name" for kind in _KINDS)})
"""The names of the fields that templates of documents may use."""
