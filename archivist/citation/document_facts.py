"""What the fields of templates print of a document itself: its people, its title, its date."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from archivist.citation.dates import accessed_text, is_in_words, told_date, year_text
from archivist.citation.headlines import headline
from archivist.citation.people import heading
from archivist.citation.template import capitalised
from archivist.citation.transliteration import romanise
from archivist.library.people import Role
from archivist.library.references import UnitKind
from archivist.library.richtext import linked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from archivist.citation.documents import Document
    from archivist.library.people import Person
    from archivist.library.richtext import RichText

_DESCRIBED = re.compile(r"\[[^\[\]]*\]")
_ENDS = re.compile(r"^\w+|\w+$")
_WORD = re.compile(r"[^\W\d_]{3,}")


def people_of(document: Document, role: Role) -> tuple[Person, ...]:
    """Return the people of a role as the style names them: none where it cannot print the title."""
    people = document.record.by(role)
    if document.is_nameless:
        return ()
    if document.translates:
        latin = document.record.by(Role.AUTHOR_LATIN) if role is Role.AUTHOR else ()
        return latin or tuple(_romanised(person, document) for person in people)
    return people


def _people(document: Document, *, role: Role, direct: bool = False) -> str:
    form = document.form.people
    people = people_of(document, role)
    return heading(people, replace(form, inverted=form.direct) if direct else form)


def _romanised(person: Person, document: Document) -> Person:
    scheme, language = document.place.labels.romanise or "bsi", document.record.language
    family = romanise(person.family, language=language, scheme=scheme)
    given = romanise(person.given, language=language, scheme=scheme)
    return replace(person, family=family, given=given)


def _bare_title(document: Document) -> str:
    title = document.title
    return capitalised(title[1:-1] if _DESCRIBED.fullmatch(title) else title)


def _titled(document: Document, *, wanted: str) -> str:
    """Return the title if it is a “work” in quotation marks, a “book” or a “description”."""
    title, form = _bare_title(document), document.form
    generic = set(_ENDS.findall(title.lower())) & set(form.generic)
    described = _DESCRIBED.fullmatch(document.title)
    if document.record.title_by_researcher or described or generic:
        return title * (wanted == "description")
    if {level.kind for level in document.location.levels} == {UnitKind.CODE}:
        return title * (wanted == "book")
    return (headline(title) if form.headline else title) * (wanted == "work")


def _letter(document: Document) -> str:
    """Return “Letter to Robert M. Ogden” for a letter without a title."""
    recipients, words = _people(document, role=Role.RECIPIENT, direct=True), document.words
    if not recipients or document.title:
        return ""
    genre = capitalised(document.record.genre) or words.form("letter")
    return words.form("letter_to").replace("{genre}", genre).replace("{}", recipients)


def _date(document: Document) -> str:
    """Return the date as fully as it is known, in the words of the document where they fit."""
    record, words = document.record, document.words
    if record.date is None or document.is_nameless:
        return ""
    if "date_british" in words.forms and _is_british(document):
        words = replace(words, forms={**words.forms, "date": words.form("date_british")})
    return told_date(record.date, words, document.style.dash, record.language)


def _is_british(document: Document) -> bool:
    """Tell whether the document lies where the day of a date stands before the month."""
    name = document.name
    told = [name.place, name.country, name.full] if name else []
    told += [level.number for level in document.location.levels]
    return any(
        re.search(rf"\b{re.escape(country)}\b", text)
        for country in document.form.day_first
        for text in told
    )


def _loose_date(document: Document) -> str:
    """Return the date unless the title tells its year."""
    date = document.record.date
    told = date and re.search(rf"\b{date.start.year}\b", document.title)
    return "" if told else _date(document)


def _year(document: Document) -> str:
    """Return the year, or the words of a date by another count of years."""
    date = document.record.date
    if date is None:
        return ""
    era = is_in_words(date.written) and date.start.month is None and date.written
    return era or year_text(date, document.words, document.style.dash)


def _reel(document: Document) -> str:
    """Return what a copy on microfilm is cited by: its reel, or its publication and reel."""
    told, words = document.record.microfilm, document.words
    form = "microfilm" if _WORD.search(told) else "reel"
    return words.say(words.form(form), told) if told else ""


FACTS: Mapping[str, Callable[[Document], str | RichText]] = {
    "authors": partial(_people, role=Role.AUTHOR),
    "writers": partial(_people, role=Role.AUTHOR, direct=True),
    "recipients": partial(_people, role=Role.RECIPIENT, direct=True),
    "title": _bare_title,
    "subtitle": lambda document: document.record.subtitle * document.is_readable,
    "work": partial(_titled, wanted="work"),
    "book": partial(_titled, wanted="book"),
    "description": partial(_titled, wanted="description"),
    "letter": _letter,
    "short": lambda document: document.record.short_title,
    "genre": lambda document: document.record.genre,
    "date": _date,
    "loose_date": _loose_date,
    "year": _year,
    "microfilm": lambda document: document.record.microfilm,
    "reel": _reel,
    "authenticity": lambda document: document.record.authenticity,
    "medium": lambda document: document.record.medium,
    "note": lambda document: document.record.note,
    "url": lambda document: linked(document.record.url),
    "accessed": lambda document: accessed_text(document.record.accessed, document.words),
}
"""What makes each field."""
