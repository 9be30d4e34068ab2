from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from archivist.errors import (
    DamagedLibraryError,
    NewerLibraryError,
    NotALibraryError,
    StorageError,
)
from archivist.library.catalogue_query import SortBy, SourceQuery
from archivist.library.references import parse_sheets
from archivist.library.values import PageId, SourceId
from archivist.library.watching import WatchedFolder, WatchedId
from archivist.paths import user_places
from archivist.storage import migrations
from archivist.storage.database import Database
from archivist.storage.tables import metadata

MIGRATIONS = user_places().migrations
SAMPLES = sorted((Path(__file__).resolve().parents[2] / "samples").glob("schema-*.sql"))
NEXT = '''
"""Give sources a shelf mark."""
import sqlalchemy as sa
from alembic import op
revision = "0006"
down_revision = "0005"
def upgrade() -> None:
    with op.batch_alter_table("sources") as batch:
        batch.add_column(sa.Column("shelf", sa.Text(), nullable=False, server_default=""))
        batch.drop_column("medium")
'''


@pytest.fixture
def next_migrations(tmp_path: Path) -> Path:
    """The revisions of a version to come."""
    shutil.copytree(MIGRATIONS, tmp_path / "db", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "db" / "versions" / "0006_shelf_mark.py").write_text(NEXT, encoding="utf-8")
    return tmp_path / "db"


def read(file: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(statement).fetchall()


def schema(file: Path) -> list[tuple[object, ...]]:
    return read(file, "SELECT type, name, sql FROM sqlite_master ORDER BY type, name")


def from_sample(sample: Path, folder: Path) -> Path:
    folder.mkdir()
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        connection.executescript(sample.read_text(encoding="utf-8"))
    return folder / "library.db"


def test_the_revisions_make_the_tables_that_the_program_uses(empty_library: Path) -> None:
    engine = create_engine(f"sqlite:///{empty_library}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        found = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master")}
    engine.dispose()
    indexes = {index.name for table in metadata.tables.values() for index in table.indexes}
    assert indexes <= found


def test_there_is_a_sample_of_every_schema() -> None:
    revisions = sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    assert [path.stem for path in SAMPLES] == [f"schema-{revision}" for revision in revisions]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_released_schema_is_brought_to_the_present(
    sample: Path, tmp_path: Path, empty_library: Path
) -> None:
    file = from_sample(sample, tmp_path / "old")
    migrations.upgrade(file, MIGRATIONS)
    assert schema(file) == schema(empty_library)
    with closing(Database.open(file)) as database:
        assert database.faults() == ()
        with database.reading() as work:
            source = work.catalogue.get(SourceId(1))
            chain = work.archives.chain(source.unit_id)
            assert work.catalogue.find(SourceQuery(sort=SortBy.REFERENCE, tag="мир")) == (1,)
            assert work.catalogue.page_text(PageId(1)).text.startswith("Правительство")
            assert work.annotations.of_source(SourceId(1))[0].anchor.quote == "Правительство"
            assert work.manuscripts.sections(1)[0].text == "О нотах [@1]."
    assert (source.record.title, source.record.date.written) == ("Нота МИД", "ок. 1945")
    assert source.sheets == parse_sheets("12об–15")
    assert [unit.level.number for unit in chain] == ["5-Н", "1", "5059"]


def test_an_older_library_is_copied_first(tmp_path: Path, next_migrations: Path) -> None:
    file = from_sample(SAMPLES[0], tmp_path / "Диссертация 100%")
    before = read(file, "SELECT id, title FROM sources")
    migrations.upgrade(file, next_migrations)
    (copy,) = (file.parent / "backups").iterdir()
    assert copy.name.endswith("-before-schema-0006.db")
    assert read(copy, "SELECT version_num FROM alembic_version") == [("0001",)]
    assert read(file, "SELECT version_num FROM alembic_version") == [("0006",)]
    assert read(file, "SELECT id, title FROM sources") == before
    assert read(file, "SELECT shelf FROM sources") == [("",)]
    migrations.upgrade(file, next_migrations)
    assert len(list((file.parent / "backups").iterdir())) == 1


