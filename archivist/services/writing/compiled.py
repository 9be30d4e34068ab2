"""What a compiled manuscript is: text, notes and lists, ready to be printed or shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archivist.citation.styles import MarkKind
from archivist.library.printed import EntryList

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archivist.library.manuscript import CitationMark
    from archivist.library.printed import Abbreviations, Entry, Heading, Paragraph
    from archivist.library.richtext import RichText
    from archivist.library.values import SectionId, SourceId


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """A footnote: its number in the work, its text, and the sources that it names."""

    number: int
    text: RichText
    source_ids: tuple[SourceId, ...]
    section_id: SectionId


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """A citation mark and what stands for it in the printed text: `[5, л. 61]`, `12`."""

    mark: CitationMark
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Compiled:
    """A manuscript, or a section of it, with its citations worked out.

    `numbers` are those of the whole manuscript, `labels` the same as marks print them: `5`, `II.5`.
    The first of `lists` is the list of references; it holds the sources that the wanted part cites,
    under these numbers. `said` are the marks of each section in their order. `problems` are
    sentences about what cannot be printed as meant.
    """

    kind: MarkKind = MarkKind.NUMBERS
    numbers: Mapping[SourceId, int]
    labels: Mapping[SourceId, str] = field(default_factory=dict)
    lists: tuple[EntryList | Abbreviations, ...] = ()
    notes: tuple[Note, ...] = ()
    said: Mapping[SectionId, tuple[Said, ...]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    blocks: tuple[Heading | Paragraph, ...] = ()

    @property
    def whole_in_text(self) -> bool:
        """Tell whether marks are whole references, which need no list to be understood."""
        return self.kind is MarkKind.IN_TEXT

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of the list of references, whatever its sections."""
        first = self.lists[0] if self.lists else None
        return first.entries if isinstance(first, EntryList) else ()
