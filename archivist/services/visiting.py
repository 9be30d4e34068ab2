"""The desk of archive work: what is to be ordered, was seen, copied or refused, and order lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING

from archivist.errors import NotFoundError
from archivist.exchange.tables import Column, Table, Tables, write_csv, write_tables, wrong_suffix
from archivist.library.archive import Archive, Unit, parse_path
from archivist.library.archive_work import WorkState
from archivist.library.references import Sheets, UnitKind
from archivist.services.changes import Changes

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from archivist.exchange.tables import Cell
    from archivist.library.archive_work import Limits, LogEntry, Step, WorkCount, WorkQuery
    from archivist.library.values import ArchiveId, UncertainDate, UnitId
    from archivist.storage.database import Database
    from archivist.storage.unit_of_work import UnitOfWork

ShortReference = Callable[[Archive, Sequence[Unit], Sheets], str]
"""Writes where something lies (`АП РК. Ф. 5-Н. Оп. 1. Д. 5059`); units highest first."""

_LIMITS = 90
"""Letters of limits in a printed list, for a fund's may fill a page; the other form has all."""

_BLOCK = 500
"""So many files of an order list are read at once."""

SUFFIXES = (".docx", ".csv")
"""The suffixes that say in which format an order list is written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FileRow:
    """A file in the log; `above` is the reference of what it lies in (`АП РК. Ф. 5-Н. Оп. 1`)."""

    unit: Unit
    last: LogEntry | None
    above: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderWords:
    """The words of an order list; the window gives them in the user's language."""

    title: str = "Order list"
    number: str = "No."
    reference: str = "Reference"
    name: str = "Title"
    dates: str = "Dates"
    extent: str = "Sheets"
    state: str = "State"
    day: str = "Date"
    note: str = "Note"
    access: str = "Access and publication"
    archive: str = "Archive"
    fund: str = "Fund"
    series: str = "Series"
    file: str = "File"
    states: tuple[tuple[WorkState, str], ...] = (
        (WorkState.TO_ORDER, "to order"),
        (WorkState.ORDERED, "ordered"),
        (WorkState.SEEN, "seen"),
        (WorkState.NOTHING_FOUND, "nothing found"),
        (WorkState.TO_COPY, "to copy"),
        (WorkState.COPIED, "copied"),
        (WorkState.REFUSED, "refused"),
    )
    locale: str = "en-US"


_ENGLISH = OrderWords()


