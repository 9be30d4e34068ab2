"""From the archives' tree to a thesis: citing and writing over real storage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest

from archivist.errors import NotFoundError
from archivist.library.archive import ArchiveName
from archivist.library.groups import FIRST_GROUPS
from archivist.library.people import parse_person
from archivist.library.records import Record, RecordKind
from archivist.library.references import parse_sheets
from archivist.library.richtext import plain
from archivist.library.values import EN, RU, LanguageCode, SourceId, parse_date
from archivist.services.changes import Topic
from archivist.services.progress import finish
from archivist.services.writing import Part

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.services.workspace import Workspace

GOST = "gost-r-7.0.5-2008"


def filed(workspace: Workspace, place: str, sheets: str, title: str = "") -> SourceId:
    unit = workspace.tree.place(place).id
    record = Record(kind=RecordKind.ARCHIVAL, title=title, language=RU)
    return workspace.sources.add(record, unit_id=unit, sheets=parse_sheets(sheets)).id


def book(workspace: Workspace) -> SourceId:
    record = Record(
        kind=RecordKind.BOOK,
        title="Под стягом независимости",
        creators=(parse_person("Токаев, К. К."),),
        date=parse_date("1997"),
        place="Алматы",
        publisher="Білім",
        total_pages="736",
        language=RU,
    )
    return workspace.sources.add(record).id


@pytest.fixture
def archives(workspace: Workspace) -> Workspace:
    workspace.tree.add_archive(
        (
            ArchiveName(
                language=RU, full="Архив Президента Республики Казахстан", abbreviation="АП РК"
            ),
            ArchiveName(
                language=EN,
                full="Archive of the President of the Republic of Kazakhstan",
                abbreviation="AP RK",
            ),
        )
    )
    return workspace


def test_a_source_is_cited_by_its_place_in_the_tree(archives: Workspace) -> None:
    first = filed(archives, "АП РК/5-Н/1/5059", "21")
    second = filed(archives, "АП РК/5-Н/1/4798", "1-3об", "Протокол переговоров")
    assert [plain(text) for text in archives.citing.cite([first, second], GOST)] == [
        "Архив Президента Республики Казахстан (АП РК). Ф. 5-Н. Оп. 1. Д. 5059. Л. 21.",
        "Протокол переговоров // АП РК. Ф. 5-Н. Оп. 1. Д. 4798. Л. 1–3 об.",
    ]
    assert [plain(text) for text in archives.citing.cite([first, second], "kz-english")] == [
        "Archive of the President of the Republic of Kazakhstan (AP RK). Fund-5-N, Series-1, "
        "File-5059, p. 21.",
        "AP RK. Fund-5-N, Series-1, File-4798, pp. 1-3 (verso).",
    ]
    with pytest.raises(NotFoundError):
        archives.citing.cite([SourceId(10**6)], GOST)


def test_the_table_shows_short_references(archives: Workspace) -> None:
    source = filed(archives, "АП РК/5-Н/1/5059", "21")
    reference = "АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 21"
    assert [row.reference for row in archives.sources.rows([source])] == [reference]
    assert archives.sources.details(source).reference == reference


def test_all_references_stand_by_groups(archives: Workspace) -> None:
    groups = {group.name: group.id for group, _ in archives.sorting.groups()}
    literature, treaties = book(archives), filed(archives, "АП РК/5-Н/1/1", "5")
    archives.sources.set_group([literature], groups[FIRST_GROUPS[3]])
    archives.sources.set_group([treaties], groups[FIRST_GROUPS[1]])
    binned = book(archives)
    archives.sources.put_in_bin([binned])
    entries = archives.citing.references(GOST)
    assert [(entry.number, entry.source_id) for entry in entries] == [
        (1, treaties),
        (2, literature),
    ]


def test_a_manuscript_is_written_reordered_and_exported(
    archives: Workspace, tmp_path: Path
) -> None:
    file, literature = filed(archives, "АП РК/5-Н/1/5059", "21"), book(archives)
    writing = archives.writing
    made = writing.add_manuscript("Граница", GOST, RU)
    assert Topic.MANUSCRIPTS in made.changes
    work = made.id
    writing.add_section(work, None, "Введение", f"Сказано [@{file}, л. 21].")
    second = writing.add_section(work, None, "Литература", f"Писали [@{literature}, с. 12].").id
    assert writing.compiled(work).numbers == {file: 1, literature: 2}
    writing.move_section(second, None, 0)
    assert writing.compiled(work).numbers == {literature: 1, file: 2}
    finish(writing.export(work, tmp_path / "a.docx"))
    paragraphs = docx.Document(str(tmp_path / "a.docx")).paragraphs
    assert [one.text.replace("\u00a0", " ") for one in paragraphs] == [
        "Граница",
        "Литература",
        "Писали [1, с. 12].",
        "Введение",
        "Сказано [2, л. 21].",
        "СПИСОК ИСПОЛЬЗОВАННЫХ ИСТОЧНИКОВ",
        "1.\tТокаев К. К. Под стягом независимости. Алматы : Білім, 1997. 736 с.",
        "2.\tАрхив Президента Республики Казахстан (АП РК). Ф. 5-Н. Оп. 1. Д. 5059. Л. 21.",
    ]
    finish(writing.export(work, tmp_path / "b.txt", part=Part.REFERENCES))
    assert (tmp_path / "b.txt").read_text(encoding="utf-8").startswith("1. Токаев К. К. Под стягом")
    archives.sources.put_in_bin([literature])
    assert "bin" in writing.compiled(work).problems[0]
    writing.remove_manuscript(work)
    assert writing.manuscripts() == ()
    archives.undo()
    assert [section.title for section in writing.sections(work)] == ["Литература", "Введение"]


def test_a_manuscript_needs_a_style_that_there_is(archives: Workspace) -> None:
    with pytest.raises(NotFoundError, match="no-such-style"):
        archives.writing.add_manuscript("Граница", "no-such-style", LanguageCode("ru"))
    assert archives.writing.manuscripts() == ()
