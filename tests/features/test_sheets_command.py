"""Photographs numbered as sheets on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import CommandLine


@pytest.fixture
def library(archivist: CommandLine, tmp_path: Path) -> Path:
    """Return a library with a picture of four pages."""
    folder = tmp_path / "day"
    folder.mkdir()
    made = tmp_path / "library"
    assert archivist("init", made).code == 0
    frames = [Image.new("L", (40, 30), 50 * number) for number in range(4)]
    frames[0].save(folder / "film.tif", save_all=True, append_images=frames[1:])
    assert archivist("import", made, folder / "film.tif", "--ocr", "off").code == 0
    return made


def _sheets(archivist: CommandLine, library: Path, *words: object) -> str:
    answer = archivist("sheets", library, "--source", 1, *words, "--json")
    assert answer.code == 0, answer.err
    return " ".join(page["sheet"] or "-" for page in answer.json["pages"])


def test_pages_are_numbered_from_a_sheet_on(archivist: CommandLine, library: Path) -> None:
    assert _sheets(archivist, library, "--start", "12", "--verso") == "12 12об 13 13об"
    assert _sheets(archivist, library, "--start", "7", "--skip", "1") == "- 7 8 9"
    assert _sheets(archivist, library, "--start", "7", "--set", "3=7а") == "- 7 7а 8"


def test_gaps_are_told_in_words(archivist: CommandLine, library: Path) -> None:
    answer = archivist("sheets", library, "--source", 1, "--start", 3, "--set", "4=9")

    assert answer.code == 0
    assert "missing: 6–8" in answer.out


def test_photographs_of_openings_are_split(archivist: CommandLine, library: Path) -> None:
    labels = _sheets(archivist, library, "--split", "--start", "1", "--verso")

    assert labels == "1 1об 2 2об 3 3об 4 4об"
    assert _sheets(archivist, library, "--whole", "--start", "1") == "1 2 3 4"


@pytest.mark.parametrize(
    "words",
    [("--pages", "9"), ("--pages", "a"), ("--start", "обложка"), ("--start", "1", "--set", "12а")],
)
def test_what_is_not_there_is_refused(
    archivist: CommandLine, library: Path, words: tuple[str, ...]
) -> None:
    answer = archivist("sheets", library, "--source", 1, *words)

    assert (answer.code, len(answer.err.splitlines())) == (2, 1)
