from __future__ import annotations

import errno
import hashlib
import os
import stat
from typing import TYPE_CHECKING

import pytest

from archivist.errors import DamagedLibraryError, NotFoundError, StorageError, UnreadableFileError
from archivist.library.values import ContentHash
from archivist.storage import filestore
from archivist.storage.filestore import FileStore

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    (tmp_path / "library").mkdir()
    return FileStore(tmp_path / "library")


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "Нота МИД.pdf"
    path.write_bytes(bytes(range(256)) * 10_000)
    return path


def kept(store: FileStore) -> list[Path]:
    return sorted(path for path in store._files.rglob("*") if path.is_file())


def test_an_original_is_kept_by_its_content(store: FileStore, scan: Path) -> None:
    before = scan.stat()
    stored = store.add(scan)
    assert stored.hash == hashlib.sha256(scan.read_bytes()).hexdigest()
    assert (stored.size, stored.new) == (2_560_000, True)
    path = store.path(stored.hash)
    assert path.read_bytes() == scan.read_bytes()
    assert path == store._folder / "files" / stored.hash[:2] / stored.hash
    assert not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    after = scan.stat()
    assert (after.st_mtime_ns, after.st_mode, after.st_size) == (
        before.st_mtime_ns,
        before.st_mode,
        before.st_size,
    )


def test_the_same_bytes_are_kept_once(store: FileStore, scan: Path, tmp_path: Path) -> None:
    copy = tmp_path / "Копия.pdf"
    copy.write_bytes(scan.read_bytes())
    first, second = store.add(scan), store.add(copy)
    assert first.hash == second.hash
    assert (first.new, second.new) == (True, False)
    assert kept(store) == [store.path(first.hash)]


def test_an_empty_file_is_a_file(store: FileStore, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert store.add(tmp_path / "empty").size == 0


def test_a_copy_that_was_cut_short_is_made_whole(store: FileStore, scan: Path) -> None:
    path = store.path(store.add(scan).hash)
    path.chmod(0o600)
    path.write_bytes(b"cut short")
    path.chmod(0o400)
    assert store.add(scan).new
    assert path.read_bytes() == scan.read_bytes()


def test_verifying_names_what_is_wrong(store: FileStore, scan: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"other")
    changed, sound = store.add(scan).hash, store.add(other).hash
    missing = ContentHash("0" * 64)
    path = store.path(changed)
    path.chmod(0o600)
    with path.open("r+b") as file:
        file.write(b"!")
    false = ContentHash("../../etc/passwd")
    assert dict(store.verify([changed, sound, missing, false])) == {
        changed: "it has changed since it was stored",
        sound: "",
        missing: "it is missing",
        false: "it is missing",
    }


@pytest.mark.parametrize(
    "name",
    ["", "../secret", "/etc/passwd", "A" * 64, "0" * 63, "0" * 65, "0" * 63 + "\n", "0" * 63 + "/"],
)
def test_no_hash_leads_out_of_the_library(store: FileStore, name: str) -> None:
    for act in (store.path, store.remove):
        with pytest.raises(DamagedLibraryError, match="a false name"):
            act(ContentHash(name))


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few users make links")
def test_a_link_leads_nowhere(store: FileStore, tmp_path: Path) -> None:
    content = ContentHash("ab" + "0" * 62)
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / content).write_text("secret", encoding="utf-8")
    store._files.mkdir()
    (store._files / "ab").symlink_to(secret)
    with pytest.raises(NotFoundError):
        store.path(content)
    (store._files / "ab").unlink()
    (store._files / "ab").mkdir()
    (store._files / "ab" / content).symlink_to(secret / content)
    with pytest.raises(NotFoundError):
        store.path(content)


def test_nothing_is_written_or_removed_through_a_link(
    store: FileStore, scan: Path, tmp_path: Path
) -> None:
    content = store.add(scan).hash
    folder = store.path(content).parent
    folder.rename(outside := tmp_path / "elsewhere")
    folder.symlink_to(outside)
    (other := tmp_path / "other").mkdir()
    store.remove(content)
    assert (outside / content).is_file()
    folder.unlink()
    folder.symlink_to(other)
    with pytest.raises(StorageError, match="link"):
        store.add(scan)
    assert list(other.iterdir()) == []
    folder.unlink()
    assert store.add(scan).new


def test_an_original_is_removed(store: FileStore, scan: Path) -> None:
    content = store.add(scan).hash
    store.remove(content)
    store.remove(content)
    assert kept(store) == []
    with pytest.raises(NotFoundError):
        store.path(content)
    assert scan.exists()


def test_what_cannot_be_read_is_named(store: FileStore, tmp_path: Path) -> None:
    for path in (tmp_path / "нет такого.pdf", tmp_path):
        with pytest.raises(UnreadableFileError, match=f"“{path.name}” cannot be read"):
            store.add(path)
    assert not store._files.exists() or kept(store) == []


class Failing:
    """A file that fails at its first reading or writing."""

    def __init__(self, file: object, error: OSError, *, reads: bool) -> None:
        self.file, self.error, self.reads = file, error, reads

    def __enter__(self) -> Failing:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def readinto(self, room: memoryview) -> int:
        if self.reads:
            raise self.error
        return self.file.readinto(room)

    def write(self, _chunk: bytes) -> int:
        raise self.error


def test_a_full_disk_leaves_nothing_behind(
    store: FileStore, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    real = os.fdopen
    monkeypatch.setattr(
        filestore.os,
        "fdopen",
        lambda handle, mode, **more: Failing(real(handle, mode, **more), full, reads=False),
    )
    with pytest.raises(StorageError) as caught:
        store.add(scan)
    assert str(caught.value) == (
        "Storing “Нота МИД.pdf” did not work: the disk is full. Nothing was changed."
    )
    assert kept(store) == []
    monkeypatch.undo()
    assert store.add(scan).new


def test_a_disk_that_refuses_one_of_many_names_is_told(store: FileStore, tmp_path: Path) -> None:
    contents = []
    for number in range(40):
        (tmp_path / str(number)).write_text(str(number))
        contents.append(store.take(tmp_path / str(number)).hash)
    store.settle(contents)
    gone = store.path(contents[7])
    for other in gone.parent.iterdir():
        other.unlink()
    gone.parent.rmdir()
    with pytest.raises(StorageError) as caught:
        store.settle(contents)
    assert str(caught.value).startswith("Storing the originals did not work")


def test_a_disk_that_fails_while_reading_is_not_ours(
    store: FileStore, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = OSError(errno.EIO, "Input/output error")
    real = type(scan).open
    monkeypatch.setattr(
        type(scan), "open", lambda path, mode, **_: Failing(real(path, mode), broken, reads=True)
    )
    with pytest.raises(UnreadableFileError, match="the disk reported an error"):
        store.add(scan)
    monkeypatch.undo()
    assert kept(store) == []


def test_what_a_crash_left_is_swept_up(store: FileStore, scan: Path) -> None:
    store._files.mkdir()
    (store._files / ".part-abc").write_bytes(b"half")
    content = store.add(scan).hash
    assert kept(store) == [store.path(content)]
