from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from storage_makers import add_pages, add_source, new_file

from archivist.errors import NotFoundError
from archivist.library.annotations import AnnotationKind, Region, anchor_at, locate
from archivist.library.sources import FileState, NewPage, TextOrigin, WordBox
from archivist.library.values import AnnotationId, ContentHash, PageId
from archivist.storage.catalogue import HitPlace

if TYPE_CHECKING:
    from archivist.library.values import SourceId
    from archivist.storage.database import Database

BOX = WordBox(start=0, end=4, left=0.25, top=0.5, right=0.75, bottom=1.0)
REGION = Region(left=0.1, top=0.2, right=0.3, bottom=0.4)


@pytest.fixture
def source_id(database: Database) -> SourceId:
    return add_source(database)


def test_contents_that_are_there_are_told_at_once(database: Database, source_id: SourceId) -> None:
    with database.writing() as work:
        work.catalogue.add_file(source_id, new_file(1))
        work.catalogue.add_file(source_id, new_file(2))
    first, third = new_file(1).hash, new_file(3).hash
    with database.reading() as work:
        assert work.catalogue.known((first, third)) == {first}
        assert work.catalogue.known(()) == set()


def test_files_and_pages_stand_in_order(database: Database, source_id: SourceId) -> None:
    unreadable = new_file(2, state=FileState.UNREADABLE, reason="it is encrypted")
    with database.writing() as work:
        first = work.catalogue.add_file(source_id, new_file(1))
        second = work.catalogue.add_file(source_id, unreadable)
        one = work.catalogue.add_pages(
            first,
            source_id,
            [NewPage(index=0, sheet="12", width=595.0, height=842.0), NewPage(index=1)],
        )
        two = work.catalogue.add_pages(second, source_id, [NewPage(index=0, origin=TextOrigin.OCR)])
        assert work.catalogue.add_pages(second, source_id, []) == ()
    with database.reading() as work:
        pages = work.catalogue.pages(source_id)
        files = work.catalogue.files(source_id)
        assert work.catalogue.file(second) == files[1]
        assert work.catalogue.file_by_hash(unreadable.hash) == files[1]
        assert work.catalogue.file_by_hash(ContentHash("f" * 64)) is None
        assert work.catalogue.all_hashes() == (new_file(1).hash, new_file(2).hash)
        assert work.catalogue.page(two[0]) == pages[2]
    assert [page.id for page in pages] == [*one, *two]
    assert [(page.number, page.index, page.file_id) for page in pages] == [
        (1, 0, first),
        (2, 1, first),
        (3, 0, second),
    ]
    assert (pages[0].sheet, pages[0].width, pages[0].height) == ("12", 595.0, 842.0)
    assert [page.origin for page in pages] == [TextOrigin.NONE, TextOrigin.NONE, TextOrigin.OCR]
    assert [(file.position, file.state, file.reason) for file in files] == [
        (0, FileState.READ, ""),
        (1, FileState.UNREADABLE, "it is encrypted"),
    ]


def test_a_text_comes_with_the_places_of_its_words(database: Database, source_id: SourceId) -> None:
    with database.writing() as work:
        file_id = work.catalogue.add_file(source_id, new_file())
        page = NewPage(index=0, text="Нота МИД", boxes=(BOX,), origin=TextOrigin.FILE)
        (page_id,) = work.catalogue.add_pages(file_id, source_id, [page])
    with database.reading() as work:
        text = work.catalogue.page_text(page_id)
        assert (text.text, text.boxes) == ("Нота МИД", (BOX,))
        assert work.catalogue.page_texts([page_id, PageId(99)]) == {page_id: "Нота МИД"}
        with pytest.raises(NotFoundError):
            work.catalogue.page_text(PageId(99))


def test_signs_that_no_database_keeps_do_not_move_the_others(
    database: Database, source_id: SourceId
) -> None:
    (page_id,) = add_pages(database, source_id, "а\0б\ud800в")
    with database.reading() as work:
        assert work.catalogue.page_text(page_id).text == "а\ufffdб?в"


def test_a_sheet_is_named(database: Database, source_id: SourceId) -> None:
    (page_id,) = add_pages(database, source_id, "")
    with database.writing("Sheet") as work:
        work.catalogue.set_sheet(page_id, "12об")
    with database.reading() as work:
        assert work.catalogue.page(page_id).sheet == "12об"
    with pytest.raises(NotFoundError), database.writing("Sheet") as work:
        work.catalogue.set_sheet(PageId(99), "1")


