"""Two theses from their sources to the file that is handed in: with footnotes, and with numbers."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pypdf
import pytest
from conftest import CommandLine
from lxml import etree

from archivist.library.archive import ArchiveName
from archivist.library.people import parse_person
from archivist.library.records import Record, RecordKind
from archivist.library.references import parse_sheets
from archivist.library.values import EN, RU, SourceId, parse_date
from archivist.services.workspace import Workspace, make_library

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.paths import Places

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FULL = {
    "АП РК": "Архив Президента Республики Казахстан",
    "ЦГА РК": "Центральный государственный архив Республики Казахстан",
}


class Desk:
    """A historian's library: two archives, two books, a law, a page of the web."""

    def __init__(self, archivist: CommandLine, library: Path, folder: Path) -> None:
        self.archivist = archivist
        self.library = library
        self.folder = folder
        workspace = make_library(library, archivist.places)
        try:
            self._fill(workspace)
        finally:
            workspace.close()

    def _fill(self, workspace: Workspace) -> None:
        self.memo = self._document(workspace, "АП РК/5-Н/1/5059", "61-64")
        self.protocol = self._document(workspace, "АП РК/5-Н/1/5060", "12об")
        self.letter = self._document(workspace, "ЦГА РК/И-374/1/4027", "25об")
        for archive in workspace.tree.archives():
            name = ArchiveName(language=RU, full=FULL[archive.label], abbreviation=archive.label)
            workspace.tree.save_archive(replace(archive, names=(name,)))
        self.book = self._book(workspace, "Беласу", "Токаев, К. К.", "2008")
        self.pivot = self._book(workspace, "Democratic Ideals", "Mackinder, H. J.", "1919")
        self.law = workspace.sources.add(
            Record(kind=RecordKind.LAW, title="Об архивах", date=parse_date("1998"), language=RU)
        ).id

    @staticmethod
    def _document(workspace: Workspace, place: str, sheets: str) -> SourceId:
        record = Record(kind=RecordKind.ARCHIVAL, language=RU)
        unit = workspace.tree.place(place).id
        return workspace.sources.add(record, unit_id=unit, sheets=parse_sheets(sheets)).id

    @staticmethod
    def _book(workspace: Workspace, title: str, author: str, year: str) -> SourceId:
        return workspace.sources.add(
            Record(
                kind=RecordKind.BOOK,
                title=title,
                creators=(parse_person(author),),
                date=parse_date(year),
                language=EN if title.isascii() else RU,
            )
        ).id

    def write(self, title: str, *words: str, text: str) -> int:
        """Begin a thesis with one chapter."""
        begun = self.archivist("manuscript", self.library, "add", title, *words, "--json")
        assert begun.code == 0, begun.err
        number = int(begun.json["manuscript_id"])
        chapter = ("--to", number, "--text", "-")
        added = self.archivist("manuscript", self.library, "add", "Глава 1", *chapter, typed=text)
        assert added.code == 0, added.err
        return number

    def export(self, number: int, name: str, *words: str) -> Path:
        """Export a thesis."""
        target = self.folder / name
        answer = self.archivist("manuscript", self.library, "export", number, "-o", target, *words)
        assert answer.code == 0, answer.err
        return target


@pytest.fixture
def desk(places: Places, tmp_path: Path) -> Desk:
    return Desk(CommandLine(places), tmp_path / "library", tmp_path)


def notes_of(target: Path) -> list[str]:
    with zipfile.ZipFile(target) as package:
        root = etree.fromstring(package.read("word/footnotes.xml"))
    return ["".join(note.itertext()).strip().replace("\u00a0", " ") for note in root][2:]


def lines_of(target: Path) -> list[str]:
    paragraphs = (one.text for one in docx.Document(str(target)).paragraphs)
    return [text.replace("\u00a0", " ").replace("\t", " ") for text in paragraphs]


