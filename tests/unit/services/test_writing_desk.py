"""Compiling a manuscript and writing it to a file."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest
from fake_shelves import STYLES, FakeDatabase

from archivist.citation.style_files import load_styles
from archivist.errors import NotFoundError
from archivist.library.printed import Heading, Paragraph
from archivist.library.richtext import plain
from archivist.library.values import KK, ManuscriptId, SectionId, SourceId
from archivist.services.progress import finish
from archivist.services.writing import Part, Writing

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.services.writing import Compiled

WORK = ManuscriptId(1)


@pytest.fixture
def database() -> FakeDatabase:
    return FakeDatabase()


@pytest.fixture
def desk(database: FakeDatabase) -> Writing:
    return Writing(database, load_styles(STYLES))  # type: ignore[arg-type] # all it asks of one


def body(compiled: Compiled) -> list[str]:
    return [
        f"{'#' * block.level} {block.text}" if isinstance(block, Heading) else plain(block.text)
        for block in compiled.blocks
    ]


def listed(compiled: Compiled) -> list[str]:
    return [f"{entry.number}. {plain(entry.text)}" for entry in compiled.entries]


def test_numbers_go_by_the_first_citation_in_the_whole_outline(
    desk: Writing, database: FakeDatabase
) -> None:
    database.write(
        (1, None, "Введение", "Сказано [@3, с. 12]. И ещё [@1; @3]."),
        (2, 1, "Подробнее", "*Тут* [@2, 61] и **там** [@1, л. 21]."),
    )
    compiled = desk.compiled(WORK)
    assert body(compiled) == [
        "# Введение",
        "Сказано [1, с. 12]. И ещё [1, 2].",
        "## Подробнее",
        "Тут [3, л. 61] и там [2, л. 21].",
    ]
    assert compiled.numbers == {SourceId(3): 1, SourceId(1): 2, SourceId(2): 3}
    assert listed(compiled) == [
        "1. Козыбаев М. К. История. Алма-Ата, 1991. 254 с.",
        "2. Архив Президента Республики Казахстан (АП РК). Ф. 5-Н. Оп. 1. Д. 5059. Л. 21.",
        "3. АП РК. Ф. 5-Н. Оп. 1. Д. 5059. 64 л.",
    ]
    assert compiled.problems == ()
    words = [run for block in compiled.blocks if isinstance(block, Paragraph) for run in block.text]
    assert [run.text for run in words if run.italic] == ["Тут"]
    assert [run.text for run in words if run.bold] == ["там"]


def test_a_section_keeps_the_numbers_of_the_whole_and_lists_what_it_cites(
    desk: Writing, database: FakeDatabase
) -> None:
    database.write(
        (1, None, "Первая", "Сказано [@3] и [@1]."),
        (2, None, "Вторая", "Здесь [@2]."),
        (3, 2, "Ниже", "И здесь [@1, л. 21]."),
        (4, None, "Третья", "Конец [@3]."),
    )
    compiled = desk.compiled(WORK, SectionId(2))
    assert body(compiled) == ["# Вторая", "Здесь [3].", "## Ниже", "И здесь [2, л. 21]."]
    assert listed(compiled) == [
        "2. Архив Президента Республики Казахстан (АП РК). Ф. 5-Н. Оп. 1. Д. 5059. Л. 21.",
        "3. АП РК. Ф. 5-Н. Оп. 1. Д. 5059. 64 л.",
    ]
    assert len(compiled.numbers) == 3


def test_a_source_that_is_gone_or_binned_is_a_question_mark_and_a_problem(
    desk: Writing, database: FakeDatabase
) -> None:
    database.write((1, None, "Глава", "Раз [@99]. Два [@4, с. 5; @3]. Три [@99]."))
    compiled = desk.compiled(WORK)
    assert body(compiled)[1] == "Раз [?]. Два [?, с. 5; 1]. Три [?]."
    assert compiled.numbers == {SourceId(3): 1}
    assert compiled.problems == (
        "The section “Глава” cites source 99, which is not in the library; printed as [?].",
        "The section “Глава” cites source 4, “Черновик”, which is in the bin; printed as [?].",
    )


def test_a_broken_mark_is_printed_as_typed_and_told_of(
    desk: Writing, database: FakeDatabase
) -> None:
    database.write((1, None, "Глава", "Верно [@3].\n\nСломано [@3, с. 5\n\nДальше [@1]."))
    compiled = desk.compiled(WORK)
    assert body(compiled)[1:] == ["Верно [1].", "Сломано [@3, с. 5", "Дальше [2]."]
    assert len(compiled.problems) == 1
    assert "“Глава”" in compiled.problems[0]


def test_headings_stop_at_the_third_level(desk: Writing, database: FakeDatabase) -> None:
    database.write(
        (1, None, "А", ""), (2, 1, "Б", ""), (3, 2, "В", ""), (4, 3, "Г", ""), (5, None, " ", "Д")
    )
    assert body(desk.compiled(WORK)) == ["# А", "## Б", "### В", "### Г", "Д"]


def test_an_unknown_section_is_told_of(desk: Writing, database: FakeDatabase) -> None:
    database.write((1, None, "А", ""))
    with pytest.raises(NotFoundError):
        desk.compiled(WORK, SectionId(7))


def written(target: Path) -> list[str]:
    paragraphs = docx.Document(str(target)).paragraphs
    return [one.text.replace("\u00a0", " ").replace("\t", " ") for one in paragraphs]


def test_the_whole_a_section_or_the_list_is_exported(
    desk: Writing, database: FakeDatabase, tmp_path: Path
) -> None:
    database.write((1, None, "Первая", "Раз [@3]."), (2, None, "Вторая", "Два [@1]."))
    book = "1. Козыбаев М. К. История. Алма-Ата, 1991. 254 с."
    file = "2. Архив Президента Республики Казахстан (АП РК). Ф. 5-Н. Оп. 1. Д. 5059. Л. 21."
    heading = "СПИСОК ИСПОЛЬЗОВАННЫХ ИСТОЧНИКОВ"
    target = tmp_path / "граница.docx"
    finish(desk.export(WORK, target))
    assert written(target) == [
        *("Граница", "Первая", "Раз [1].", "Вторая", "Два [2].", heading, book, file)
    ]
    finish(desk.export(WORK, target, section_id=SectionId(2), part=Part.SECTION))
    assert written(target) == ["Вторая", "Два [2].", heading, file]
    finish(desk.export(WORK, target, part=Part.REFERENCES))
    assert written(target) == [heading, book, file]
    with pytest.raises(ValueError, match="section"):
        finish(desk.export(WORK, target, part=Part.SECTION))


def test_the_list_is_headed_in_the_language_of_the_manuscript(
    desk: Writing, database: FakeDatabase, tmp_path: Path
) -> None:
    database.manuscript = replace(database.manuscript, language=KK)
    database.write((1, None, "Кіріспе", "Бір [@3]."))
    finish(desk.export(WORK, tmp_path / "a.docx"))
    assert "ПАЙДАЛАНЫЛҒАН ӘДЕБИЕТТЕР ТІЗІМІ" in written(tmp_path / "a.docx")
    finish(desk.export(WORK, tmp_path / "a.html"))
    assert '<html lang="kk-KZ">' in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_a_manuscript_is_exported_as_text_and_its_list_as_json(
    desk: Writing, database: FakeDatabase, tmp_path: Path
) -> None:
    database.write((1, None, "Первая", "Раз [@3]."))
    finish(desk.export(WORK, tmp_path / "a.txt"))
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == (
        "Граница\n\nПервая\n\nРаз [1].\n\nСПИСОК ИСПОЛЬЗОВАННЫХ ИСТОЧНИКОВ\n\n"
        "1. Козыбаев М. К. История. Алма-Ата, 1991. 254 с.\n"
    )
    finish(desk.export(WORK, tmp_path / "a.json"))
    entries = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert [entry["number"] for entry in entries] == [1]
