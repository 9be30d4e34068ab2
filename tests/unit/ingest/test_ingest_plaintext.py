"""Plain texts and Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archivist.errors import UnreadableFileError
from archivist.ingest.plaintext import PlainTextReader

if TYPE_CHECKING:
    from pathlib import Path


def reader(folder: Path, content: bytes) -> PlainTextReader:
    path = folder / "a.txt"
    path.write_bytes(content)
    return PlainTextReader(path)


def pages(folder: Path, content: bytes) -> list[str]:
    return [page.text for page in reader(folder, content).pages(None)]


def test_a_dos_text_loses_its_line_ends_and_its_end_mark(tmp_path: Path) -> None:
    content = "Опись дел\r\nза 1931 год\r\n\x1a".encode("cp866")
    assert pages(tmp_path, content) == ["Опись дел\nза 1931 год"]


def test_a_long_text_has_many_pages_and_a_form_feed_begins_one(tmp_path: Path) -> None:
    line = "Строка за строкой, лист за листом.\n"
    found = pages(tmp_path, (line * 500 + "\f" + "Приложение").encode())
    assert len(found) > 4
    assert found[-1] == "Приложение"
    assert "".join(found[:-1]).count("Строка") == 500


def test_a_heading_is_the_title(tmp_path: Path) -> None:
    assert reader(tmp_path, b"# Notes from the archive #\n\ntext").facts().title == (
        "Notes from the archive"
    )
    assert reader(tmp_path, b"text\n# later\n").facts().title == ""


def test_a_guessed_encoding_and_damaged_letters_are_told(tmp_path: Path) -> None:
    assert "guessed" in reader(tmp_path, "ъыь ъыь".encode("koi8-r")).facts().warnings[0]
    damaged = bytearray(("Протокол заседания " * 20).encode())
    damaged[30] = 0xFF
    assert "damaged" in reader(tmp_path, bytes(damaged)).facts().warnings[0]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x01\x02\x03\x00" * 100, "it holds no text"),
        (b" \r\n \t\n", "it holds no text, only white space"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        reader(tmp_path, content)
    assert caught.value.reason == reason
