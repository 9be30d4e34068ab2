"""Linked files and duplicates on the command line."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import CommandLine


def _scan(seed: int, width: int) -> Image.Image:
    chance = random.Random(seed)
    image = Image.new("L", (600, 800), 235)
    draw = ImageDraw.Draw(image)
    for top in range(40, 740, chance.choice((18, 25, 31))):
        draw.rectangle((40, top, chance.randint(80, 560), top + 9), fill=40)
    return image.resize((width, width * 4 // 3))


@pytest.fixture
def linked(archivist: CommandLine, tmp_path: Path) -> Path:
    """Return a library that links to three photographs in the folder `day`."""
    day = tmp_path / "day"
    day.mkdir()
    for name, seed, width in (("a", 1, 600), ("b", 1, 450), ("c", 2, 600)):
        _scan(seed, width).save(day / f"{name}.png")
    made = tmp_path / "library"
    assert archivist("init", made).code == 0
    answer = archivist("import", made, day, "--link", "--ocr", "off", "--json")
    assert answer.code == 0, answer.err
    assert [file["status"] for file in answer.json["files"]] == ["stored"] * 3
    assert not [path for path in (made / "files").rglob("*") if path.is_file()]
    return made


def test_duplicates_are_listed_and_nothing_is_changed(archivist: CommandLine, linked: Path) -> None:
    answer = archivist("duplicates", linked, "--json")

    assert answer.code == 0
    (pair,) = answer.json["pairs"]
    assert pair["likeness"] == "picture"
    assert (pair["first"]["file"], pair["second"]["file"]) == ("a.png", "b.png")
    again = archivist("duplicates", linked)
    assert "pictures alike" in again.out
    assert "1 pairs. Nothing was changed." in again.out


def test_moved_files_are_told_and_found_again(
    archivist: CommandLine, linked: Path, tmp_path: Path
) -> None:
    assert archivist("verify", linked).code == 0
    (tmp_path / "day").rename(tmp_path / "archive")
    (tmp_path / "archive" / "c.png").unlink()

    told = archivist("verify", linked, "--json")
    assert told.code == 1
    assert {fault["what"] for fault in told.json["faults"]} == {"a.png", "b.png", "c.png"}

    found = archivist("relink", linked, tmp_path / "archive", "--json")
    assert found.code == 1
    assert sorted(one["name"] for one in found.json["found"]) == ["a.png", "b.png"]
    assert [one["name"] for one in found.json["missing"]] == ["c.png"]
    assert "c.png" in found.err
    left = archivist("verify", linked, "--json").json["faults"]
    assert [fault["what"] for fault in left] == ["c.png"]


def test_a_folder_that_is_not_there_is_wrong_use(archivist: CommandLine, linked: Path) -> None:
    answer = archivist("relink", linked, linked.parent / "nowhere")

    assert answer.code == 2
    assert "nowhere" in answer.err
    assert not answer.out
