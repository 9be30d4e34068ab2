"""What the catalogue shows of a source: one line of the table, and all of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.library.archive import Archive, Inherited, Unit
from archivist.library.references import Sheets

if TYPE_CHECKING:
    from archivist.library.groups import Group, Tag
    from archivist.library.records import RecordKind
    from archivist.library.sources import Source, StoredFile
    from archivist.library.values import LanguageCode, SourceId, UnitId

ShortReference = Callable[[Archive, Sequence[Unit], Sheets], str]
"""Writes where something lies (`АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 21`); units highest first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceRow:
    """A source in the table.

    `date` is as the source writes it, `reference` its place in an archive or "". `no_text` and
    `unreadable` tell of its files, `doubtful` how many pages have a text that makes no sense,
    `annotated` whether a mark stands on one of them. `people` are the family names of its authors,
    else of its editors or compilers.
    """

    id: SourceId
    title: str
    kind: RecordKind
    date: str
    language: LanguageCode
    group: str
    unit_id: UnitId | None
    reference: str
    tags: tuple[Tag, ...]
    pages: int
    unread: bool
    checked: bool
    no_text: bool
    doubtful: int
    unreadable: bool
    annotated: bool
    people: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What lists call it: its title, else its place in an archive, else its people."""
        return self.title or self.reference or ", ".join(self.people)


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceDetails:
    """All that the inspector shows of a source; `chain` is its units, highest first."""

    source: Source
    files: tuple[StoredFile, ...]
    pages: int
    chain: tuple[Unit, ...]
    archive: Archive | None
    inherited: Inherited
    group: Group | None
    reference: str
