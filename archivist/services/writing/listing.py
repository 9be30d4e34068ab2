"""The lists of a manuscript: references in their order and sections, and those beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.citation.abbreviations import abbreviations
from archivist.citation.archive_tree import archive_tree
from archivist.citation.author_date import lettered
from archivist.citation.listing import ListPart, arrange
from archivist.library.bibliography import ListOrder, ListSection, Numbering
from archivist.library.printed import Abbreviations, Branch, Entry, EntryGroup, EntryList
from archivist.library.roman_numbers import roman_number
from archivist.library.values import EN, SourceId

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from archivist.citation.styles import Style, Words
    from archivist.library.bibliography import ListForm
    from archivist.library.records import Citable
    from archivist.library.richtext import RichText
    from archivist.library.values import LanguageCode
    from archivist.services.writing.entries import Entries


@dataclass(frozen=True, kw_only=True, slots=True)
class Ordered:
    """The sources of the whole manuscript as its list has them.

    `numbers` and `sections` are by the sources' keys; a section is 0 where one number runs through
    all of them.
    """

    parts: tuple[ListPart, ...]
    numbers: Mapping[str, int]
    sections: Mapping[str, int]

    @property
    def citables(self) -> tuple[Citable, ...]:
        """All sources in the order of the list."""
        return tuple(citable for part in self.parts for citable in part.citables)


def in_order(citables: Sequence[Citable]) -> Ordered:
    """Number sources whose order is settled."""
    part = ListPart(citables=tuple(citables))
    keys = [citable.key for citable in citables]
    return Ordered(
        parts=(part,),
        numbers={key: number for number, key in enumerate(keys, 1)},
        sections=dict.fromkeys(keys, 0),
    )


def ordered(
    citables: Sequence[Citable], form: ListForm, style: Style, language: LanguageCode
) -> Ordered:
    """Order sources, given as they are first cited, and number them.

    A list that prints no numbers is sorted by the alphabet whatever is asked: nobody could find
    anything in it otherwise.
    """
    if not style.number:
        form = replace(form, order=ListOrder.ALPHABET)
    parts = arrange(citables, form, style, language)
    each = form.sections and form.numbering is Numbering.EACH
    numbers: dict[str, int] = {}
    sections: dict[str, int] = {}
    for place, part in enumerate(parts, 1):
        begin = 0 if each else len(numbers)
        for number, citable in enumerate(part.citables, begin + 1):
            numbers[citable.key] = number
            sections[citable.key] = place if each else 0
    return Ordered(parts=parts, numbers=numbers, sections=sections)


@dataclass(frozen=True, kw_only=True, slots=True)
class ListMaker:
    """Makes the lists of a manuscript."""

    style: Style
    form: ListForm
    language: LanguageCode
    entries: Entries

    def lists(
        self, order: Ordered, cited: frozenset[str], letters: Mapping[str, str]
    ) -> tuple[EntryList | Abbreviations, ...]:
        """Make the list of references of what is cited, and the further lists asked for.

        `letters` follow the years of some sources in marks, and so in the list.
        """
        listed = [citable for citable in order.citables if citable.key in cited]
        texts = self.entries.texts(listed, self.style, self.language)
        for citable in listed:
            if citable.key in letters:
                texts[citable.key] = self._lettered(citable, texts, letters)
        made: list[EntryList | Abbreviations] = [
            EntryList(
                heading=self._word("references"),
                groups=self._groups(order, texts),
                number=self.style.number,
            )
        ]
        if self.form.romanised:
            made.append(self._in_latin(order, listed))
        if self.form.abbreviations:
            made += self._abbreviations(listed)
        return tuple(made)

    def _lettered(
        self, citable: Citable, texts: Mapping[str, RichText], letters: Mapping[str, str]
    ) -> RichText:
        return lettered(texts[citable.key], citable, self.style, letters[citable.key])

    def _in_latin(self, order: Ordered, listed: Sequence[Citable]) -> EntryList:
        """Return the same list in Latin script, under the same numbers."""
        texts = self.entries.in_latin(listed, self.style, self.form.romanised)
        return EntryList(
            heading=words_of(self.style, EN).form("romanised"),
            groups=self._groups(order, texts, headed=False),
            number=self.style.number,
            cited=False,
        )

    def _abbreviations(self, listed: Sequence[Citable]) -> tuple[Abbreviations, ...]:
        found = abbreviations(listed, self.style, self.language, levels=self.form.labels)
        rows = tuple((one.short, one.full) for one in found)
        return (Abbreviations(heading=self._word("abbreviations"), rows=rows),) if rows else ()

    def _groups(
        self, order: Ordered, texts: Mapping[str, RichText], *, headed: bool = True
    ) -> tuple[EntryGroup, ...]:
        groups = []
        for place, part in enumerate(order.parts, 1):
            told = self._told(part.citables, texts)
            if self.form.tree and headed and part.section is ListSection.ARCHIVES:
                entries = tuple(self._tree(order, told))
            else:
                entries = tuple(_entry(order, one, texts[one.key]) for one in told)
            each = any(order.sections.values())
            heading = f"{roman_number(place).upper()}. {part.heading}" if each else part.heading
            if entries:
                groups.append(EntryGroup(heading=heading if headed else "", entries=entries))
        return tuple(groups)

    def _told(
        self, citables: Sequence[Citable], texts: Mapping[str, RichText]
    ) -> tuple[Citable, ...]:
        """Return the sources that have an entry: in a list without numbers one of those alike."""
        kept: dict[str | RichText, Citable] = {}
        for citable in citables:
            if citable.key in texts:
                entry = citable.key if self.style.number else texts[citable.key]
                kept.setdefault(entry, citable)
        return tuple(kept.values())

    def _tree(self, order: Ordered, told: Sequence[Citable]) -> Iterator[Entry]:
        """Yield the sources of the archives, each below the units that it is the first to be in."""
        above: list[Branch] = []
        for line in archive_tree(told, self.style):
            if not line.citables:
                above.append(Branch(text=line.text, depth=line.depth))
            for citable in line.citables:
                entry = _entry(order, citable, line.text)
                yield replace(entry, above=tuple(above), depth=line.depth)
                above = []

    def _word(self, name: str) -> str:
        return words_of(self.style, self.language).form(name)


def _entry(order: Ordered, citable: Citable, text: RichText) -> Entry:
    source_id = SourceId(int(citable.key))
    return Entry(number=order.numbers[citable.key], source_id=source_id, text=text)


def words_of(style: Style, language: LanguageCode) -> Words:
    """Return a style's words for a list in a language, the style's own where it has none."""
    return style.words.get(language) or style.words[style.language]
