"""How a document in an archive is printed: its heading, its archive, and the place within."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.citation.archives import archive_name, archive_text, labels_for
from archivist.citation.dates import accessed_text, date_text
from archivist.citation.people import heading
from archivist.citation.template import joined, render
from archivist.citation.transliteration import romanise
from archivist.library.people import Role
from archivist.library.references import Location, UnitKind
from archivist.library.richtext import linked, plain, rich

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.citation.styles import Labels, Style, Words
    from archivist.library.archive import Archive
    from archivist.library.records import Citable, Record
    from archivist.library.references import Level, Sheet, Sheets, SheetSpan
    from archivist.library.richtext import RichText
    from archivist.library.values import LanguageCode


def format_archival(citable: Citable, style: Style, words: Words, *, first: bool) -> RichText:
    """Print a document in an archive; `first` mentions the archive in full.

    What has no place in an archive's hierarchy is printed in the style's form for that.
    """
    form = style.archival.placed if citable.location.levels else style.archival.unplaced
    return render(form, _Document(citable, style, words, first=first).value)


def format_reference(citable: Citable, style: Style, words: Words, *, first: bool) -> RichText:
    """Print where a document lies, without what it is."""
    return render(style.archival.reference, _Document(citable, style, words, first=first).value)


def document_head(citable: Citable, style: Style, words: Words) -> RichText:
    """Print who wrote what, without where it lies."""
    return _Document(citable, style, words, first=False).value("head")


def place_of(citable: Citable, style: Style) -> Place:
    """Return what writes places in a document's archive, in the words for that document."""
    language = citable.record.language
    name = archive_name(citable.archive, style, language) if citable.archive else None
    return Place(style=style, labels=labels_for(name, style, language), language=language)


def short_reference(archive: Archive, levels: Sequence[Level], sheets: Sheets, style: Style) -> str:
    """Return where something lies, for a list on the screen: no full name, no stop at the end."""
    name = archive_name(archive, style, style.language)
    place = Place(
        style=style, labels=labels_for(name, style, style.language), language=name.language
    )
    location = place.location(Location(levels=tuple(levels), sheets=sheets))
    fields = {"archive": archive_text(name, style, first=False), "locator": rich(location)}
    return plain(render(style.archival.reference, lambda field: fields.get(field, ())))


class _Document:
    """The fields of one document in an archive."""

    def __init__(self, citable: Citable, style: Style, words: Words, *, first: bool) -> None:
        self._citable = citable
        self._style = style
        self._words = words
        record, archive = citable.record, citable.archive
        name = archive_name(archive, style, record.language) if archive else None
        labels = labels_for(name, style, record.language)
        place = Place(style=style, labels=labels, language=record.language)
        location = citable.location
        self._fields: dict[str, RichText] = {
            "authors": rich(_people(record, Role.AUTHOR, style)),
            "recipients": rich(_people(record, Role.RECIPIENT, style)),
            "title": rich(record.title),
            "subtitle": rich(record.subtitle),
            "genre": rich(record.genre),
            "date": rich(_date(record, style, words)),
            "archive": archive_text(name, style, first=first) if name else (),
            "place": rich(name.place) if name else (),
            "country": rich(name.country) if name else (),
            "locator": rich(place.location(location)),
            "extent": rich("" if location.sheets else place.extent(location.total_sheets)),
            "file_title": rich(_file_title(citable)),
            "url": linked(record.url),
            "accessed": rich(accessed_text(record.accessed, words)),
            "authenticity": rich(record.authenticity),
            "medium": rich(record.medium),
            "note": rich(record.note),
        }

    def value(self, name: str) -> RichText:
        """Return what a field prints; `@accessed` alone has words of its own here."""
        if name == "head":
            return self._head()
        text = self._fields[name.removeprefix("@")]
        if not name.startswith("@") or not text:
            return text
        return rich(self._words.say(self._words.form(name[1:]), plain(text)))

    def _head(self) -> RichText:
        """Return who wrote what; a title that the researcher gave stands in brackets with it."""
        head = render(self._style.archival.head, self.value)
        if self._citable.record.title and self._citable.record.title_by_researcher:
            return render(self._style.archival.by_researcher, lambda _: head)
        return head


def _people(record: Record, role: Role, style: Style) -> str:
    people = record.by(role)
    return heading(people, style.people) if people else ""


