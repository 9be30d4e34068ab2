"""What is printed: headings, paragraphs, notes and lists, for a file of any format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.library.values import UNKNOWN_LANGUAGE, LanguageCode

if TYPE_CHECKING:
    from datetime import datetime

    from archivist.library.richtext import RichText, Run
    from archivist.library.values import SourceId


@dataclass(frozen=True, kw_only=True, slots=True)
class Branch:
    """A line of a tree of sources that names no source itself; `depth` counts from 0."""

    text: RichText
    depth: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An entry of a list of references.

    In a tree, `above` are the lines that stand before the entry: the archive and the units above
    it, as far as no entry before has named them. `depth` is then how deep the entry stands. `own`
    are names and values of the user's own fields, which data carry along and no list prints.
    """

    number: int
    source_id: SourceId
    text: RichText
    above: tuple[Branch, ...] = ()
    depth: int = 0
    own: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """The heading of a section; `level` counts from 1."""

    text: str
    level: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """A paragraph; links that begin with `#` lead to entries (see `anchor`)."""

    text: RichText


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryGroup:
    """A section of a list of references; "" for the heading of a list without sections."""

    heading: str = ""
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryList:
    """A list of references.

    `number` is how its entries are numbered (`{}.`), "" for not at all. Marks in the text lead to
    the entries of the list that is `cited`.
    """

    heading: str = ""
    groups: tuple[EntryGroup, ...]
    number: str = "{}."
    cited: bool = True

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of all sections."""
        return tuple(entry for group in self.groups for entry in group.entries)

    def label(self, entry: Entry) -> str:
        """Return an entry's number as the list prints it."""
        return self.number.replace("{}", str(entry.number))


@dataclass(frozen=True, kw_only=True, slots=True)
class Abbreviations:
    """A list of abbreviations: the short form and the full one, by the alphabet."""

    heading: str = ""
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Printed:
    """A whole document.

    `title` is "" where none is printed, `name` what the document is called in its properties.
    `notes_heading` stands above the notes where a format has no feet of pages. `locale` is the full
    language tag of `language`. `modified` is when the text last changed, if that is known.
    """

    title: str = ""
    name: str = ""
    language: LanguageCode = UNKNOWN_LANGUAGE
    locale: str = ""
    blocks: tuple[Heading | Paragraph, ...] = ()
    notes_heading: str = ""
    lists: tuple[EntryList | Abbreviations, ...] = ()
    modified: datetime | None = None

    @property
    def notes(self) -> tuple[Run, ...]:
        """The runs that call notes, in the order of the text."""
        return tuple(
            run
            for block in self.blocks
            if isinstance(block, Paragraph)
            for run in block.text
            if run.note
        )


def anchor(source_id: SourceId) -> str:
    """Return the name of a source's entry, which marks in the text lead to."""
    return f"source_{source_id}"
