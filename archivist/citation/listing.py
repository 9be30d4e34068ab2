"""Lists of references: their order, their sections, and how their entries are printed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.citation.archives import archive_name, mention
from archivist.citation.author_date import description
from archivist.citation.documents import Document
from archivist.citation.entries import format_entry, is_archival, words_for
from archivist.citation.people import initials
from archivist.citation.romanising import Romaniser, spoken
from archivist.citation.styles import MarkKind
from archivist.citation.template import field_names
from archivist.citation.transliteration import romanise
from archivist.library.archive import ROMANISED
from archivist.library.bibliography import ListOrder, ListSection
from archivist.library.ordering import first_script, list_key, without_article
from archivist.library.people import Role
from archivist.library.records import RecordKind
from archivist.library.richtext import plain, rich
from archivist.library.values import EN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from archivist.citation.archives import Mention
    from archivist.citation.csl.engine import CslEngine
    from archivist.citation.styles import Style, Words
    from archivist.citation.transliteration_files import KnownNames
    from archivist.library.bibliography import ListForm, Script
    from archivist.library.people import Person
    from archivist.library.records import Citable, Record
    from archivist.library.references import Location, Sheets
    from archivist.library.richtext import RichText
    from archivist.library.values import LanguageCode

_SECTIONS = {
    RecordKind.LAW: ListSection.LAWS,
    RecordKind.TREATY: ListSection.LAWS,
    RecordKind.DOCUMENT_COLLECTION: ListSection.PUBLISHED,
    RecordKind.NEWSPAPER: ListSection.PUBLISHED,
    RecordKind.INTERVIEW: ListSection.PUBLISHED,
    RecordKind.SPEECH: ListSection.PUBLISHED,
    RecordKind.ARCHIVAL: ListSection.ARCHIVES,
    RecordKind.WEB_PAGE: ListSection.ELECTRONIC,
}
"""The sections of kinds of sources; all others are literature."""

_SortKey = tuple[tuple[str, ...], str, str, tuple[str, ...]]
_LAST = "\U0010ffff"


@dataclass(frozen=True, kw_only=True, slots=True)
class ListPart:
    """A section of a list with its heading; a list without sections is one part without heading."""

    section: ListSection | None = None
    heading: str = ""
    citables: tuple[Citable, ...]


def format_list(
    citables: Iterable[Citable],
    style: Style,
    locators: Sequence[str] = (),
    *,
    csl: CslEngine | None = None,
) -> tuple[RichText, ...]:
    """Print sources in the order in which a reader meets them, each with its locator if any.

    An archive is named in full where it is mentioned first. Published sources of a style whose
    published half is CSL are printed by `csl`, those with a locator by the style's own templates.
    """
    listed = tuple(citables)
    made = _engine_made(listed, style, csl)
    met: set[Mention] = set()
    entries = []
    for place, citable in enumerate(listed):
        first = True
        if citable.archive is not None:
            named = mention(citable.archive, style, citable.record.language)
            first = named not in met
            met.add(named)
        locator = locators[place] if place < len(locators) else ""
        text = made.get(citable.key) if not locator and not _is_document(citable) else None
        entries.append(text or format_entry(citable, style, first=first, locator=locator))
    return tuple(entries)


def romanised_list(
    citables: Iterable[Citable],
    style: Style,
    scheme: str,
    *,
    names: KnownNames | None = None,
    csl: CslEngine | None = None,
) -> tuple[RichText, ...]:
    """Print sources in Latin script, as journals ask for beside the list in the own script.

    They keep their order. Names and titles are transliterated, the title in English stands in
    brackets after them, and the language of the source in round brackets at the end.

    Raises:
        NotFoundError: when there is no such scheme.
    """
    listed = tuple(citables)
    english = _in_english(style)
    latin = [_latin(citable, style, scheme, names) for citable in listed]
    texts = format_list(latin, english, csl=csl)
    return tuple(
        _noted(*entry, english, scheme) for entry in zip(listed, latin, texts, strict=True)
    )


def _latin(citable: Citable, style: Style, scheme: str, names: KnownNames | None) -> Citable:
    whole = citable.record.kind in style.people.whole
    romaniser = Romaniser(scheme=scheme, names=names, translated=True, whole_names=whole)
    return romaniser.citable(citable)


def _noted(
    citable: Citable, latin: Citable, text: RichText, english: Style, scheme: str
) -> RichText:
    """Return an entry with the language of its source, and words of the style in Latin script."""
    text = _all_latin(text, scheme)
    note = english.words[EN].form(f"in_{spoken(citable.record)}")
    return (*text, *rich(f" {note}")) if note and _is_named(latin.record, plain(text)) else text


def _in_english(style: Style) -> Style:
    """Return a style with English words alone, and archives by their names in Latin letters."""
    words = _english_words(style.words[EN])
    documents = _english_words(style.archival.words.get(EN, words))
    return replace(
        style,
        language=EN,
        follow=(EN,),
        words={EN: words},
        archive=replace(style.archive, follow=(), otherwise=(ROMANISED,), authored=()),
        archival=replace(style.archival, words={EN: documents}, titles=()),
    )


def _english_words(words: Words) -> Words:
    """Return English words where a style has its own language's for all readers of its list."""
    own = {
        name.removeprefix("in_"): form
        for name, form in words.forms.items()
        if name.startswith("in_")
    }
    return replace(words, forms={**words.forms, **own})


def _all_latin(text: RichText, scheme: str) -> RichText:
    """Return a text whose Cyrillic words of the style itself are Latin too; addresses stay."""
    return tuple(
        run if run.link else replace(run, text=romanise(run.text, scheme=scheme)) for run in text
    )


