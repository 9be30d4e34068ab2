from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from storage_makers import add_source, add_unit, record

from archivist.errors import (
    DamagedLibraryError,
    NotALibraryError,
    ReadOnlyLibraryError,
    StorageError,
)
from archivist.library.catalogue_query import SourceQuery
from archivist.storage.database import Database
from archivist.storage.sqlite_errors import sqlite_errors

if TYPE_CHECKING:
    from pathlib import Path


def count(database: Database) -> int:
    with database.reading() as work:
        return len(work.catalogue.find(SourceQuery()))


def test_a_unit_of_work_sees_one_state(database: Database) -> None:
    add_source(database)
    with database.reading() as before:
        assert len(before.catalogue.find(SourceQuery())) == 1
        add_source(database)
        assert len(before.catalogue.find(SourceQuery())) == 1
    assert count(database) == 2


def test_readers_do_not_write(database: Database) -> None:
    with pytest.raises(StorageError), database.reading() as work:
        work.sorting.add_group("А")


def test_writers_wait_for_each_other(database: Database) -> None:
    def add() -> None:
        for _ in range(20):
            with database.writing("Count") as work:
                name = f"{len(work.sorting.groups())}"
                work.sorting.add_group(name)

    threads = [threading.Thread(target=add) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as work:
        assert [group.name for group, _ in work.sorting.groups()] == [str(n) for n in range(100)]


def test_readers_of_many_threads_do_not_wait_for_a_writer(database: Database) -> None:
    add_source(database)
    found: list[int] = []
    with database.writing() as work:
        work.catalogue.add(record())
        threads = [
            threading.Thread(target=lambda: found.append(count(database))) for _ in range(20)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
    assert found == [1] * 20


def test_writing_within_writing_is_a_mistake_that_shows(database: Database) -> None:
    with (
        pytest.raises(RuntimeError, match="already"),
        database.writing("Outer") as work,
        database.writing("Inner"),
    ):
        work.catalogue.add(record())
    assert count(database) == 0
    add_source(database)
    assert count(database) == 1


def test_an_interrupt_amid_a_statement_costs_the_steps_and_nothing_else(database: Database) -> None:
    add_source(database, "Было")
    with pytest.raises(KeyboardInterrupt), database.writing("Add source") as work:  # noqa: PT012 - one story
        work.catalogue.add(record("Прервано"))
        work.catalogue._connection.invalidate()  # as SQLAlchemy does
        raise KeyboardInterrupt
    assert (count(database), database.undo_label) == (1, "Add source")
    add_source(database, "Стало")
    assert count(database) == 2
    database.undo()
    assert (count(database), database.undo_label) == (1, "")


def test_what_is_not_finished_is_taken_back(database: Database) -> None:
    with pytest.raises(KeyboardInterrupt), database.writing("Cut short") as work:
        interrupt(work.catalogue.add(record(), tags=["а"]))
    assert count(database) == 0
    assert database.undo_label == ""
    with database.reading() as work:
        assert work.queue.size() == 0
        assert work.sorting.tags() == ()


def interrupt(*_done: object) -> None:
    raise KeyboardInterrupt


def test_a_library_knows_itself_wherever_it_is_moved(library_file: Path, tmp_path: Path) -> None:
    with closing(Database.open(library_file)) as database:
        uuid = database.uuid
    moved = library_file.rename(tmp_path / "library.db")
    with closing(Database.open(moved)) as database:
        assert database.uuid == uuid
        assert len(uuid) == 36


def test_a_name_that_leads_elsewhere_is_refused(library_file: Path) -> None:
    with closing(sqlite3.connect(library_file)) as connection, connection:
        connection.execute("UPDATE library SET uuid = '../../elsewhere'")
    with (
        closing(Database.open(library_file)) as database,
        pytest.raises(DamagedLibraryError, match="does not name itself"),
    ):
        _ = database.uuid


def test_closing_leaves_one_file(library_file: Path) -> None:
    database = Database.open(library_file)
    add_source(database)
    assert count(database) == 1
    database.close()
    assert [path.name for path in library_file.parent.iterdir()] == ["library.db"]
    with pytest.raises(StorageError, match="the library is closed"):
        count(database)
    with pytest.raises(StorageError, match="the library is closed"), database.writing():
        pass


def test_a_library_that_is_only_read_does_not_change(library_file: Path) -> None:
    with closing(Database.open(library_file)) as database:
        add_source(database)
    before = library_file.read_bytes()
    with closing(Database.open(library_file, read_only=True)) as database:
        assert count(database) == 1
        assert database.undo() is None
        assert database.redo() is None
        with pytest.raises(ReadOnlyLibraryError, match="nothing was changed"):
            add_source(database)
    assert library_file.read_bytes() == before


def test_a_reader_beside_a_writer_sees_what_was_committed(library_file: Path) -> None:
    with (
        closing(Database.open(library_file)) as writer,
        closing(Database.open(library_file, read_only=True)) as reader,
    ):
        add_source(writer)
        assert count(reader) == 1


def test_no_library_and_no_database_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NotALibraryError):
        Database.open(tmp_path / "library.db")
    (tmp_path / "library.db").write_bytes(b"This is a letter, not a database. " * 50)
    for read_only in (False, True):
        with pytest.raises(DamagedLibraryError, match="is not one"):
            Database.open(tmp_path / "library.db", read_only=read_only)


def test_a_damaged_database_is_called_damaged(library_file: Path) -> None:
    with closing(Database.open(library_file)) as database:
        for number in range(200):
            add_source(database, f"Письмо {number} " * 30)
    size = library_file.stat().st_size
    with library_file.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * (size // 4))
    with closing(Database.open(library_file)) as database:
        assert database.faults() != ()
        with pytest.raises(DamagedLibraryError, match="Put one of the copies"):
            read_all(database)


def read_all(database: Database) -> None:
    with database.reading() as work:
        for number in range(1, 201):
            work.catalogue.get(number)


def test_a_row_that_names_nothing_is_a_fault(database: Database, library_file: Path) -> None:
    assert database.faults() == ()
    with closing(sqlite3.connect(library_file)) as connection, connection:
        connection.execute("INSERT INTO creators VALUES (1, 77, 0, 'author', 'Иванов', '')")
    assert database.faults() == ("row 1 of creators names a row of sources that is not there",)


def test_programs_of_a_stranger_are_refused(library_file: Path) -> None:
    with closing(sqlite3.connect(library_file)) as connection:
        connection.execute(
            "CREATE TRIGGER evil AFTER INSERT ON groups BEGIN DELETE FROM sources; END"
        )
    for read_only in (False, True):
        with pytest.raises(DamagedLibraryError, match="programs of a stranger"):
            Database.open(library_file, read_only=read_only)


def test_a_database_without_all_its_tables_is_damaged(library_file: Path) -> None:
    with closing(sqlite3.connect(library_file)) as connection:
        connection.execute("DROP TABLE sources")
    for read_only in (False, True):
        with pytest.raises(DamagedLibraryError, match="parts of its database"):
            Database.open(library_file, read_only=read_only)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE sources SET kind = 'weird'", "a kind of source"),
        ("UPDATE sources SET date = 'gaga'", "a date"),
        ("UPDATE sources SET sheets = '{'", "a number of a sheet"),
        ("UPDATE sources SET sheets = '[[7]]'", "a number of a sheet"),
        ("UPDATE units SET kind = 'weird'", "a level of an archive"),
        ("INSERT INTO creators VALUES (1, 1, 0, 'weird', 'Иванов', '')", "a role"),
    ],
)
def test_a_value_that_is_none_is_damage_that_is_named(
    database: Database, library_file: Path, change: str, what: str
) -> None:
    unit = add_unit(database)
    source = add_source(database, unit_id=unit)
    with closing(sqlite3.connect(library_file)) as connection, connection:
        connection.execute(change)
    with pytest.raises(DamagedLibraryError, match=f"holds {what} that is none"):  # noqa: SIM117, PT012 - both are read
        with database.reading() as work:
            work.catalogue.get(source)
            work.archives.chains({unit})


