"""What is printed: headings, paragraphs and a list of references, for a file of any format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.library.values import UNKNOWN_LANGUAGE, LanguageCode

if TYPE_CHECKING:
    from datetime import datetime

    from archivist.library.richtext import RichText
    from archivist.library.values import SourceId


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An entry of a list of references."""

    number: int
    source_id: SourceId
    text: RichText


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
class Printed:
    """A whole document.

    `title` is "" where none is printed, `name` what the document is called in its properties.
    `heading` stands above the entries, `number` is how they are numbered (`{}.`). `locale` is the
    full language tag of `language`. `modified` is when the text last changed, if that is known.
    """

    title: str = ""
    name: str = ""
    language: LanguageCode = UNKNOWN_LANGUAGE
    locale: str = ""
    blocks: tuple[Heading | Paragraph, ...] = ()
    heading: str = ""
    entries: tuple[Entry, ...] = ()
    number: str = "{}."
    modified: datetime | None = None

    def label(self, entry: Entry) -> str:
        """Return an entry's number as the list prints it."""
        return self.number.replace("{}", str(entry.number))


def anchor(source_id: SourceId) -> str:
    """Return the name of a source's entry, which marks in the text lead to."""
    return f"source_{source_id}"
