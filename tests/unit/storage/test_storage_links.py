"""Which paths of linked files are plain ones, on each system, and what is kept of consent."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.storage.agreed import is_plain
from archivist.storage.links import FILE, Links

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "path",
    [r"C:\Photos\a.jpg", r"D:\Архив\Ф. 5\con2.jpg", r"\\server\share\a.jpg", r"C:\a\nullius.txt"],
)
def test_plain_paths_of_windows(path: str) -> None:
    assert is_plain(path, windows=True)


@pytest.mark.parametrize(
    "path",
    [
        "",
        r"\\.\PhysicalDrive0",
        r"\\?\C:\a.jpg",
        r"\\.\pipe\a",
        r"C:\Photos\NUL",
        r"C:\Photos\com1.jpg",
        r"C:\Photos\aux .txt",
        r"C:\CON\a.jpg",
        r"C:\a.jpg:stream",
        r"C:\Photos\..\a.jpg",
        r"C:a.jpg",
        r"\Photos\a.jpg",
        "C:/Photos/a.jpg",
        "/etc/passwd",
        "C:\\a\0.jpg",
    ],
)
def test_no_plain_paths_of_windows(path: str) -> None:
    assert not is_plain(path, windows=True)


@pytest.mark.parametrize("path", ["", "a.jpg", "//server/a.jpg", "/a/../b.jpg", "/a//b", "/a\0b"])
def test_no_plain_paths_of_other_systems(path: str) -> None:
    assert not is_plain(path, windows=False)


@given(path=st.text(), windows=st.booleans())
def test_any_text_gets_an_answer(path: str, windows: bool) -> None:
    assert is_plain(path, windows=windows) in {True, False}


def test_folders_are_kept_for_each_library(tmp_path: Path) -> None:
    one = Links(tmp_path / "user" / FILE, "one")
    other = Links(tmp_path / "user" / FILE, "other")
    one.allow(tmp_path / "a")
    other.allow(tmp_path / "b")
    one.allow(tmp_path / "a" / "below")

    assert one.folders() == (tmp_path / "a",)
    assert pickle.loads(pickle.dumps(other)).folders() == (tmp_path / "b",)
    assert Links().folders() == ()


@pytest.mark.parametrize("kept", [b"", b"\xff\xfe", b"one = 3", b'one = [3, "../a", "a"]', b"one"])
def test_broken_settings_allow_nothing(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / FILE).write_bytes(kept)
    links = Links(tmp_path / FILE, "one")

    assert links.folders() == ()
    links.allow(tmp_path)
    assert links.folders() == (tmp_path,)