def test_a_thesis_with_footnotes(desk: Desk) -> None:
    thesis = desk.write(
        "Граница",
        *("--style", "gost-r-7.0.5-2008-notes", "--language", "ru", "--order", "alphabet"),
        text=f"Договор подписан [@{desk.memo}, л. 61]. Комиссия согласилась "
        f"[@{desk.memo}, л. 63]; протокол сохранился [@{desk.protocol}].\n\n"
        f"Об этом писали [@{desk.book}, с. 12; @{desk.pivot}, p. 5] и снова "
        f"[@{desk.pivot}, p. 7], и ещё раз [@{desk.pivot}, p. 8].",
    )
    target = desk.export(thesis, "thesis.docx")
    assert notes_of(target) == [
        "Архив Президента Республики Казахстан (АП РК). Ф. 5-Н. Оп. 1. Д. 5059. Л. 61.",
        "Там же. Л. 63.",
        "Там же. Д. 5060. Л. 12 об.",
        "Токаев К. К. Беласу. 2008. С. 12; Mackinder H. J. Democratic Ideals. 1919. P. 5.",
        "Mackinder H. J. Democratic Ideals. P. 7.",
        "Ibid. P. 8.",
    ]
    lines = lines_of(target)
    heading = lines.index("СПИСОК ИСПОЛЬЗОВАННЫХ ИСТОЧНИКОВ")
    assert lines[heading + 1].startswith("1. Архив Президента")
    assert lines[-1] == "4. Mackinder H. J. Democratic Ideals. 1919."
    assert target.read_bytes() == desk.export(thesis, "again.docx").read_bytes()


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_footnotes_stand_at_the_feet_of_pages(desk: Desk) -> None:
    thesis = desk.write(
        "Граница",
        *("--style", "gost-r-7.0.5-2008-notes", "--language", "ru"),
        text=f"Договор подписан [@{desk.memo}, л. 61]. И ещё [@{desk.memo}, л. 63].",
    )
    target = desk.export(thesis, "thesis.docx")
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(desk.folder / 'office').as_uri()}"),
            *("--headless", "--convert-to", "pdf", "--outdir", str(desk.folder), str(target)),
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    with pypdf.PdfReader(desk.folder / "thesis.pdf") as pdf:
        text = pdf.pages[0].extract_text().replace("\u00a0", " ")
    assert "1 Архив Президента Республики Казахстан (АП РК)" in text
    assert "2 Там же. Л. 63." in text
    assert text.index("СПИСОК ИСПОЛЬЗОВАННЫХ") < text.index("2 Там же. Л. 63.")


def test_a_thesis_with_sections_by_the_alphabet(desk: Desk) -> None:
    thesis = desk.write(
        "Граница",
        *("--language", "ru", "--order", "alphabet", "--sections", "--abbreviations"),
        *("--heading", "archives=Неопубликованные источники", "--romanised", "bsi"),
        text=f"Писали [@{desk.pivot}, 5] и [@{desk.book}, 12]; закон [@{desk.law}]; "
        f"консул [@{desk.letter}], протокол [@{desk.protocol}], [@{desk.memo}, 61].",
    )
    lines = lines_of(desk.export(thesis, "thesis.docx"))
    assert lines[2] == (
        "Писали [6, с. 5] и [5, с. 12]; закон [4]; консул [3], протокол [2], [1, л. 61]."
    )
    begin = lines.index("СПИСОК ИСПОЛЬЗОВАННЫХ ИСТОЧНИКОВ")
    assert lines[begin + 1 : begin + 10] == [
        "Неопубликованные источники",
        "1. Архив Президента Республики Казахстан (АП РК). Ф. 5-Н. Оп. 1. Д. 5059. Л. 61–64.",
        "2. АП РК. Ф. 5-Н. Оп. 1. Д. 5060. Л. 12 об.",
        "3. Центральный государственный архив Республики Казахстан (ЦГА РК). "
        "Ф. И-374. Оп. 1. Д. 4027. Л. 25 об.",
        "Нормативные правовые акты и международные договоры",
        "4. Об архивах. 1998.",
        "Литература",
        "5. Токаев К. К. Беласу. 2008.",
        "6. Mackinder H. J. Democratic Ideals. 1919.",
    ]
    latin = lines.index("REFERENCES")
    assert lines[latin + 5].startswith("5. Tokayev")
    (table,) = docx.Document(str(desk.folder / "thesis.docx")).tables
    assert [row.cells[0].text for row in table.rows] == ["АП РК", "ЦГА РК"]


def test_a_file_may_have_another_list_than_the_manuscript(desk: Desk) -> None:
    thesis = desk.write(
        "Граница", "--language", "ru", text=f"Раз [@{desk.book}], два [@{desk.memo}, 61]."
    )
    own = lines_of(desk.export(thesis, "own.docx"))
    each = lines_of(desk.export(thesis, "each.docx", "--sections", "each"))
    assert own[2] == "Раз [1], два [2, л. 61]."
    assert each[2] == "Раз [II.1], два [I.1, л. 61]."
    assert "II. Литература" in each
    assert lines_of(desk.export(thesis, "again.docx")) == own


def test_the_archives_of_a_list_can_be_a_tree(desk: Desk) -> None:
    thesis = desk.write("Граница", "--language", "ru", text=f"Раз [@{desk.memo}, 61].")
    lines = lines_of(desk.export(thesis, "tree.docx", "--sections", "--tree"))
    tree = lines[lines.index("Архивные источники") + 1 :]
    assert tree[0].startswith("Архив Президента Республики Казахстан (АП РК)")
    assert tree[-1].startswith("1. ")
    assert "5059" in tree[-1]


def test_a_way_to_romanise_that_is_not_there_is_told_of(desk: Desk) -> None:
    answer = desk.archivist("manuscript", desk.library, "add", "Граница", "--romanised", "klingon")
    assert answer.code == 2
    assert "klingon" in answer.err
    assert "bsi" in answer.err
    assert "Граница" not in desk.archivist("manuscript", desk.library, "list").out
