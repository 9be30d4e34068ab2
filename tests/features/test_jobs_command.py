"""`archivist jobs`: what is on the queue, going on with it, taking an import back; passwords."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from making_files import text_pdf
from pypdf import PdfReader, PdfWriter

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import CommandLine


@pytest.fixture
def library(archivist: CommandLine, tmp_path: Path) -> Path:
    """A library into which two imports brought texts; of the second one file is locked."""
    for name, count in (("первая", 2), ("вторая", 3)):
        (tmp_path / name).mkdir()
        for number in range(count):
            text = f"Протокол {name} {number}"
            (tmp_path / name / f"{number}.txt").write_text(text, encoding="utf-8")
    writer = PdfWriter(PdfReader(io.BytesIO(text_pdf("Secret protocol"))))
    writer.encrypt("word", "owner", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    (tmp_path / "вторая" / "locked.pdf").write_bytes(target.getvalue())
    archivist("init", tmp_path / "library")
    archivist("import", tmp_path / "library", tmp_path / "первая", "--ocr", "off")
    archivist("import", tmp_path / "library", tmp_path / "вторая", "--ocr", "off")
    return tmp_path / "library"


def test_the_queue_is_told(archivist: CommandLine, library: Path) -> None:
    done = archivist("jobs", library, "--json")
    assert done.code == 1, "a file could not be read"
    second, first = done.json["runs"]
    assert list(second) == [
        *("run", "what", "started", "ended", "undone", "files", "recognition", "jobs")
    ]
    assert (first["what"], second["what"]) == ("первая", "вторая")
    assert first["files"] == {"waiting": 0, "done": 2, "failed": 0, "cancelled": 0}
    assert first["jobs"] == []
    (job,) = second["jobs"]
    assert job["path"].endswith("locked.pdf")
    assert (job["state"], job["reason"]) == ("failed", "it is encrypted with a password")
    assert "3 of 4 files in" in archivist("jobs", library).out


def test_an_import_is_taken_back(archivist: CommandLine, library: Path) -> None:
    second, first = archivist("jobs", library, "--undo", 2, "--json").json["runs"]
    assert second["undone"]
    assert first["undone"] is None
    assert archivist("search", library, "протокол", "--json").json["total"] == 2
    assert archivist("jobs", library, "--undo", 9).code == 2


def test_a_password_file_opens_what_is_locked(
    archivist: CommandLine, library: Path, tmp_path: Path
) -> None:
    assert archivist("search", library, "secret", "--json").json["total"] == 0
    (tmp_path / "words.txt").write_text("wrong\nword\n", encoding="utf-8")
    more = tmp_path / "more.txt"
    more.write_text("nothing", encoding="utf-8")
    done = archivist("import", library, more, "--password-file", tmp_path / "words.txt")
    assert done.code == 0
    assert archivist("search", library, "secret", "--json").json["total"] == 1
    assert archivist("jobs", library).code == 0
    assert archivist("import", library, more, "--password-file", tmp_path / "no").code == 2


def test_what_failed_is_tried_again(archivist: CommandLine, library: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    assert archivist("import", library, missing).code == 1
    assert "it is not there" in archivist("jobs", library).out
    missing.write_text("Found again", encoding="utf-8")
    done = archivist("jobs", library, "--retry", 3, "--json")
    assert done.json["runs"][0]["files"]["done"] == 1
    assert archivist("search", library, "found", "--json").json["total"] == 1