def fill(database: Database) -> None:
    for number in range(1000):
        with database.writing("Add source") as work:
            work.catalogue.add(record(f"Письмо {number}", note="слово " * 500))


def test_a_full_disk_takes_back_the_whole_change(database: Database) -> None:
    add_source(database, "Было")
    with database.writing() as work:
        connection = work.catalogue._connection
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 10}")
    with pytest.raises(StorageError) as caught:
        fill(database)
    assert str(caught.value) == (
        "“Add source” did not work: the disk is full. Nothing was changed."
    )
    assert database.faults() == ()
    before = count(database)
    assert before >= 1
    with database.writing() as work:
        work.catalogue._connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    add_source(database, "Стало")
    assert count(database) == before + 1
    database.undo()
    assert count(database) == before


def test_a_database_held_by_another_program_is_named(
    database: Database, library_file: Path
) -> None:
    with database.writing() as work:
        work.catalogue._connection.exec_driver_sql("PRAGMA busy_timeout = 10")
    with closing(sqlite3.connect(library_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="another program is using the database"):
            add_source(database)
    add_source(database)
    assert count(database) == 1


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(28, "No space left on device"), "the disk is full"),
        (OSError(13, "Permission denied"), "access is denied"),
        (OSError(30, "Read-only file system"), "the disk cannot be written to"),
        (OSError("odd"), "odd"),
    ],
)
def test_the_disk_speaks_plainly(tmp_path: Path, error: OSError, sentence: str) -> None:
    with pytest.raises(StorageError) as caught, sqlite_errors(tmp_path / "x", "Copying"):
        raise error
    assert str(caught.value) == f"Copying did not work: {sentence}. Nothing was changed."


def test_bugs_stay_bugs(database: Database) -> None:
    with database.writing() as work:
        connection = work.catalogue._connection
        with pytest.raises(Exception, match="no such table"):
            connection.exec_driver_sql("SELECT * FROM nonsense")
    with pytest.raises(sqlite3.ProgrammingError), sqlite_errors(database._file, "Bug"):
        sqlite3.connect(":memory:").execute("SELECT ?")
