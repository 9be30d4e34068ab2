"""`archivist ocr`, and texts of other programs beside scans, on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from making_files import image_bytes, printed

from archivist.ingest import tesseract

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import CommandLine

RUSSIAN = "Слушали: сообщение о снабжении\nпереселенцев семенами и хлебом."

pytestmark = pytest.mark.skipif(
    not {"rus", "eng"} <= set(tesseract.models()), reason="needs Tesseract with rus and eng"
)


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    folder = tmp_path / "scans"
    folder.mkdir()
    for number in (1, 2):
        paper = image_bytes(printed(f"{RUSSIAN} {number}"), "PNG")
        (folder / f"IMG_{number}.png").write_bytes(paper)
    return folder


@pytest.fixture
def library(archivist: CommandLine, tmp_path: Path, scans: Path) -> Path:
    archivist("init", tmp_path / "library")
    assert archivist("import", tmp_path / "library", scans, "--ocr", "off").code == 0
    return tmp_path / "library"


def test_pages_without_text_are_recognised_and_found(archivist: CommandLine, library: Path) -> None:
    answer = archivist("ocr", library, "--json")
    assert answer.code == 0
    assert [page["languages"] for page in answer.json["pages"]] == ["rus", "rus"]
    assert all(page["doubt"] == "" for page in answer.json["pages"])
    assert archivist("search", library, "переселенец", "--json").json["total"] == 2
    assert archivist("ocr", library, "--json").json["pages"] == []


def test_one_source_in_a_language_that_was_given_and_again(
    archivist: CommandLine, library: Path
) -> None:
    said = archivist("ocr", library, "--source", 1, "--languages", "eng")
    assert said.code == 0
    assert "looks like another script or language" in said.out
    assert "1 of 1 pages recognised, 1 doubtful" in said.out
    again = archivist("ocr", library, "--source", 1, "--json").json["pages"]
    assert [page["doubt"] for page in again] == [""]
    assert archivist("ocr", library, "--source", 1, "--json").json["pages"] == []
    everything = archivist("ocr", library, "--source", 1, "--again", "--json").json["pages"]
    assert len(everything) == 1


def test_what_is_not_there_is_refused(archivist: CommandLine, library: Path) -> None:
    assert archivist("ocr", library, "--source", 99).code == 2
    answer = archivist("ocr", library, "--languages", "rus+xyz")
    assert answer.code == 2
    assert "xyz" in answer.err


def test_texts_beside_the_scans_come_in_with_them(
    archivist: CommandLine, tmp_path: Path, scans: Path
) -> None:
    for number in (1, 7):
        page = (
            f'<PcGts><Page imageFilename="IMG_{number}.png" imageWidth="9" imageHeight="9">'
            "<TextRegion><TextLine><TextEquiv><Unicode>Слушали о верблюдах</Unicode></TextEquiv>"
            "</TextLine></TextRegion></Page></PcGts>"
        )
        (scans / f"IMG_{number}.xml").write_text(page, encoding="utf-8")
    archivist("init", tmp_path / "library")
    answer = archivist("import", tmp_path / "library", scans, "--ocr", "off", "--json")
    assert answer.code == 1
    told = {file["path"].rpartition("/")[2]: file for file in answer.json["files"]}
    assert told["IMG_1.xml"]["source_id"] == told["IMG_1.png"]["source_id"]
    assert told["IMG_7.xml"]["status"] == "unreadable"
    assert "no page in the library" in answer.err
    found = archivist("search", tmp_path / "library", "верблюд", "--json").json
    assert [hit["source"] for hit in found["hits"]] == ["IMG 1"]
