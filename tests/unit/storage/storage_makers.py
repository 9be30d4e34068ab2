"""Makers of what storage tests need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.library.archive import parse_path
from archivist.library.records import Record, RecordKind
from archivist.library.sources import NewFile, NewPage, TextOrigin
from archivist.library.values import ContentHash, parse_date

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from archivist.library.values import FileId, PageId, SourceId, UnitId
    from archivist.storage.database import Database
    from archivist.storage.unit_of_work import UnitOfWork

FILE = "АП РК/Ф. 5-Н/Оп. 1/Д. 5059"


def record(title: str = "Докладная записка", date: str = "", **more: object) -> Record:
    return Record(
        kind=more.pop("kind", RecordKind.ARCHIVAL),
        title=title,
        date=parse_date(date) if date else None,
        **more,
    )


def add_source(database: Database, title: str = "Докладная записка", **more: object) -> SourceId:
    """Add a source in a step of its own; what a record lacks is filing."""
    filing = {
        key: more.pop(key) for key in ("unit_id", "group_id", "sheets", "tags") if key in more
    }
    with database.writing("Add source") as work:
        return work.catalogue.add(record(title, **more), **filing)


def add_unit(database: Database, path: str = FILE) -> UnitId:
    with database.writing("Place") as work:
        return work.archives.find_or_add(parse_path(path))


def new_file(number: int = 1, **more: object) -> NewFile:
    return NewFile(
        hash=ContentHash(f"{number:064x}"),
        name=f"{number}.pdf",
        media_type="application/pdf",
        size=1000,
        **more,
    )


def add_pages(database: Database, source_id: SourceId, *texts: str) -> tuple[PageId, ...]:
    """Give a source a file with these pages, as an import does: without a step of undo."""
    with database.writing() as work:
        return add_pages_in(work, source_id, texts)


def add_pages_in(
    work: UnitOfWork, source_id: SourceId, texts: Iterable[str], file: NewFile | None = None
) -> tuple[PageId, ...]:
    file_id: FileId = work.catalogue.add_file(source_id, file or new_file())
    return work.catalogue.add_pages(
        file_id,
        source_id,
        [
            NewPage(index=n, text=text, origin=TextOrigin.FILE if text else TextOrigin.NONE)
            for n, text in enumerate(texts)
        ],
    )


def dump(connection: sqlite3.Connection, leave_out: Iterable[str] = ()) -> dict[str, list[object]]:
    """Return every row of every table but what is passing, in order."""
    passing = {"index_queue", "index_manifest", "alembic_version", "library", *leave_out}
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT rowid, * FROM "{name}" ORDER BY rowid').fetchall()
        for (name,) in names
        if name not in passing
    }
