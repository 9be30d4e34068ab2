"""Tables of collecting: undo knows them, and removing names every row that goes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from storage_makers import add_pages, add_source, add_unit, dump

from archivist.library.values import SourceId
from archivist.storage.tables import metadata

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.storage.database import Database

MOMENT = "2026-11-20T09:31:15.915727+00:00"
ROWS = {
    "unit_log": "(unit_id, state, day, day_written, note, created)"
    f" VALUES (:unit, 'ordered', '2026-05-06', '6 мая', '', '{MOMENT}')",
    "field_values": "(source_id, field_id, value) VALUES (:source, 1, 'М-15')",
    "templates": "(name, kind, body) VALUES ('Нота', 'archival_document', '{}')",
    "kept_apart": "(first_hash, second_hash, kind) VALUES ('a', 'b', 'picture')",
    "text_layers": "(page_id, origin, language, who, made, text, boxes)"
    " VALUES (:page, 'translation', 'en', '', '', 'The Government', x'')",
    "watched_folders": "(path, pattern, options, seen, paused) VALUES ('/scans', '', '', '', 0)",
    "library_settings": "(key, value) VALUES ('quiet', '1')",
    "import_runs": f"(started, what, options) VALUES ('{MOMENT}', 'Scans', '')",
}
FIELD = (
    "INSERT INTO field_kinds(name, key, kind, choices, position) VALUES ('f', 'f', 'text', '', 0)"
)


@pytest.fixture
def ids(database: Database) -> dict[str, int]:
    """A source with a page, filed in a unit, and a field of the user's own."""
    unit = add_unit(database)
    source = add_source(database, unit_id=unit)
    (page,) = add_pages(database, source, "нота")
    run(database, FIELD)
    return {"unit": unit, "source": source, "page": page}


def state_of(file: Path) -> dict[str, list[object]]:
    """Every row that is kept."""
    with closing(sqlite3.connect(file)) as connection:
        return dump(connection)


def run(database: Database, statement: str, **values: int) -> None:
    """Run a statement of its own step of undo, as a repository would."""
    used = {name: value for name, value in values.items() if f":{name}" in statement}
    with database.writing("Change") as work:
        work.catalogue._connection.exec_driver_sql(statement, used)


@pytest.mark.parametrize("table", ROWS)
def test_what_the_user_made_is_undone_and_done_again(
    table: str, database: Database, library_file: Path, ids: dict[str, int]
) -> None:
    states = [state_of(library_file)]
    for statement in (
        f"INSERT INTO {table} {ROWS[table]}",
        f"UPDATE {table} SET {metadata.tables[table].columns.keys()[-1]} = '2'",
        f"DELETE FROM {table}",
        f"INSERT INTO {table} {ROWS[table]}",
    ):
        run(database, statement, **ids)
        states.append(state_of(library_file))
    assert len({str(state) for state in states}) >= 3
    for state in reversed(states[:-1]):
        assert database.undo() is not None
        assert state_of(library_file) == state
    for state in states[1:]:
        assert database.redo() is not None
        assert state_of(library_file) == state


def test_every_table_of_a_user_is_among_them() -> None:
    new = {"unit_log", "field_kinds", "jobs", *ROWS}
    assert {name for name in new if "topic" not in metadata.tables[name].info} == {"jobs"}


def test_a_source_goes_with_its_layers_and_fields(
    database: Database, library_file: Path, ids: dict[str, int]
) -> None:
    for table in ("text_layers", "field_values"):
        run(database, f"INSERT INTO {table} {ROWS[table]}", **ids)
    job = (
        "INSERT INTO jobs(kind, path, name, size, modified, source_id, page_id, options, state,"
        " outcome, reason, attempts, done_pages, pages, created, changed) VALUES ('ocr', '', '', 0,"
        f" 0, :source, :page, '', 'done', '', '', 1, 1, 1, '{MOMENT}', '{MOMENT}')"
    )
    run(database, job, **ids)
    with database.writing(undoable=False) as work:
        work.catalogue.erase([SourceId(ids["source"])])
    with closing(sqlite3.connect(library_file)) as connection:
        assert connection.execute("SELECT source_id, page_id FROM jobs").fetchall() == [
            (None, None)
        ]
        for table in ("text_layers", "field_values", "sources"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert database.faults() == ()


def test_a_unit_goes_with_its_log(database: Database, library_file: Path) -> None:
    unit = add_unit(database)
    before = state_of(library_file)
    run(database, f"INSERT INTO unit_log {ROWS['unit_log']}", unit=unit)
    with database.writing("Remove") as work:
        work.archives.remove_unit(unit)
    with closing(sqlite3.connect(library_file)) as connection:
        assert connection.execute("SELECT count(*) FROM unit_log").fetchone() == (0,)
    for _ in range(2):
        database.undo()
    assert state_of(library_file) == before