class Visiting:
    """Keeps the log of archive work of one library."""

    def __init__(self, database: Database, short_reference: ShortReference) -> None:
        self._database = database
        self._reference = short_reference

    def counts(self) -> tuple[WorkCount, ...]:
        """Return archives and funds as they lie, each with its files by state."""
        with self._database.reading() as work:
            return work.worklog.counts()

    def names(self) -> tuple[tuple[Archive, ...], tuple[Unit, ...]]:
        """Return the archives and the units right below them."""
        with self._database.reading() as work:
            archives = work.archives.all()
            units = tuple(
                node.unit
                for archive in archives
                for node in work.archives.children(archive.id, None)
            )
        return archives, units

    def find(self, query: WorkQuery) -> tuple[UnitId, ...]:
        """Return the files that a query wants, in its order; `rows` tells what they are."""
        with self._database.reading() as work:
            return work.worklog.find(query)

    def rows(self, unit_ids: Sequence[UnitId]) -> tuple[FileRow, ...]:
        """Return files in the order given; those that are not there are left out."""
        with self._database.reading() as work:
            return self._rows(work, unit_ids)

    def files(self, query: WorkQuery) -> tuple[FileRow, ...]:
        """Return the files that a query wants, whole."""
        with self._database.reading() as work:
            return self._rows(work, work.worklog.find(query))

    def common_limits(self, unit_ids: Collection[UnitId]) -> Limits:
        """Return the limits that some files share, None for one in which they differ."""
        with self._database.reading() as work:
            return work.worklog.common_limits(unit_ids)

    def states(self, unit_ids: Collection[UnitId]) -> dict[UnitId, WorkState]:
        """Return how far the work with each of some units has come, where it began."""
        with self._database.reading() as work:
            return work.worklog.states(unit_ids)

    def history(self, unit_id: UnitId) -> tuple[LogEntry, ...]:
        """Return the steps of the work with a unit, the oldest first."""
        with self._database.reading() as work:
            return work.worklog.entries(unit_id)

    def mark(
        self, unit_ids: Collection[UnitId], step: Step | None, limits: Limits | None = None
    ) -> Changes:
        """Add a step to the log of each of some files, and note their limits, undoable at once.

        Raises:
            NotFoundError: when one of them is not there.
        """
        with self._database.writing("Archive log") as work:
            if step is not None:
                work.worklog.add(unit_ids, step)
            if limits is not None:
                work.worklog.limit(unit_ids, limits)
        return Changes.of_rows(work.touched)

    def take_back(self, unit_ids: Collection[UnitId]) -> Changes:
        """Remove the last step of each of some files."""
        with self._database.writing("Remove last step") as work:
            work.worklog.take_back(unit_ids)
        return Changes.of_rows(work.touched)

    def save(self, entry: LogEntry) -> Changes:
        """Save an edited step."""
        with self._database.writing("Edit archive log") as work:
            work.worklog.save(entry)
        return Changes.of_rows(work.touched)

    def place(self, path_text: str) -> tuple[ArchiveId, UnitId | None]:
        """Return the archive and the unit (None: all of it) that `АП РК/5-Н/1` names.

        Raises:
            NotFoundError: when it is not there.
            ParseError: when it is no place.
        """
        path = parse_path(path_text)
        with self._database.reading() as work:
            archive = work.archives.match(path.archive)
            unit_id = work.archives.place(path)
        if archive is None or (path.levels and unit_id is None):
            raise NotFoundError("place in an archive", path_text)
        return archive.id, unit_id

    def order_list(
        self, unit_ids: Sequence[UnitId], target: Path, words: OrderWords = _ENGLISH
    ) -> int:
        """Write files as a list to order by, in the order given; return how many.

        The suffix says how: CSV has a row a file, DOCX a table an archive.

        Raises:
            StorageError: when the suffix names no format, or the file cannot be written.
        """
        suffix = target.suffix.lower()
        if suffix not in SUFFIXES:
            raise wrong_suffix(target, *SUFFIXES)
        with self._database.reading() as work:
            lines = self._lines(work, unit_ids)  # one at a time: only the words are kept
            made = _plain(lines, words) if suffix == ".csv" else _tables(lines, words)
        if isinstance(made, Table):
            write_csv(made, target)
            return len(made.rows)
        write_tables(made, target)
        return sum(len(table.rows) for table in made.tables)

    def _rows(self, work: UnitOfWork, unit_ids: Sequence[UnitId]) -> tuple[FileRow, ...]:
        rows = work.worklog.rows(unit_ids)
        parents = {row.unit.parent_id for row in rows if row.unit.parent_id is not None}
        chains = work.archives.chains(parents)
        archives = {archive.id: archive for archive in work.archives.all()}
        above: dict[UnitId | None, str] = {
            unit_id: self._reference(archives[chain[0].archive_id], chain, ())
            for unit_id, chain in chains.items()
        }
        return tuple(
            FileRow(
                unit=row.unit,
                last=row.last,
                above=above.get(row.unit.parent_id, "")
                if row.unit.parent_id is not None
                else archives[row.unit.archive_id].label,
            )
            for row in rows
        )

    def _lines(self, work: UnitOfWork, unit_ids: Sequence[UnitId]) -> Iterator[_Line]:
        """Yield the lines of an order list, read in blocks."""
        archives = {archive.id: archive for archive in work.archives.all()}
        for first in range(0, len(unit_ids), _BLOCK):
            rows = work.worklog.rows(unit_ids[first : first + _BLOCK])
            chains = work.archives.chains({row.unit.id for row in rows})
            for row in rows:
                archive, chain = archives[row.unit.archive_id], chains[row.unit.id]
                reference = self._reference(archive, chain, ())
                yield _Line(archive=archive, chain=chain, reference=reference, step=row.last)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Line:
    """A file of an order list."""

    archive: Archive
    chain: tuple[Unit, ...]
    reference: str
    step: LogEntry | None

    @property
    def unit(self) -> Unit:
        return self.chain[-1]

    def number(self, kind: UnitKind) -> str:
        """Return the number of the lowest level of a kind, with its volume."""
        for unit in reversed(self.chain):
            if unit.level.kind is kind:
                level = unit.level
                return " ".join(filter(None, (level.label, level.number, level.volume)))
        return ""

    def limits(self) -> str:
        """Return what limits access and publication, from wherever above it is said."""
        access = next((unit.access_note for unit in reversed(self.chain) if unit.access_note), "")
        publication = next(
            (unit.publication_note for unit in reversed(self.chain) if unit.publication_note), ""
        )
        return "; ".join(dict.fromkeys(filter(None, (access, publication))))


def _date_words(date: UncertainDate | None) -> str:
    return (date.written or date.edtf()) if date else ""


def _plain(lines: Iterable[_Line], words: OrderWords) -> Table:
    headings = (
        *(words.archive, words.fund, words.series, words.file, words.reference, words.name),
        *(words.dates, words.extent, words.state, words.day, words.note, words.access),
    )
    states = dict(words.states)
    rows = tuple(
        (
            line.archive.label,
            *(line.number(kind) for kind in (UnitKind.FUND, UnitKind.SERIES)),
            line.number(line.unit.level.kind),
            line.reference,
            line.unit.level.name,
            _date_words(line.unit.date),
            line.unit.extent,
            states[line.step.state] if line.step else "",
            _date_words(line.step.day) if line.step else "",
            line.step.note if line.step else "",
            line.limits(),
        )
        for line in lines
    )
    columns = tuple(Column(heading=heading) for heading in headings)
    return Table(heading="", columns=columns, rows=rows)


def _tables(lines: Iterable[_Line], words: OrderWords) -> Tables:
    columns = (
        Column(heading=words.number, share=3, right=True),
        Column(heading=words.reference, share=14, bold=True),
        Column(heading=words.name, share=22),
        Column(heading=words.dates, share=8),
        Column(heading=words.extent, share=4, right=True),
        Column(heading=words.note, share=12),
        Column(heading=words.access, share=8),
    )
    by_archive: dict[str, list[tuple[Cell, ...]]] = {}
    for line in lines:
        name = line.archive.names[0]
        rows = by_archive.setdefault(name.full or name.abbreviation, [])
        rows.append(
            (
                len(rows) + 1,
                line.reference,
                line.unit.level.name,
                _date_words(line.unit.date),
                line.unit.extent,
                line.step.note if line.step else "",
                shorten(line.limits(), _LIMITS, placeholder="…"),
            )
        )
    tables = tuple(
        Table(heading=name, columns=columns, rows=tuple(rows)) for name, rows in by_archive.items()
    )
    return Tables(title=words.title, lines=(), tables=tables, locale=words.locale)