def _date(record: Record, style: Style, words: Words) -> str:
    """Return the date, or "" when the title tells it already."""
    if record.date is None or re.search(rf"\b{record.date.start.year}\b", record.title):
        return ""
    return date_text(record.date, words, style.dash)


def _file_title(citable: Citable) -> str:
    title = next(
        (level.name for level in citable.location.levels if level.kind is UnitKind.FILE), ""
    )
    return "" if title == citable.record.title else title


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Writes places in an archive: levels, sheets, further files."""

    style: Style
    labels: Labels
    language: LanguageCode

    def location(self, location: Location) -> str:
        """Return levels and sheets, then the further files or boxes with theirs."""
        between = self.style.archival.between
        text = self._part(location.levels, location.sheets, location.levels)
        for part in location.more:
            if part.levels:
                text += between.get(part.levels[0].kind, between["files"])
            text += self._part(part.levels, part.sheets, (*location.levels, *part.levels))
        return text

    def below(self, location: Location, above: int) -> str:
        """Return a place without so many of its highest levels, which the reader knows."""
        levels = location.levels
        return self._part(levels[above:], location.sheets, levels)

    def extent(self, sheets: str) -> str:
        """Return how many sheets a whole file has, "" when that is not known."""
        return self._say("extent", sheets) if sheets.isdecimal() else sheets

    def _part(self, levels: Sequence[Level], sheets: Sheets, chain: Sequence[Level]) -> str:
        between = self.style.archival.between
        text = ""
        above: list[str] = [level.kind for level in chain if level not in levels]
        for level in levels:
            pair = f"{above[-1]} {level.kind}" if above else ""
            text = joined([text, self._level(level, above)], between.get(pair, between["levels"]))
            above.append(level.kind)
        return joined([text, self.sheets(sheets, above)], between["sheets"]) if sheets else text

    def _level(self, level: Level, above: Sequence[str]) -> str:
        number = level.latin if level.latin and self.labels.romanise else self._latin(level.number)
        if level.suffix:
            number += self._say("suffix", self._latin(level.suffix))
        own = level.label
        if own and not (self.labels.romanise and not own.isascii()):
            text = f"{own[0].upper()}{own[1:]} {number}"
        else:
            text = self._say(level.kind, number, above)
        if level.volume:
            text += self._say("volume", self._latin(level.volume))
        if level.name and level.kind in self.style.archival.names:
            text += self.style.archival.names[level.kind].replace("{}", level.name)
        return text

    def sheets(self, sheets: Sheets, above: Sequence[str] = ()) -> str:
        """Return a list of sheets with its label: `Л. 1–3 об., 7`."""
        text = ", ".join(self._span(span) for span in sheets)
        one = len(sheets) == 1 and sheets[0].last is None
        sided = len(sheets) > 1 or any(_sided(span) for span in sheets)
        names = ["sheet"] if one else ["sheet_many", "sheet"]
        if sided and "sheet_mixed" in self.labels.forms:
            names = ["sheet_mixed"]
        return self._say(next(name for name in names if self._known(name)), text, above)

    def _known(self, name: str) -> bool:
        return name in self.labels.forms or name == "sheet"

    def _span(self, span: SheetSpan) -> str:
        first = self._sheet(span.first)
        return first if span.last is None else f"{first}{self.style.dash}{self._sheet(span.last)}"

    def _sheet(self, sheet: Sheet) -> str:
        side = "verso" if sheet.verso else "recto" if sheet.recto else ""
        return self._latin(sheet.number) + (self.labels.forms.get(side, "") if side else "")

    def _say(self, name: str, value: str, above: Sequence[str] = ()) -> str:
        """Put a value into its form: that for what lies below a certain kind of level, if any."""
        for kind in reversed(above):
            if form := self.labels.forms.get(f"{name} {kind}"):
                return form.replace("{}", value)
        return self.labels.forms.get(name, "{}").replace("{}", value)

    def _latin(self, number: str) -> str:
        scheme = self.labels.romanise
        return romanise(number, language=self.language, scheme=scheme) if scheme else number


def _sided(span: SheetSpan) -> bool:
    ends = [end for end in (span.first, span.last) if end is not None]
    return any(end.verso or end.recto for end in ends)