def test_what_stands_beside_a_dropped_column_stays(tmp_path: Path) -> None:
    file = from_sample(SAMPLES[2], tmp_path / "old")
    migrations.upgrade(file, MIGRATIONS)
    assert read(file, "SELECT id, pattern, paused FROM watched_folders") == [
        (1, "{fund}/{file}/*", 1)
    ]
    assert read(file, "SELECT name, modified, taken FROM files") == [
        ("1.pdf", 1700000000.5, "2024-05-06T10:11:12")
    ]
    assert read(file, "SELECT title, microfilm, run_id FROM sources") == [("Нота МИД", "1.1004", 1)]
    with closing(Database.open(file)) as database, database.writing("Add a folder") as work:
        work.watched.add(WatchedFolder(id=WatchedId(0), path="camera"))
    assert read(file, "SELECT id FROM watched_folders") == [(1,), (2,)]


def test_a_failure_leaves_the_old_library(tmp_path: Path, next_migrations: Path) -> None:
    file = from_sample(SAMPLES[0], tmp_path / "old")
    broken = NEXT.replace("0006", "0007").replace("0005", "0006").replace("shelf", "rack")
    broken = broken.replace('"medium"', '"nonsense"')
    (next_migrations / "versions" / "0007_broken.py").write_text(broken, encoding="utf-8")
    before = schema(file), read(file, "SELECT * FROM sources")
    with pytest.raises(Exception, match="nonsense"):
        migrations.upgrade(file, next_migrations)
    assert (schema(file), read(file, "SELECT * FROM sources")) == before
    migrations.upgrade(file, MIGRATIONS)


def test_rows_that_name_nothing_are_not_taken_along(tmp_path: Path, next_migrations: Path) -> None:
    file = from_sample(SAMPLES[0], tmp_path / "old")
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE pages SET source_id = 77")
    with pytest.raises(DamagedLibraryError, match="name others that are not there"):
        migrations.upgrade(file, next_migrations)
    assert read(file, "SELECT version_num FROM alembic_version") == [("0001",)]


def test_an_older_library_is_not_opened_for_reading(tmp_path: Path, next_migrations: Path) -> None:
    file = from_sample(SAMPLES[0], tmp_path / "old")
    before = file.read_bytes()
    with pytest.raises(StorageError, match="open it once for writing"):
        migrations.upgrade(file, next_migrations, read_only=True)
    assert file.read_bytes() == before
    present = from_sample(SAMPLES[-1], tmp_path / "present")
    before = present.read_bytes()
    migrations.upgrade(present, MIGRATIONS, read_only=True)
    assert present.read_bytes() == before


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_library_is_left_alone(library_file: Path, *, read_only: bool) -> None:
    with closing(sqlite3.connect(library_file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    before = library_file.read_bytes()
    with pytest.raises(NewerLibraryError, match="schema 0999"):
        migrations.upgrade(library_file, MIGRATIONS, read_only=read_only)
    assert library_file.read_bytes() == before
    assert [path.name for path in library_file.parent.iterdir()] == ["library.db"]


def test_what_is_no_library_is_told(tmp_path: Path) -> None:
    file = tmp_path / "library.db"
    with pytest.raises(NotALibraryError):
        migrations.upgrade(file, MIGRATIONS)
    file.write_bytes(b"This is a letter, not a database. " * 50)
    with pytest.raises(DamagedLibraryError, match="is not one"):
        migrations.upgrade(file, MIGRATIONS)
    file.write_bytes(b"")
    with pytest.raises(DamagedLibraryError, match="is not Archivist's"):
        migrations.upgrade(file, MIGRATIONS)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
    with pytest.raises(DamagedLibraryError, match="does not tell its version"):
        migrations.upgrade(file, MIGRATIONS)


def test_a_library_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "library.db"
    migrations.create(file, MIGRATIONS)
    assert list(tmp_path.iterdir()) == [file]
    with pytest.raises(StorageError, match="Making the library did not work"):
        migrations.create(tmp_path / "not there" / "library.db", MIGRATIONS)
    assert list(tmp_path.iterdir()) == [file]


def test_opening_loads_no_more_than_it_needs(library_file: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from archivist.storage import migrations
from archivist.storage.database import Database
file = Path({str(library_file)!r})
migrations.upgrade(file, Path({str(MIGRATIONS)!r}))
Database.open(file).close()
print(sorted({{"alembic", "sqlalchemy.orm", "mako", "PySide6"}} & sys.modules.keys()))
"""
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert found.stdout == "[]\n"
