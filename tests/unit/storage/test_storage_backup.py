from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from storage_makers import add_source

from archivist.errors import DamagedLibraryError, StorageError
from archivist.library.catalogue_query import SourceQuery
from archivist.storage.backup import snapshot
from archivist.storage.database import Database

if TYPE_CHECKING:
    from pathlib import Path


def test_a_copy_of_a_library_in_use_can_be_opened(database: Database, library_file: Path) -> None:
    add_source(database, "Было")
    copy = snapshot(library_file.parent, "before import / Китай")
    assert copy.parent == library_file.parent / "backups"
    assert copy.name.endswith("-before-import-Китай.db")
    add_source(database, "Стало")
    restored = shutil.copy(copy, library_file.parent.parent / "library.db")
    with closing(Database.open(restored)) as old, old.reading() as work:
        ids = work.catalogue.find(SourceQuery())
        assert [row.title for row in work.catalogue.rows(ids)] == ["Было"]


def test_the_newest_five_are_kept(database: Database, library_file: Path) -> None:
    assert database.faults() == ()
    copies = [snapshot(library_file.parent, f"copy {number}") for number in range(7)]
    assert sorted((library_file.parent / "backups").iterdir()) == copies[2:]


def test_what_the_user_put_among_the_copies_stays(database: Database, library_file: Path) -> None:
    assert database.faults() == ()
    mine = library_file.parent / "backups" / "1 до переезда.db"
    mine.parent.mkdir()
    mine.write_bytes(library_file.read_bytes())
    copies = [snapshot(library_file.parent, f"copy {number}") for number in range(6)]
    assert sorted(mine.parent.iterdir()) == [mine, *copies[1:]]


def test_a_broken_database_pushes_no_sound_copy_out(database: Database, library_file: Path) -> None:
    for number in range(200):
        add_source(database, f"Дело {number}")
    sound = [snapshot(library_file.parent, f"copy {number}") for number in range(5)]
    database.close()
    with closing(sqlite3.connect(library_file)) as raw:
        (page,) = raw.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'sources'"
        ).fetchone()
        (size,) = raw.execute("PRAGMA page_size").fetchone()
    with library_file.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    with pytest.raises(DamagedLibraryError, match="its database"):
        snapshot(library_file.parent, "daily")
    assert sorted((library_file.parent / "backups").iterdir()) == sound


def test_what_cannot_be_copied_leaves_no_half_copy(library_file: Path) -> None:
    backups = library_file.parent / "backups"
    backups.write_text("in the way", encoding="utf-8")
    with pytest.raises(StorageError, match="Copying the library's database did not work"):
        snapshot(library_file.parent, "in the way")
    backups.unlink()
    with library_file.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 4096)
        file.truncate(20_000)
    with pytest.raises(DamagedLibraryError):
        snapshot(library_file.parent, "damaged")
    assert not backups.exists() or list(backups.iterdir()) == []
