"""What sources are called when only their files are known."""

from __future__ import annotations

import pytest

from archivist.ingest.reader import ReadFile
from archivist.library.people import Person
from archivist.services.collecting.naming import creators_of, sheet_of, title_of


def read(title: str = "", *creators: str) -> ReadFile:
    return ReadFile(media_type="application/pdf", title=title, creators=creators)


@pytest.mark.parametrize(
    "title",
    ["Внешняя политика Казахстана", "Report No. 5", "История Казахстана (1991–2016)", "Қазақстан"],
)
def test_a_sensible_title_is_taken(title: str) -> None:
    assert title_of(read(title), "scan_001.pdf") == title


@pytest.mark.parametrize(
    "title",
    [
        *(
            "",
            "  ",
            "untitled",
            "Без названия",
            "Document1",
            "Документ 1",
            "PowerPoint Presentation",
            "Unknown Title",  # as LibreOffice writes it into books
        ),
        *("Microsoft Word - статья.doc", "layout_final.indd", "C:\\temp\\a.pdf", "12345-67"),
        *("x", "Слайд 1", "а" * 400, "бит\u0007ый", "scan_001.pdf"),
    ],
)
def test_a_senseless_title_gives_way_to_the_file_name(title: str) -> None:
    assert title_of(read(title), "scan_001.pdf") == "scan 001"


def test_the_file_name_stands_for_what_cannot_be_read() -> None:
    assert title_of(None, "АП РК. Ф. 5-Н. Л. 21.djvu") == "АП РК. Ф. 5-Н. Л. 21"
    assert title_of(None, "Й.txt") == "Й"  # as macOS spells it
    assert title_of(None, "\u202etdo.list\nof\x07 things.odt") == "tdo.list of things"


def test_creators_are_people_and_not_machines() -> None:
    told = read(
        "", "Иванов И. И.", "К.К. Токаев", "Nazarbayev, Nursultan", "МИД РК", "user", "Canon iR"
    )
    assert creators_of(told) == (
        Person(family="Иванов", given="И. И."),
        Person(family="Токаев", given="К.К."),
        Person(family="Nazarbayev", given="Nursultan"),
        Person(family="МИД РК"),
    )


def test_a_page_name_is_a_sheet_label_when_it_is_short() -> None:
    assert [sheet_of(label) for label in ("12об", "xii", "a" * 40, "a\nb", "")] == [
        *("12об", "xii", "", "", "")
    ]
