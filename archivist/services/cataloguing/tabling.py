"""The desk of tables: all that is known of sources, a row each, for a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archivist.exchange.tables import Column, Table, write_csv, wrong_suffix
from archivist.exchange.workbooks import write_xlsx
from archivist.library.archive import inherited
from archivist.library.own_fields import FieldType
from archivist.library.people import Role
from archivist.library.records import Record, RecordKind
from archivist.library.references import UnitKind
from archivist.library.values import UncertainDate
from archivist.services.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from archivist.exchange.tables import Cell
    from archivist.library.archive import Archive, Unit
    from archivist.library.groups import Period
    from archivist.library.own_fields import OwnField, OwnFieldId
    from archivist.library.sources import Source
    from archivist.library.values import GroupId, SourceId, UnitId
    from archivist.services.cataloguing.rows import ShortReference
    from archivist.services.progress import Steps
    from archivist.storage.database import Database
    from archivist.storage.unit_of_work import UnitOfWork

SUFFIXES = (".csv", ".xlsx")
"""The suffixes that say in which format a table is written."""

_AT_ONCE = 500
"""So many sources are looked up at once."""

_ELSEWHERE = {"kind", "title", "subtitle", "creators", "date", "language", "title_by_researcher"}
COLUMNS = (
    *("id", "kind", "title", "subtitle", *(role.value for role in Role)),
    *("date", "first_year", "last_year", "periods", "language"),
    *("reference", "archive", "fund", "series_of_archive", "file", "sheets"),
    *("group", "tags", "checked", "page_count"),
    *(name for name in Record.__dataclass_fields__ if name not in _ELSEWHERE),
    "title_by_researcher",
)
"""The columns of a table before the user's own fields, by the names that JSON has."""

