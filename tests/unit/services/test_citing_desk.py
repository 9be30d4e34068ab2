"""Citing sources and listing references."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import docx
import pytest
from fake_shelves import AP_RK, STYLES, FakeDatabase

from archivist.citation.style_files import load_styles
from archivist.errors import NotFoundError, StorageError
from archivist.library.own_fields import OwnField, OwnFieldId
from archivist.library.references import parse_sheets
from archivist.library.richtext import plain
from archivist.library.values import SourceId
from archivist.services.citing import Citing

if TYPE_CHECKING:
    from pathlib import Path

GOST = "gost-r-7.0.5-2008"
FIRST = "Архив Президента Республики Казахстан (АП РК). Ф. 5-Н. Оп. 1. Д. 5059. Л. 21."
WHOLE_FILE = "АП РК. Ф. 5-Н. Оп. 1. Д. 5059. 64 л."
BOOK = "Козыбаев М. К. История. Алма-Ата, 1991. 254 с."


@pytest.fixture
def database() -> FakeDatabase:
    return FakeDatabase()


@pytest.fixture
def desk(database: FakeDatabase) -> Citing:
    return Citing(database, load_styles(STYLES))  # type: ignore[arg-type] # all that it asks of one


def ids(*numbers: int) -> list[SourceId]:
    return [SourceId(number) for number in numbers]


def test_sources_are_cited_in_the_order_asked_for(desk: Citing) -> None:
    assert [plain(text) for text in desk.cite(ids(1, 3, 2), GOST)] == [FIRST, BOOK, WHOLE_FILE]
    assert [plain(text) for text in desk.cite(ids(1, 1), GOST)] == [
        FIRST,
        "АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 21.",
    ]


def test_a_locator_names_sheets_or_pages(desk: Citing) -> None:
    assert plain(desk.cite(ids(2), GOST, "л. 7об")[0]).endswith("Д. 5059. Л. 7 об.")
    assert plain(desk.cite(ids(3), GOST, "с. 81")[0]).endswith("1991. С. 81.")
    assert plain(desk.cite(ids(1), "kz-english", "л. 7")[0]).endswith(
        "Fund-5-N, Series-1, File-5059, p. 7."
    )


def test_what_is_not_there_is_told_of(desk: Citing) -> None:
    with pytest.raises(NotFoundError, match="99"):
        desk.cite(ids(1, 99), GOST)
    with pytest.raises(NotFoundError, match="apa-7"):
        desk.cite(ids(1), "apa")


def test_a_short_reference_is_quick_for_a_screen_of_sources(
    desk: Citing, database: FakeDatabase
) -> None:
    import time  # noqa: PLC0415 - one test alone looks at the clock

    units, sheets = tuple(database.units.values()), parse_sheets("21")
    begun = time.perf_counter()
    for _ in range(200):
        assert desk.short_reference(AP_RK, units, sheets) == "АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 21"
    assert time.perf_counter() - begun < 0.1


def test_a_list_is_numbered_and_names_a_source_once(desk: Citing) -> None:
    entries = desk.references(GOST, ids(3, 1, 3, 2))
    assert [(entry.number, entry.source_id, plain(entry.text)) for entry in entries] == [
        (1, 3, BOOK),
        (2, 1, FIRST),
        (3, 2, WHOLE_FILE),
    ]


def test_without_sources_the_list_holds_all_of_them(desk: Citing) -> None:
    assert [entry.source_id for entry in desk.references(GOST)] == [3, 1, 2]


def test_a_list_is_written_in_each_format(desk: Citing, tmp_path: Path) -> None:
    for suffix in ("txt", "html", "json", "docx"):
        desk.export_references(GOST, ids(1, 3), tmp_path / f"list.{suffix}")
    assert (tmp_path / "list.txt").read_text(encoding="utf-8") == f"1. {FIRST}\n2. {BOOK}\n"
    page = (tmp_path / "list.html").read_text(encoding="utf-8")
    assert '<html lang="ru-RU">' in page
    assert "Ф. 5-Н. Оп. 1. Д. 5059. Л.\u00a021." in page
    assert json.loads((tmp_path / "list.json").read_text(encoding="utf-8")) == [
        {"number": 1, "source_id": 1, "text": FIRST, "html": FIRST},
        {"number": 2, "source_id": 3, "text": BOOK, "html": BOOK},
    ]
    paragraphs = [one.text for one in docx.Document(str(tmp_path / "list.docx")).paragraphs]
    assert [text.replace("\u00a0", " ") for text in paragraphs] == [
        "СПИСОК ИСПОЛЬЗОВАННЫХ ИСТОЧНИКОВ",
        f"1.\t{FIRST}",
        f"2.\t{BOOK}",
    ]


def test_an_unknown_format_is_refused(desk: Citing, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"\.docx"):
        desk.export_references(GOST, ids(1), tmp_path / "list.pdf")
    assert list(tmp_path.iterdir()) == []


def test_values_of_own_fields_go_along_as_data(
    desk: Citing, database: FakeDatabase, tmp_path: Path
) -> None:
    state, size = (OwnField(id=OwnFieldId(at), name=name) for at, name in ((1, "Вид"), (2, "Том")))
    database.own_fields = (size, state)
    database.own_values = {SourceId(1): {state.id: "плохой", size.id: "2"}}
    desk.export_references(GOST, ids(1, 3), tmp_path / "list.json")
    first, second = json.loads((tmp_path / "list.json").read_text(encoding="utf-8"))
    assert list(first["fields"].items()) == [("Том", "2"), ("Вид", "плохой")]
    assert "fields" not in second
