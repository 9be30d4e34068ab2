"""What the disk and the machine do to a library: cut power to the program, lock the medium."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archivist.errors import StorageError
from archivist.library.catalogue_query import SourceQuery
from archivist.paths import user_places
from archivist.storage import migrations
from archivist.storage.database import Database
from archivist.storage.lock import WriterLock

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
WRITE = """
import sys
from pathlib import Path
from archivist.library.records import Record, RecordKind
from archivist.storage.database import Database
database = Database.open(Path(sys.argv[1]))
while True:
    with database.writing("Add") as work:
        made = work.catalogue.add(Record(kind=RecordKind.BOOK, title="слово " * 200), tags=["а"])
    print(made, flush=True)
"""


@pytest.fixture
def library_file(tmp_path: Path) -> Path:
    migrations.create(tmp_path / "library.db", user_places().migrations)
    return tmp_path / "library.db"


@pytest.mark.parametrize("seconds", [0.05, 0.2, 0.35])
def test_nothing_acknowledged_is_lost_when_the_program_is_killed(
    library_file: Path, seconds: float
) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", WRITE, str(library_file)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert program.stdout
    acknowledged = [program.stdout.readline()]
    time.sleep(seconds)
    program.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    acknowledged += program.communicate()[0].splitlines(keepends=True)
    ids = [int(line) for line in acknowledged if line.endswith("\n")]
    assert len(ids) > 1
    with closing(Database.open(library_file)) as database, database.reading() as work:
        found = work.catalogue.find(SourceQuery())
        assert set(ids) <= set(found)
        assert len(found) <= len(ids) + 1
        assert {item.key for item in work.queue.take(10_000)} == {f"s{number}" for number in found}
        assert database.faults() == ()


@pytest.fixture
def medium(library_file: Path) -> Iterator[Path]:
    """A folder that another user made: we may look, not touch."""
    with closing(Database.open(library_file)) as database, database.writing() as work:
        work.sorting.add_group("Договоры")
    folder = Path(tempfile.mkdtemp(prefix="medium-"))
    shutil.copy(library_file, folder / "library.db")
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


@contextmanager
def as_guest() -> Iterator[None]:
    """Do without the rights of the machine's owner, who may write everywhere."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


def read_as_guest(folder: Path) -> list[str]:
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    with as_guest():
        file = folder / "library.db"
        migrations.upgrade(file, user_places().migrations, read_only=True)
        with closing(Database.open(file, read_only=True)) as database, database.reading() as work:
            assert database.faults() == ()
            return [group.name for group, _ in work.sorting.groups()]


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no folder without a right to write")
def test_a_library_on_a_read_only_medium_is_read(medium: Path) -> None:
    assert read_as_guest(medium) == ["Договоры"]
    assert [path.name for path in medium.iterdir()] == ["library.db"]


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no folder without a right to write")
def test_a_read_only_medium_with_a_log_that_was_not_emptied_is_not_misread(medium: Path) -> None:
    (medium / "library.db-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(500))
    with pytest.raises(StorageError, match="it was not closed properly"):
        read_as_guest(medium)


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no folder without a right to write")
def test_a_folder_without_a_right_to_write_is_not_opened_for_writing(medium: Path) -> None:
    assert read_as_guest(medium)
    with as_guest(), pytest.raises(StorageError, match="access is denied"):
        WriterLock(medium)
    with as_guest(), pytest.raises(StorageError, match="cannot be written to"):
        Database.open(medium / "library.db")
