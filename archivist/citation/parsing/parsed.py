"""What a pasted entry turned out to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archivist.citation.parsing.slips import Slip
    from archivist.library.records import Citable


class EntryKind(StrEnum):
    """What an entry turned out to be."""

    ARCHIVAL = "archival"
    PUBLISHED = "published"
    IBID = "ibid"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsedEntry:
    """An entry as it was typed and what was understood of it.

    `fields` are in the words of `citation.fields`, `citable` is the source that they describe.
    `confidence` runs from 0 to 1, `rest` is what was left over, `warnings` are what looks like
    slips of those who wrote the entry. `place` is where the archive's abbreviation stands, or the
    sheets of a repeat: position and length.
    """

    text: str
    number: int | None = None
    kind: EntryKind = EntryKind.UNKNOWN
    fields: dict[str, Any] = field(default_factory=dict)
    citable: Citable | None = None
    confidence: float = 0.0
    rest: str = ""
    warnings: tuple[Slip, ...] = ()
    place: tuple[int, int] = (0, 0)

    @property
    def archive_full(self) -> str:
        """The archive's full name as the entry has it, or ""."""
        return str(self.fields.get("archive") or "")

    @property
    def archive_abbreviation(self) -> str:
        """The archive's abbreviation as the entry has it, or ""."""
        return str(self.fields.get("abbr") or "")
