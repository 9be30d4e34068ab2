"""Which files are found in what the user chose."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from archivist.services.collecting.walking import find_files

if TYPE_CHECKING:
    from pathlib import Path


def touched(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return folder


def names(*paths: Path) -> list[str]:
    return [found.path.name for found in find_files(paths) if not found.reason]


def reasons(*paths: Path) -> dict[str, str]:
    return {found.path.name: found.reason for found in find_files(paths) if found.reason}


def test_files_come_as_a_reader_counts_folder_by_folder(tmp_path: Path) -> None:
    touched(
        tmp_path, "л10.txt", "л2.txt", "л1.txt", "Дело 2/б.txt", "Дело 10/а.txt", "Дело 2/а.txt"
    )
    assert names(tmp_path) == ["а.txt", "б.txt", "а.txt", "л1.txt", "л2.txt", "л10.txt"]
    assert names(tmp_path / "л10.txt", tmp_path / "л2.txt") == ["л2.txt", "л10.txt"]


def test_what_is_hidden_or_left_by_systems_is_skipped(tmp_path: Path) -> None:
    touched(
        tmp_path,
        *("a.txt", ".hidden", ".git/config", "Thumbs.db", ".DS_Store", "desktop.ini"),
        *("~$report.docx", "__MACOSX/a.txt", "scan.tmp", "paper.pdf.part", "@eaDir/a.jpg"),
    )
    assert names(tmp_path) == ["a.txt"]
    assert reasons(tmp_path) == {}
    assert names(tmp_path / ".hidden") == [".hidden"]  # chosen by its name


def test_a_file_that_is_named_twice_is_found_once(tmp_path: Path) -> None:
    touched(tmp_path, "a.txt", "b.txt")
    assert names(tmp_path, tmp_path / "a.txt", tmp_path / "a.txt") == ["a.txt", "b.txt"]


def test_what_is_missing_or_a_library_is_told(tmp_path: Path) -> None:
    touched(tmp_path, "mine/library.db", "mine/files/ab/abcd", "a.txt")
    assert names(tmp_path) == ["a.txt"]
    assert reasons(tmp_path, tmp_path / "gone.pdf") == {
        "mine": "it is a library of Archivist",
        "gone.pdf": "it is not there",
    }


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes of POSIX")
def test_links_are_not_followed_out_of_the_folder(tmp_path: Path) -> None:
    touched(tmp_path, "outside/secret.txt", "chosen/a.txt", "chosen/deep/b.txt")
    chosen = tmp_path / "chosen"
    (chosen / "out").symlink_to(tmp_path / "outside")
    (chosen / "out.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (chosen / "again.txt").symlink_to(chosen / "a.txt")
    (chosen / "deep" / "up").symlink_to(chosen)
    (chosen / "circle").symlink_to(chosen / "circle")
    (chosen / "nothing").symlink_to(chosen / "missing")
    os.mkfifo(chosen / "pipe")
    assert names(chosen) == ["a.txt", "b.txt"]
    out = "it is a link that leads out of the chosen folder"
    assert reasons(chosen) == {
        "out": out,
        "out.txt": out,
        "circle": "it is a link that leads back to itself",
        "nothing": "it is a link to nothing",
        "pipe": "it is a device or a pipe, not a file",
    }
    (tmp_path / "link.txt").symlink_to(chosen / "a.txt")
    assert names(tmp_path / "link.txt") == ["link.txt"]  # chosen itself, so followed


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may open anything")
def test_a_folder_of_another_is_told(tmp_path: Path) -> None:
    touched(tmp_path, "locked/a.txt")
    (tmp_path / "locked").chmod(0)
    try:
        assert reasons(tmp_path) == {"locked": "you have no permission to read it"}
    finally:
        (tmp_path / "locked").chmod(0o700)


def test_a_saved_web_page_comes_without_its_pictures_and_scripts(tmp_path: Path) -> None:
    touched(
        tmp_path,
        *("Архив.html", "Архив_files/logo.png", "Архив_files/a/b.js", "б.htm", "б_файлы/x.gif"),
        *("scans_files/1.png", "Архив_files.txt"),
    )
    assert {*names(tmp_path)} == {"1.png", "Архив.html", "Архив_files.txt", "б.htm"}
    assert {*names(tmp_path / "Архив_files")} == {"b.js", "logo.png"}