def test_annotations_say_what_they_mark(database: Database, source_id: SourceId) -> None:
    text = "Записка о переговорах в Москве"
    first, second = add_pages(database, source_id, text, "другое")
    with database.writing("Mark") as work:
        region = work.annotations.add(second, REGION, note="печать", color="#00ff00")
        quote = work.annotations.add(first, anchor_at(text, 10, 21), tags=["важно", "Москва"])
        note = work.annotations.add(first, None, note="вся страница")
        with pytest.raises(NotFoundError):
            work.annotations.add(PageId(99), None)
    with database.reading() as work:
        found = work.annotations.of_source(source_id)
        assert [mark.id for mark in found] == [note, quote, region]
        assert work.annotations.of_page(first) == found[:2]
        assert work.annotations.get(region) == found[2]
    assert [mark.kind for mark in found] == [
        AnnotationKind.PAGE_NOTE,
        AnnotationKind.HIGHLIGHT,
        AnnotationKind.REGION,
    ]
    assert (found[2].region, found[2].note, found[2].color) == (REGION, "печать", "#00ff00")
    assert found[1].anchor == anchor_at(text, 10, 21)
    assert found[1].tags == ("важно", "Москва")


def test_an_annotation_is_edited_and_removed(database: Database, source_id: SourceId) -> None:
    (page_id,) = add_pages(database, source_id, "текст")
    with database.writing("Mark") as work:
        made = work.annotations.add(page_id, REGION, tags=["а"])
        old = work.annotations.get(made)
    with database.writing("Edit") as work:
        work.annotations.save(old)
    assert work.touched == {}
    wanted = replace(old, note="см. л. 12", tags=("б",), color="#123456")
    with database.writing("Edit") as work:
        work.annotations.save(wanted)
        new = work.annotations.get(made)
    assert new == replace(wanted, modified=new.modified)
    assert new.modified > old.modified
    with database.writing("Remove") as work:
        work.annotations.remove(made)
    with database.reading() as work:
        assert work.annotations.of_page(page_id) == ()
        with pytest.raises(NotFoundError):
            work.annotations.get(AnnotationId(made))
    database.undo()
    with database.reading() as work:
        assert work.annotations.get(made) == new


def test_a_better_text_takes_the_annotations_along(database: Database, source_id: SourceId) -> None:
    old = "3аписка о переговopах в Mоскве, 1 марта"
    new = "Совершенно секретно. Записка о переговорах в Москве"
    (page_id,) = add_pages(database, source_id, old)
    with database.writing("Mark") as work:
        near = work.annotations.add(page_id, anchor_at(old, 10, 21))
        lost = work.annotations.add(page_id, anchor_at(old, 32, 39))
        region = work.annotations.add(page_id, REGION)
    with database.writing("Read again") as work:
        work.catalogue.replace_text(page_id, new, [BOX], TextOrigin.OCR)
    assert work.touched == {"pages": {page_id}, "annotations": {near}}
    with database.reading() as work:
        assert work.catalogue.page_text(page_id).boxes == (BOX,)
        assert work.catalogue.page(page_id).origin is TextOrigin.OCR
        moved = work.annotations.get(near).anchor
        gone = work.annotations.get(lost).anchor
        assert work.annotations.get(region).region == REGION
    assert moved is not None
    assert moved.quote == "переговорах"
    assert gone == anchor_at(old, 32, 39)
    assert locate(gone, new) is None
    database.undo()
    with database.reading() as work:
        assert work.catalogue.page_text(page_id).text == old
        assert work.annotations.get(near).anchor == anchor_at(old, 10, 21)


def test_hits_lead_to_their_places(database: Database, source_id: SourceId) -> None:
    first, second = add_pages(database, source_id, "один", "два")
    with database.writing() as work:
        work.catalogue.set_sheet(second, "12об")
        mark = work.annotations.add(second, None)
        manuscript = work.manuscripts.add("Глава", "kz-english", "ru")
        section = work.manuscripts.add_section(manuscript, None, "Введение")
    keys = [f"p{first}", f"a{mark}", f"s{source_id}", f"m{section}"]
    odd = ["p99", "s99", "x1", "p", "p-1", "", "p" + "9" * 30]
    with database.reading() as work:
        assert work.catalogue.hits([*keys, *odd]) == {
            f"p{first}": HitPlace(source_id=source_id, page_id=first, page=1),
            f"s{source_id}": HitPlace(source_id=source_id),
            f"m{section}": HitPlace(section_id=section),
            f"a{mark}": HitPlace(
                source_id=source_id, page_id=second, page=2, sheet="12об", annotation_id=mark
            ),
        }
    with database.writing() as work:
        work.catalogue.put_in_bin([source_id])
    with database.reading() as work:
        assert set(work.catalogue.hits(keys)) == {f"m{section}"}


def test_a_library_of_a_stranger_may_hold_nonsense_boxes(
    database: Database, source_id: SourceId
) -> None:
    (page_id,) = add_pages(database, source_id, "текст")
    with database.writing() as work:
        connection = work.catalogue._connection
        connection.exec_driver_sql("UPDATE page_texts SET boxes = x'DEADBEEF'")
    with database.reading() as work:
        text = work.catalogue.page_text(page_id)
    assert (text.text, text.boxes) == ("текст", ())
