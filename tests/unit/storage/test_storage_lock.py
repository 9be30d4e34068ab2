from __future__ import annotations

import errno
import getpass
import os
import platform
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from archivist.errors import LibraryLockedError, StorageError
from archivist.storage.lock import WriterLock

if TYPE_CHECKING:
    from pathlib import Path

HOLD = """
import sys
from pathlib import Path
from archivist.storage.lock import WriterLock
lock = WriterLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    """A program of its own that holds the lock."""
    program = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout
    assert program.stdout.readline() == "held\n"
    return program


def end(program: subprocess.Popen[str]) -> None:
    program.kill()
    program.communicate()


def test_one_program_writes(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path)
    with pytest.raises(LibraryLockedError) as caught:
        WriterLock(tmp_path)
    sentence = str(caught.value)
    for told in (getpass.getuser(), platform.node(), f"process {os.getpid()}", "since 2"):
        assert told in sentence
    lock.release()
    lock.release()
    WriterLock(tmp_path).release()


def test_another_program_is_named_and_a_dead_one_does_not_count(tmp_path: Path) -> None:
    program = holder(tmp_path)
    try:
        with pytest.raises(LibraryLockedError, match=f"process {program.pid},"):
            WriterLock(tmp_path)
    finally:
        end(program)
    lock = WriterLock(tmp_path)
    with pytest.raises(LibraryLockedError, match=f"process {os.getpid()},"):
        WriterLock(tmp_path)
    lock.release()


def test_a_lock_file_that_says_nothing_still_locks(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path)
    (tmp_path / "lock").write_bytes(b"")
    with pytest.raises(LibraryLockedError, match="by another program"):
        WriterLock(tmp_path)
    lock.release()


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="Opening the library for writing did not work"):
        WriterLock(tmp_path / "not there")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no full disk at hand")  # noqa: PTH110
def test_a_full_disk_does_not_keep_the_writer_out(tmp_path: Path) -> None:
    (tmp_path / "lock").symlink_to("/dev/full")
    lock = WriterLock(tmp_path)
    with pytest.raises(LibraryLockedError):
        WriterLock(tmp_path)
    lock.release()


@pytest.mark.skipif(os.name == "nt", reason="Windows locks in another way")
def test_a_disk_without_locks_is_not_taken_for_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", refuse)
    with pytest.raises(StorageError, match="gives no locks"):
        WriterLock(tmp_path)
