from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from storage_makers import add_pages, add_source, add_unit

from archivist.library.archive import ArchiveName
from archivist.library.people import Person
from archivist.library.references import parse_sheets
from archivist.library.sources import TextOrigin
from archivist.library.values import ArchiveId, LanguageCode, SourceId

if TYPE_CHECKING:
    from collections.abc import Callable

    from archivist.storage.database import Database
    from archivist.storage.unit_of_work import UnitOfWork


def drain(database: Database) -> dict[str, bool]:
    """Take all that waits and say what is gone."""
    with database.writing() as work:
        items = work.queue.take(1000)
        work.queue.done([item.ticket for item in items])
    return {item.key: item.gone for item in items}


@pytest.fixture
def library(database: Database) -> Database:
    """A filed source with two pages and an annotation, and a section of a manuscript."""
    unit = add_unit(database, "АП РК/Ф. 5-Н/Оп. 1/Д. 5059")
    source = add_source(
        database,
        "Докладная записка",
        unit_id=unit,
        sheets=parse_sheets("12об"),
        creators=(Person(family="Иванов", given="И. И."),),
        language=LanguageCode("ru"),
        tags=["нота"],
    )
    first, _ = add_pages(database, source, "первая", "вторая")
    with database.writing() as work:
        work.annotations.add(first, None, note="важно")
        manuscript = work.manuscripts.add("Диссертация", "kz-english", LanguageCode("en"))
        work.manuscripts.add_section(manuscript, None, "Введение", "О нотах [@1].")
    return database


def test_all_that_is_new_waits_for_the_index(library: Database) -> None:
    with library.reading() as work:
        assert work.queue.size() == 5
    assert drain(library) == dict.fromkeys(["s1", "p1", "p2", "a1", "m1"], False)
    assert drain(library) == {}


def edit_title(work: UnitOfWork) -> None:
    source = work.catalogue.get(SourceId(1))
    work.catalogue.save(replace(source, record=replace(source.record, title="Нота")))


def edit_language(work: UnitOfWork) -> None:
    source = work.catalogue.get(SourceId(1))
    work.catalogue.save(replace(source, record=replace(source.record, language=LanguageCode("kk"))))


def edit_creators(work: UnitOfWork) -> None:
    source = work.catalogue.get(SourceId(1))
    work.catalogue.save(replace(source, record=replace(source.record, creators=())))


def rename_fund(work: UnitOfWork) -> None:
    unit = work.archives.unit(1)
    work.archives.save_unit(replace(unit, level=replace(unit.level, number="7")))


def rename_archive(work: UnitOfWork) -> None:
    work.archives.save(replace(work.archives.get(ArchiveId(1)), aliases=("Президентский",)))


def edit_section(work: UnitOfWork) -> None:
    work.manuscripts.save_section(replace(work.manuscripts.section(1), text="Иначе."))


def edit_note(work: UnitOfWork) -> None:
    work.annotations.save(replace(work.annotations.get(1), note="очень важно"))


def colour(work: UnitOfWork) -> None:
    work.annotations.save(replace(work.annotations.get(1), color="#ffffff", tags=("нота",)))


ALL_OF_SOURCE = {"s1", "p1", "p2", "a1"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (edit_title, {"s1"}),
        (edit_creators, {"s1"}),
        (edit_language, ALL_OF_SOURCE),
        (rename_fund, {"s1"}),
        (rename_archive, {"s1"}),
        (edit_section, {"m1"}),
        (edit_note, {"a1"}),
        (colour, set()),
        (lambda work: work.catalogue.file_under([SourceId(1)], None), {"s1"}),
        (lambda work: work.catalogue.replace_text(2, "иная", (), TextOrigin.OCR), {"p2"}),
        (lambda work: work.catalogue.replace_text(2, "вторая", (), TextOrigin.OCR), set()),
        (lambda work: work.catalogue.put_in_bin([SourceId(1)]), ALL_OF_SOURCE),
        (lambda work: work.catalogue.erase([SourceId(1)]), ALL_OF_SOURCE),
        (lambda work: work.manuscripts.remove(1), {"m1"}),
        # what filters alone ask for is no matter of the index
        (lambda work: work.catalogue.change_tags([SourceId(1)], ["мир"], ["нота"]), set()),
        (lambda work: work.catalogue.set_group([SourceId(1)], work.sorting.add_group("А")), set()),
        (lambda work: work.catalogue.mark_read(SourceId(1)), set()),
        (lambda work: work.catalogue.set_sheet(1, "13"), set()),
        (lambda work: work.sorting.rename_tag(1, "ноты"), set()),
    ],
)
def test_a_change_tells_the_index_what_it_must_know(
    library: Database, change: Callable[[UnitOfWork], None], told: set[str]
) -> None:
    drain(library)
    with library.writing("Change") as work:
        change(work)
    waiting = drain(library)
    assert waiting.keys() == told
    library.undo()
    assert drain(library) == dict.fromkeys(told, False)
    library.redo()
    assert drain(library) == waiting


