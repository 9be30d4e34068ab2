"""Inventories of funds as they come in: a table's rows, or the components of a finding aid.

Reading is apart from meaning: a reader gives a table as it stands, or components with their words;
what a column means is the user's choice, and what a component becomes in the tree is the services'.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archivist.library.references import UnitKind


class Field(StrEnum):
    """What a column of an inventory says of a file; `NONE` is left out."""

    NONE = ""
    NUMBER = "file"
    TITLE = "title"
    DATE = "date"
    FROM = "from"
    TO = "to"
    EXTENT = "extent"
    NOTE = "note"
    CONTENT = "content"
    ACCESS = "access"
    PUBLICATION = "publication"
    VOLUME = "volume"
    SERIES = "series"
    SERIES_TITLE = "series_title"
    FUND = "fund"
    FUND_TITLE = "fund_title"
    ARCHIVE = "archive"
    LEVEL = "level"
    KEY = "id"
    PARENT = "parent"


PART = 500
"""How many rows or components are passed on at once."""

REPEATABLE = frozenset({Field.NONE, Field.NOTE})
"""The fields that several columns may have; all others have one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row of a table and the line of its file on which it begins, counted from 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadTable:
    """A table as it was read; `how` says by what it was understood ("cp1251, semicolons")."""

    rows: tuple[Row, ...]
    how: str = ""

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Component:
    """A unit as an inventory describes it.

    `parent` is the place of the one above it among the components, -1 for none; it always comes
    before its children. `key` is its identity in the inventory, "" where it has none. `dates` are
    the words, `normal` the same in the ISO form. `archive` is told of the highest alone.
    """

    line: int
    parent: int
    kind: UnitKind
    number: str = ""
    label: str = ""
    volume: str = ""
    name: str = ""
    dates: str = ""
    normal: str = ""
    extent: str = ""
    access: str = ""
    publication: str = ""
    note: str = ""
    key: str = ""
    archive: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Slip:
    """A line of an inventory that is not taken over, and why.

    `harmless` is one that is no file at all: numbers of columns, headings repeated or between.
    """

    line: int
    reason: str
    harmless: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadInventory:
    """A file as it was read: a table, or (`table` None) the components of a finding aid."""

    name: str
    table: ReadTable | None = None
    components: tuple[Component, ...] = ()
    slips: tuple[Slip, ...] = ()

    def parts(self) -> Iterator[ReadInventory]:
        """Yield it in pieces that are quickly passed on; `joined` puts them together."""
        rows = self.table.rows if self.table else ()
        yield replace(
            self, table=self.table and replace(self.table, rows=rows[:PART]), components=()
        )
        for start in range(PART, len(rows), PART):
            yield ReadInventory(name="", table=ReadTable(rows=rows[start : start + PART]))
        for start in range(0, len(self.components), PART):
            yield ReadInventory(name="", components=self.components[start : start + PART])


def joined(parts: Sequence[ReadInventory]) -> ReadInventory:
    """Return the inventory that was passed on in parts."""
    first, *rest = parts
    table = first.table
    if table is not None:
        further = (row for part in rest if part.table for row in part.table.rows)
        table = replace(table, rows=(*table.rows, *further))
    components = tuple(one for part in parts for one in part.components)
    return replace(first, table=table, components=components)