_HEADINGS = {
    "id": "Number in the library",
    "first_year": "First year",
    "last_year": "Last year",
    "series_of_archive": "Archival series",
    "page_count": "Pages in the library",
    "place": "City",
    "container": "Published in",
    "total_pages": "Extent",
    "doi": "DOI",
    "url": "Web address",
    "accessed": "Visited on",
    "author_latin": "Author in Latin script",
    "title_by_researcher": "Title by the researcher",
}
_UNITS = {
    "fund": UnitKind.FUND,
    "series_of_archive": UnitKind.SERIES,
    "file": UnitKind.FILE,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetWords:
    """The words of a table; the window gives them in the user's language."""

    headings: Mapping[str, str] = field(
        default_factory=lambda: {
            name: _HEADINGS.get(name, name.replace("_", " ").capitalize()) for name in COLUMNS
        }
    )
    kinds: Mapping[RecordKind, str] = field(
        default_factory=lambda: {kind: kind.value.replace("_", " ") for kind in RecordKind}
    )
    yes: str = "yes"


@dataclass(frozen=True, kw_only=True, slots=True)
class Described:
    """A source with a cell for each of `COLUMNS`, and the values of the user's own fields."""

    cells: Mapping[str, Cell]
    own: Mapping[OwnFieldId, str]


class Tabling:
    """Writes the sources of one library as tables."""

    def __init__(self, database: Database, reference: ShortReference) -> None:
        self._database = database
        self._reference = reference

    def describe(
        self, ids: Sequence[SourceId], words: SheetWords | None = None
    ) -> Steps[tuple[tuple[OwnField, ...], tuple[Described, ...]]]:
        """Return the user's own fields, and all that is known of sources in their order."""
        words = words or SheetWords()
        found: list[Described] = []
        fields: tuple[OwnField, ...] = ()
        for start in range(0, max(1, len(ids)), _AT_ONCE):
            yield Progress(done=start, total=len(ids))
            with self._database.reading() as work:
                fields = work.own_fields.all()
                some = ids[start : start + _AT_ONCE]
                found += _Describing(work, some, self._reference, words).all(some)
        return fields, tuple(found)

    def export(
        self, ids: Sequence[SourceId], target: Path, words: SheetWords | None = None
    ) -> Steps[int]:
        """Write sources, a row each, to a .csv or .xlsx file; return how many.

        Raises:
            StorageError: when the suffix names no format, or the file cannot be written.
        """
        suffix = target.suffix.lower()
        if suffix not in SUFFIXES:
            raise wrong_suffix(target, *SUFFIXES)
        words = words or SheetWords()
        fields, described = yield from self.describe(ids, words)
        yield Progress(done=len(ids), total=len(ids), what=target.name)
        columns = (
            *(Column(heading=words.headings[name]) for name in COLUMNS),
            *(Column(heading=own.name) for own in fields),
        )
        rows = tuple(
            (
                *(one.cells[name] for name in COLUMNS),
                *(_own_cell(own, one.own.get(own.id, "")) for own in fields),
            )
            for one in described
        )
        table = Table(heading="", columns=columns, rows=rows)
        (write_csv if suffix == ".csv" else write_xlsx)(table, target)
        return len(rows)


class _Describing:
    """What is known of some sources, looked up at once."""

    def __init__(
        self,
        work: UnitOfWork,
        ids: Sequence[SourceId],
        reference: ShortReference,
        words: SheetWords,
    ) -> None:
        self._sources = work.catalogue.several(ids)
        self._pages = {row.id: row.pages for row in work.catalogue.rows(ids)}
        self._own = work.own_fields.values(ids)
        units = {one.unit_id for one in self._sources.values() if one.unit_id is not None}
        self._chains: Mapping[UnitId, tuple[Unit, ...]] = work.archives.chains(units)
        self._archives = {archive.id: archive for archive in work.archives.all()}
        self._groups: dict[GroupId | None, str] = {
            group.id: group.name for group, _ in work.sorting.groups()
        }
        self._periods = [period for period, _ in work.sorting.periods()]
        self._reference = reference
        self._words = words

    def all(self, ids: Sequence[SourceId]) -> list[Described]:
        """Return the sources in the order of `ids`, missing ones left out."""
        return [
            Described(cells=self._cells(self._sources[one]), own=self._own.get(one, {}))
            for one in ids
            if one in self._sources
        ]

    def _cells(self, source: Source) -> dict[str, Cell]:
        record = source.record
        chain = self._chains.get(source.unit_id, ()) if source.unit_id is not None else ()
        archive = self._archives[chain[0].archive_id] if chain else None
        date = record.date or inherited(chain).date
        years = date.years if date else None
        cells: dict[str, Cell] = {
            name: _said(getattr(record, name), self._words)
            for name in Record.__dataclass_fields__
            if name not in {"creators", "kind"}
        }
        cells |= {
            role.value: "; ".join(
                ", ".join(filter(None, (one.family, one.given))) for one in record.by(role)
            )
            for role in Role
        }
        return cells | {
            "id": source.id,
            "kind": self._words.kinds[record.kind],
            "first_year": years[0] if years else "",
            "last_year": years[1] if years else "",
            "periods": ", ".join(self._falls_in(years)) if years else "",
            "group": self._groups.get(source.group_id, ""),
            "tags": ", ".join(source.tags),
            "checked": _said(source.checked, self._words),
            "page_count": self._pages.get(source.id, 0),
            **self._where(source, archive, chain),
        }

    def _falls_in(self, years: tuple[int, int]) -> list[str]:
        first, last = years
        return [
            _named(one)
            for one in self._periods
            if one.first_year <= last and one.last_year >= first
        ]

    def _where(
        self, source: Source, archive: Archive | None, chain: Sequence[Unit]
    ) -> dict[str, Cell]:
        sheets = ", ".join(
            span.first.label + (f"–{span.last.label}" if span.last else "")
            for span in source.sheets
        )
        numbers = {
            name: next(
                (unit.level.number for unit in reversed(chain) if unit.level.kind is kind), ""
            )
            for name, kind in _UNITS.items()
        }
        if archive is None:
            return {"reference": "", "archive": "", "sheets": sheets, **numbers}
        told = self._reference(archive, chain, source.sheets)
        return {"reference": told, "archive": archive.label, "sheets": sheets, **numbers}


def _named(period: Period) -> str:
    return f"{period.name} ({period.first_year}–{period.last_year})"


def _said(value: object, words: SheetWords) -> str:
    if isinstance(value, UncertainDate):
        return value.written or value.edtf()
    if isinstance(value, bool):
        return words.yes if value else ""
    return str(value or "")


def _own_cell(own: OwnField, value: str) -> Cell:
    """Return a value as a cell: whole numbers as numbers, to be summed up."""
    whole = own.type is FieldType.NUMBER and value.lstrip("+-").isdecimal()
    return int(value) if whole else value