def _is_named(record: Record, text: str) -> bool:
    """Tell whether an entry prints words of the source itself, not its place alone."""
    names = (record.title, record.container, *(person.family for person in record.creators))
    return any(name and name in text for name in names)


def arrange(
    citables: Sequence[Citable], form: ListForm, style: Style, language: LanguageCode
) -> tuple[ListPart, ...]:
    """Put sources, given in the order in which they are cited, into the order and sections wanted.

    In sections, archival sources stand by archive and then by fund, series and file; when the rest
    is in the order of citation, the archives are too. `language` is that of the list. Sections that
    nothing stands in are left out.
    """
    order = _Order(style, language, first_script(form.first_script, language))
    alphabet = form.order is ListOrder.ALPHABET
    if not form.sections:
        whole = sorted(citables, key=order.key) if alphabet else citables
        return (ListPart(citables=tuple(whole)),)
    words = style.words.get(language) or style.words[style.language]
    headings = {section: heading for section, heading in form.headings if heading.strip()}
    parts = []
    for section in ListSection:
        within: Sequence[Citable] = [one for one in citables if section_of(one) is section]
        if section is ListSection.ARCHIVES:
            within = order.by_archive(within, alphabet=alphabet)
        elif alphabet:
            within = sorted(within, key=order.key)
        heading = headings.get(section) or words.form(f"section_{section}")
        if within:
            parts.append(ListPart(section=section, heading=heading, citables=tuple(within)))
    return tuple(parts)


def section_of(citable: Citable) -> ListSection:
    """Return the section that a source belongs to."""
    record = citable.record
    if is_archival(citable):
        return ListSection.ARCHIVES
    section = _SECTIONS.get(record.kind, ListSection.LITERATURE)
    printed = record.container or record.publisher or record.place or record.pages or record.doi
    if record.url and not printed and section is not ListSection.LAWS:
        return ListSection.ELECTRONIC
    return section


class _Order:
    """The order of one list: alphabets, and what an entry of its style begins with."""

    def __init__(self, style: Style, language: LanguageCode, first: Script) -> None:
        self._style = style
        self._language = language
        self._first = first
        entry = style.archival.listed or style.archival.placed
        self._archive_heads = next(field_names(entry), "") in ("archive", "locator")
        self._years = style.marks.kind is MarkKind.AUTHOR_DATE

    def key(self, citable: Citable) -> _SortKey:
        """Return a key by what an entry begins with: authors, else its title, else its archive."""
        record = citable.record
        if scheme := self._style.titles.romanise:
            record = Romaniser(scheme=scheme).record(record)
        people = self._people(record)
        place = self._place(citable)
        if is_archival(citable) and (self._archive_heads or self._is_headless(citable, people)):
            described = description(citable, self._style)[1:-1] if self._years else ""
            head = (self._letters(described),) if described else place[:1]
            return head, "", "", place
        title = self._letters(without_article(record.title, record.language), record.language)
        year = str(record.date.start.year) if record.date else ""
        second, third = (year, title) if self._years else (title, year)
        names = tuple(
            self._letters(f"{one.family} {initials(one.given, ' ')}", record.language)
            for one in people
        )
        volume = self._letters(f"{record.volume} {record.issue} {record.pages}", record.language)
        return names or (title,), second, third, (volume, *place)

    def _is_headless(self, citable: Citable, people: Sequence[Person]) -> bool:
        """Tell whether the entry of a document begins with neither its author nor its title."""
        record, style = citable.record, self._style
        if not people and not record.title:
            return True
        if not style.archival.titles:
            return False
        return Document(citable, style, words_for(record, style), first=True).is_nameless

    def by_archive(self, citables: Sequence[Citable], *, alphabet: bool) -> list[Citable]:
        """Sort archival sources by archive and place in it; archives as cited, or by name."""
        met = {self._archive(one): place for place, one in reversed(list(enumerate(citables)))}
        if alphabet:
            return sorted(citables, key=self._place)
        return sorted(citables, key=lambda one: (met[self._archive(one)], self._place(one)))

    def _people(self, record: Record) -> Sequence[Person]:
        form, authors = self._style.people, record.by(Role.AUTHOR)
        if authors:
            return () if form.heading and len(authors) > form.heading else authors
        return next((people for role in form.stand_in if (people := record.by(role))), ())

    def _archive(self, citable: Citable) -> str:
        if citable.archive is None:
            return _LAST
        name = archive_name(citable.archive, self._style, self._language)
        return self._letters(name.full or name.abbreviation, name.language)

    def _place(self, citable: Citable) -> tuple[str, ...]:
        """Return the archive and the place in it; a file stands before its sheets."""
        if not is_archival(citable):
            return ()
        return (self._archive(citable), *self._levels(citable.location))

    def _levels(self, location: Location) -> tuple[str, ...]:
        numbers = tuple(
            self._letters(f"{level.number or level.name} {level.suffix} {level.volume}")
            for level in location.levels
        )
        return (*numbers, "", *_sheets(location.sheets))

    def _letters(self, text: str, language: LanguageCode | None = None) -> str:
        return list_key(text, first=self._first, language=language or self._language)


def _sheets(sheets: Sheets) -> tuple[str, ...]:
    """Return sheets as they lie in their file."""
    orders = (span.first.order for span in sheets)
    return tuple(f"{number:09d}{letter}{verso:d}" for number, letter, verso in orders)


def _is_document(citable: Citable) -> bool:
    """Tell whether a source is a document of an archive, which the style itself prints."""
    return is_archival(citable) or citable.record.kind is RecordKind.ARCHIVAL


def _engine_made(
    citables: Sequence[Citable], style: Style, csl: CslEngine | None
) -> Mapping[str, RichText]:
    published = [citable for citable in citables if not _is_document(citable)]
    if csl is None or not style.csl or not published:
        return {}
    return csl.entries(style.csl, published, style.language)
