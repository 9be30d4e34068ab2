"""How a published source is printed: books, articles, laws, web pages and all else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.citation.dates import accessed_text, date_text, day_text, year_text
from archivist.citation.people import heading
from archivist.citation.responsibility import Responsibility
from archivist.citation.romanising import Romaniser
from archivist.citation.styles import DEFAULT
from archivist.citation.template import render
from archivist.citation.titles import ACTS, genre_text, title_and_rest
from archivist.library.people import Role
from archivist.library.richtext import linked, plain, rich

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.citation.styles import Style, Words
    from archivist.library.people import Person
    from archivist.library.records import Record
    from archivist.library.richtext import RichText

_HYPHEN = re.compile(r"(?<=\d)\s*[-\u2010-\u2015]\s*(?=\d)")
_PAGE_LABEL = re.compile(r"^(?:стр|[сСbбБpP]|pp|бб)\b\.?\s*(?=\d)|(?<=\d)-?\s*(?:б|бб|с|p)\.?$")
_BEFORE_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_LABELLED = re.compile(r"^[^\W\d_]{2,}\.?\s")


def format_published(record: Record, style: Style, words: Words, locator: str = "") -> RichText:
    """Print a published source; with a locator, the place in it instead of its extent."""
    form = style.published.get(record.kind, style.published[DEFAULT])
    if scheme := style.titles.romanise:
        record = Romaniser(scheme=scheme, translated=True).record(record)
    return render(form, _Publication(record, style, words, locator).value)


def pages_text(pages: str, dash: str) -> str:
    """Return pages with the style's dash and without a label of their own: `с. 5-7` is `5–7`."""
    return _HYPHEN.sub(dash, bare_pages(pages))


def bare_pages(pages: str) -> str:
    """Return pages without a label of their own: `с. 5-7` is `5-7`, `254 с.` is `254`."""
    return _PAGE_LABEL.sub("", pages.strip())


class _Publication:
    """The fields of one published source."""

    def __init__(self, record: Record, style: Style, words: Words, locator: str) -> None:
        self._record = record
        self._style = style
        self._words = words
        made = Responsibility(record, style, words)
        title, self._rest = title_and_rest(record, style, words)
        medium = self._medium()
        self._fields: dict[str, RichText] = {
            "authors": rich(made.head()),
            "recipients": rich(_heading(record.by(Role.RECIPIENT), style)),
            "title": rich(title),
            "subtitle": rich(self._rest),
            "genre": rich(genre_text(record, style, words)),
            "credits": rich(made.credits()),
            "container": rich(record.container),
            "container_credits": rich(made.of_container()),
            "edition": rich(self._edition()),
            "place": rich(self._places()),
            "publisher": rich(record.publisher),
            "series": rich(record.series),
            "number": rich(self._number()),
            "note": rich(record.note),
            "electronic": rich(words.form("electronic") if record.url else ""),
            "medium": rich(medium),
            "medium_last": rich("" if record.container else medium),
            **self._times(),
            **self._parts(locator),
        }

    def _times(self) -> dict[str, RichText]:
        """Return when a source was made, and where and when it was read."""
        record, words, dash = self._record, self._words, self._style.dash
        year, day = year_text(record.date, words, dash), day_text(record.date, words)
        told = self._is_told()
        doi = _BEFORE_DOI.sub("", record.doi)
        return {
            "date": rich(date_text(record.date, words, dash)),
            "year": rich(year),
            "loose_year": rich("" if told else year),
            "day": rich(day),
            "loose_day": rich("" if told else day),
            "adopted": rich(self._adopted()),
            "doi": rich(doi, link=f"https://doi.org/{doi}"),
            "url": linked(record.url),
            "accessed": rich(accessed_text(record.accessed, words)),
        }

    def _parts(self, locator: str) -> dict[str, RichText]:
        """Return the place in a source or its extent, with the style's dash."""
        record, dash = self._record, self._style.dash
        return {
            "volume": rich(_HYPHEN.sub(dash, record.volume)),
            "issue": rich(_HYPHEN.sub(dash, record.issue)),
            "volume_issue": rich(self._volume_issue()),
            "pages": rich(pages_text(locator or record.pages, dash)),
            "total_pages": rich("" if locator else pages_text(record.total_pages, dash)),
        }

    def value(self, name: str) -> RichText:
        """Return what a field prints, with its word when the name begins with `@`."""
        text = self._fields[name.removeprefix("@")]
        if not name.startswith("@") or not text or name == "@volume_issue":
            return text
        return rich(self._say(name[1:], plain(text)))

    def _say(self, name: str, value: str) -> str:
        """Put a value into the form of its word; a value that brings its own word stays."""
        if _LABELLED.match(value) or value.startswith("№"):
            return value
        many = [f"{name}_many"] if name == "pages" and re.search(r"[^\w.]", value) else []
        form = self._words.form(*many, f"{name}_{self._record.kind}", name)
        return self._words.say(form, value)

    def _edition(self) -> str:
        """Return the edition; a bare number takes the word of its language."""
        edition = self._record.edition
        if not edition.isdecimal():
            return edition
        return self._words.say(self._words.form(f"edition_{edition}", "edition"), edition)

    def _places(self) -> str:
        """Return the places as the style writes them: shortened, or in whole."""
        named = [place.strip() for place in self._record.place.split(";")]
        return " ; ".join(self._style.places.get(place, place) for place in named)

    def _medium(self) -> str:
        """Return what a source is read on, in the language of the style."""
        words = self._style.words[self._style.language]
        return words.form("medium_electronic" if self._record.url else "medium_printed")

    def _is_told(self) -> bool:
        """Tell whether the words of the title give the year already."""
        date, record = self._record.date, self._record
        year = str(date.start.year) if date else ""
        acted = record.kind in ACTS and bool(self._adopted())
        return acted or year in _WORD.findall(f"{self._rest} {record.genre}")

    def _adopted(self) -> str:
        """Return the day of a law or treaty, unless the words of the title give it already."""
        date = self._record.date
        if date is None or not date.start.day or str(date.start.year) in self._rest:
            return ""
        return date_text(date, self._words, self._style.dash)

    def _volume_issue(self) -> str:
        record, words = self._record, self._words
        volume = self._say("volume", _HYPHEN.sub(self._style.dash, record.volume))
        issue = _HYPHEN.sub(self._style.dash, record.issue)
        if not record.volume:
            return self._say("issue", issue) if issue else ""
        if not issue:
            return volume
        return f"{volume}, {words.say(words.form('issue_after_volume', 'issue'), issue)}"

    def _number(self) -> str:
        record = self._record
        return "" if record.number in f"{record.title} {self._rest}" else record.number


def _heading(people: Sequence[Person], style: Style) -> str:
    return heading(people, style.people) if people else ""
