"""A manuscript in a CSL style: marks, notes and list of a real library."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from factories import places_in

from archivist.library.people import Person
from archivist.library.printed import Paragraph
from archivist.library.records import Record, RecordKind
from archivist.library.richtext import plain
from archivist.library.values import EN, RU, parse_date
from archivist.paths import user_places
from archivist.services.workspace import make_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archivist.library.values import SourceId
    from archivist.services.workspace import Workspace
    from archivist.services.writing.compiled import Compiled

pytestmark = pytest.mark.skipif(
    not (user_places().resources / "csl" / "citeproc.js").is_file(),
    reason="citeproc.js is not there: python3 start.py setup brings it",
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Workspace]:
    made = make_library(tmp_path / "library", places_in(tmp_path))
    yield made
    made.close()


def book(library: Workspace, title: str) -> SourceId:
    record = Record(
        kind=RecordKind.BOOK,
        title=title,
        creators=(Person(family="Ким", given="А."),),
        date=parse_date("1992"),
        publisher="Рауан",
        language=RU,
    )
    return library.sources.add(record).id


def said(compiled: Compiled) -> str:
    return " ".join(plain(block.text) for block in compiled.blocks if isinstance(block, Paragraph))


def test_a_second_work_of_the_year_gives_the_first_its_letter(library: Workspace) -> None:
    first, second = book(library, "Степь"), book(library, "Горы")
    work = library.writing.add_manuscript("W", "csl:apa", EN).id
    section = library.writing.add_section(work, None, "S", f"A [@{first}, с. 5].").id
    compiled = library.writing.compiled(work)
    assert [plain(entry.text) for entry in compiled.entries] == ["Ким, А. (1992). Степь. Рауан."]
    text = f"A [@{first}, с. 5]. B [@{second}]."
    there = next(one for one in library.writing.sections(work) if one.id == section)
    library.writing.save_section(replace(there, text=text))
    compiled = library.writing.compiled(work)
    assert {plain(entry.text) for entry in compiled.entries} == {
        "Ким, А. (1992a). Горы. Рауан.",
        "Ким, А. (1992b). Степь. Рауан.",
    }
    printed = said(compiled)
    assert "(Ким, 1992b, p. 5)" in printed
    assert "(Ким, 1992a)" in printed


def test_documents_in_archives_stand_in_the_list_of_a_csl_style(library: Workspace) -> None:
    unit = library.tree.place("АП РК/5-Н/1/5059").id
    record = Record(kind=RecordKind.ARCHIVAL, title="Протокол", language=RU)
    paper = library.sources.add(record, unit_id=unit).id
    printed_book = book(library, "Степь")
    work = library.writing.add_manuscript("W", "csl:archivist-gost-7.1-2003", RU).id
    text = f"A [@{paper}, л. 3; @{printed_book}, с. 5]."
    library.writing.add_section(work, None, "S", text)
    compiled = library.writing.compiled(work)
    assert [plain(entry.text) for entry in compiled.entries] == [
        "Протокол // АП РК. – Ф. 5-Н. – Оп. 1. – Д. 5059.",
        "Ким, А. Степь / А. Ким. – Рауан, 1992.",
    ]
    printed = said(compiled)
    assert "[1, л. 3; 2, с. 5]" in printed
