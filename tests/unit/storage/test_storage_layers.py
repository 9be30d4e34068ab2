"""The layers of a page's text: which is shown, what stays beside it, and what undo brings back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from storage_makers import add_pages, add_source

from archivist.errors import NotFoundError
from archivist.library.annotations import anchor_at
from archivist.library.catalogue_query import SourceQuery
from archivist.library.sources import Doubt, TextLayer, TextOrigin, WordBox

if TYPE_CHECKING:
    from archivist.library.values import PageId
    from archivist.storage.database import Database

OCR = TextLayer(
    origin=TextOrigin.OCR,
    language="rus",
    who="Tesseract 5.3.0",
    made="2026-11-20T10:00:00+00:00",
    confidence=91.5,
    text="Слушали дело",
    boxes=(WordBox(start=0, end=7, left=0.1, top=0.1, right=0.3, bottom=0.2, sureness=93.0),),
)
TRANSCRIPTION = TextLayer(
    origin=TextOrigin.TRANSCRIPTION, who="Айгерім", made="2026-11-21", text="Слушали: дело № 7"
)
TRANSLATION = TextLayer(
    origin=TextOrigin.TRANSLATION, language="en", who="Айгерім", text="Heard: case No. 7"
)


@pytest.fixture
def page(database: Database) -> PageId:
    return add_pages(database, add_source(database), "")[0]


def put(database: Database, page: PageId, *layers: TextLayer) -> None:
    for layer in layers:
        with database.writing("Put") as work:
            work.layers.put(page, layer)


def shown(database: Database, page: PageId) -> tuple[str, list[str]]:
    """Return the text that is shown and the origins of the others."""
    with database.reading() as work:
        layers = work.layers.of_page(page)
        assert work.catalogue.page_text(page).text == layers[0].text
        assert work.catalogue.page(page).origin is layers[0].origin
    assert [layer.shown for layer in layers] == [True] + [False] * (len(layers) - 1)
    return layers[0].text, [layer.origin.value for layer in layers[1:]]


def test_the_best_text_is_shown_and_the_others_stay(database: Database, page: PageId) -> None:
    put(database, page, TRANSLATION)
    assert shown(database, page) == (TRANSLATION.text, [])
    put(database, page, OCR)
    assert shown(database, page) == (OCR.text, ["translation"])
    put(database, page, TRANSCRIPTION)
    assert shown(database, page) == (TRANSCRIPTION.text, ["ocr", "translation"])


def test_each_text_keeps_who_when_and_how_sure(database: Database, page: PageId) -> None:
    put(database, page, OCR, TRANSCRIPTION)
    with database.reading() as work:
        typed, recognised = work.layers.of_page(page)
    assert (typed.who, typed.made, typed.confidence) == ("Айгерім", "2026-11-21", None)
    assert (recognised.who, recognised.made) == (OCR.who, OCR.made)
    assert (recognised.language, recognised.confidence) == ("rus", 91.5)
    assert recognised.boxes[0].sureness == 93.0


def test_what_the_user_chose_stays_until_he_chooses_again(database: Database, page: PageId) -> None:
    put(database, page, OCR, TRANSLATION)
    with database.writing("Show") as work:
        work.layers.show(page, TRANSLATION.key)
    put(database, page, TRANSCRIPTION)
    assert shown(database, page) == (TRANSLATION.text, ["ocr", "transcription"])
    put(database, page, TextLayer(origin=TextOrigin.TRANSLATION, language="en", text="Case 7"))
    assert shown(database, page)[0] == "Case 7"
    with database.writing("Show") as work:
        work.layers.show(page, TRANSCRIPTION.key)
    assert shown(database, page)[0] == TRANSCRIPTION.text


def test_a_doubtful_text_of_the_file_gives_way_to_a_recognised_one(database: Database) -> None:
    page = add_pages(database, add_source(database), "Hanpapnenue B apxuB")[0]
    put(database, page, OCR)
    assert shown(database, page) == ("Hanpapnenue B apxuB", ["ocr"])
    with database.writing("Doubt") as work:
        work.layers.set_doubt(page, Doubt.WRONG_SCRIPT)
    put(database, page, OCR)
    assert shown(database, page) == (OCR.text, ["file"])
    with database.reading() as work:
        assert work.catalogue.page(page).doubt is Doubt.NONE


def test_sources_with_doubtful_pages_are_found_and_counted(database: Database) -> None:
    sound, dubious = add_source(database), add_source(database)
    add_pages(database, sound, "Слушали")
    first, second, _ = add_pages(database, dubious, "Hanpapnenue", "Cnyuianu", "Постановили")
    with database.writing("Doubt") as work:
        work.layers.set_doubt(first, Doubt.WRONG_SCRIPT)
        work.layers.set_doubt(second, Doubt.POOR)
    with database.reading() as work:
        assert work.catalogue.find(SourceQuery(doubtful=True)) == (dubious,)
        assert work.archives.counts().doubtful == 1
        assert [row.doubtful for row in work.catalogue.rows([sound, dubious])] == [0, 2]
    with database.writing("Skip") as work:  # what shows no sheet need not be read
        work.sheets.say([first, second], skipped=True)
    with database.reading() as work:
        assert work.catalogue.find(SourceQuery(doubtful=True)) == ()
        assert work.archives.counts().doubtful == 0


def test_removing_the_shown_text_shows_the_best_of_the_others(
    database: Database, page: PageId
) -> None:
    put(database, page, OCR, TRANSLATION, TRANSCRIPTION)
    with database.writing("Remove") as work:
        work.layers.remove(page, TRANSCRIPTION.key)
    assert shown(database, page) == (OCR.text, ["translation"])
    with database.writing("Remove") as work:
        work.layers.remove(page, TRANSLATION.key)
        work.layers.remove(page, OCR.key)
        assert work.layers.of_page(page) == ()
        assert work.catalogue.page(page).origin is TextOrigin.NONE
        with pytest.raises(NotFoundError):
            work.layers.remove(page, OCR.key)


def test_undo_brings_back_every_layer_as_it_was(database: Database, page: PageId) -> None:
    put(database, page, OCR, TRANSLATION)
    before = shown(database, page)
    put(database, page, TRANSCRIPTION)
    with database.writing("Show") as work:
        work.layers.show(page, TRANSLATION.key)
    database.undo()
    assert shown(database, page) == (TRANSCRIPTION.text, ["ocr", "translation"])
    database.undo()
    assert shown(database, page) == before
    database.redo()
    assert shown(database, page)[0] == TRANSCRIPTION.text


def test_marks_move_to_where_their_words_stand_in_the_shown_text(
    database: Database, page: PageId
) -> None:
    put(database, page, OCR)
    with database.writing("Mark") as work:
        mark = work.annotations.add(page, anchor_at(OCR.text, 8, 12))
    put(database, page, TRANSCRIPTION)
    with database.reading() as work:
        anchor = work.annotations.get(mark).anchor
    assert anchor is not None
    assert TRANSCRIPTION.text[anchor.start : anchor.end] == "дело"


def test_the_index_is_told_all_texts_of_a_page(database: Database, page: PageId) -> None:
    put(database, page, OCR, TRANSLATION)
    with database.reading() as work:
        (document,) = work.queue.documents([f"p{page}"])
        assert document.text == OCR.text
        assert document.layers == (("translation", TRANSLATION.text),)
        waiting = work.queue.take(10)
    with database.writing(undoable=False) as work:
        work.queue.done([item.ticket for item in waiting])
    put(database, page, TextLayer(origin=TextOrigin.TRANSLATION, language="en", text="Other"))
    with database.reading() as work:
        assert [item.key for item in work.queue.take(10)] == [f"p{page}"]


def test_pages_without_text_and_doubtful_ones_are_to_be_recognised(database: Database) -> None:
    source = add_source(database)
    first, second, third = add_pages(database, source, "", "Слушали", "Hanpapnenue")
    with database.writing("Doubt") as work:
        work.layers.set_doubt(third, Doubt.WRONG_SCRIPT)
        assert work.layers.to_recognise(None) == ()  # they have no pictures
    with database.writing("Pictures") as work:
        work.catalogue._connection.exec_driver_sql("UPDATE pages SET width = 10, height = 10")
    with database.reading() as work:
        assert work.layers.to_recognise(None) == (first, third)
        assert work.layers.to_recognise([source]) == (first, third)
        assert work.layers.to_recognise([]) == ()
        pictures = work.layers.pictures((third, second))
    assert [one.page_id for one in pictures] == [second, third]


def test_only_what_the_same_program_read_is_wanted_again(database: Database) -> None:
    first, second, third = add_pages(database, add_source(database), "", "", "")
    with database.writing("Size") as work:
        work.catalogue._connection.exec_driver_sql("UPDATE pages SET width = 10, height = 10")
    put(database, first, OCR)
    put(database, second, replace(OCR, who="Transkribus", text="Почерк прочитан"))
    put(database, third, TRANSCRIPTION)
    with database.reading() as work:
        assert work.layers.to_recognise(None) == ()
        assert work.layers.to_recognise(None, again="Tesseract") == (first,)