def test_what_is_gone_is_told_as_gone(library: Database) -> None:
    drain(library)
    with library.writing("Bin") as work:
        work.catalogue.put_in_bin([SourceId(1)])
    assert drain(library) == dict.fromkeys(ALL_OF_SOURCE, True)
    with library.writing("Restore") as work:
        work.catalogue.restore([SourceId(1)])
        work.annotations.remove(1)
    assert drain(library) == {**dict.fromkeys(ALL_OF_SOURCE, False), "a1": True}


def test_a_document_waits_once_and_a_later_change_is_not_lost(library: Database) -> None:
    drain(library)
    for title in ("Раз", "Два"):
        with library.writing("Edit") as work:
            source = work.catalogue.get(SourceId(1))
            work.catalogue.save(replace(source, record=replace(source.record, title=title)))
    with library.reading() as work:
        (taken,) = work.queue.take(10)
        assert work.queue.size() == 1
    with library.writing("Edit") as work:
        edit_title(work)
    with library.writing() as work:
        work.queue.done([taken.ticket])
    assert drain(library) == {"s1": False}


def test_documents_are_taken_oldest_first(library: Database) -> None:
    with library.writing() as work:
        first = work.queue.take(2)
        assert [item.key for item in first] == ["s1", "p1"]
        work.queue.done([item.ticket for item in first])
        assert [item.key for item in work.queue.take(2)] == ["p2", "a1"]
        assert work.queue.take(0) == ()


def test_a_refill_brings_everything_but_the_bin(library: Database) -> None:
    binned = add_source(library, "В корзине")
    add_pages(library, binned, "забытое")
    with library.writing() as work:
        work.catalogue.put_in_bin([binned])
    drain(library)
    with library.writing() as work:
        work.queue.refill()
        work.queue.refill()
    assert drain(library) == dict.fromkeys(["s1", "p1", "p2", "a1", "m1"], False)


def test_documents_hold_the_words_by_which_they_are_found(library: Database) -> None:
    with library.reading() as work:
        source, page, mark, section = work.queue.documents(["s1", "p1", "a1", "m1", "p99", "s7"])
        assert work.queue.documents([]) == ()
    assert (source.source_id, source.title, source.kind) == (1, "Докладная записка", "source")
    assert source.language == "ru"
    assert source.text == "Иванов И. И."
    for word in ("АП РК", "Ф.", "5-Н", "5Н", "Оп.", "Д.", "5059", "12 об"):
        assert word in source.place
    assert (page.source_id, page.title, page.text, page.kind) == (1, "", "первая", "page")
    assert (mark.source_id, mark.text, mark.kind) == (1, "важно", "annotation")
    assert (section.source_id, section.title, section.text) == (None, "Введение", "О нотах.")
    assert (section.language, section.kind) == ("en", "section")


def test_an_archive_is_found_by_every_name(library: Database) -> None:
    with library.writing("Rename") as work:
        archive = work.archives.get(ArchiveId(1))
        names = (
            ArchiveName(language=LanguageCode("ru"), full="Архив Президента", abbreviation="АП РК"),
            ArchiveName(language=LanguageCode("kk"), abbreviation="ҚР ПМ"),
        )
        work.archives.save(replace(archive, names=names, aliases=("Бывший партархив",)))
    with library.reading() as work:
        (document,) = work.queue.documents(["s1"])
    for name in ("Архив Президента", "ҚР ПМ", "Бывший партархив"):
        assert name in document.place


def test_the_manifest_is_kept(database: Database) -> None:
    with database.reading() as work:
        assert work.queue.manifest() == ""
    for body in ('{"files": []}', '{"files": [1]}'):
        with database.writing() as work:
            work.queue.set_manifest(body)
        with database.reading() as work:
            assert work.queue.manifest() == body
