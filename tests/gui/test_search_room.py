"""Searching: hits as they are typed, gathered by source, opened with their words."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from fake_library import FakeLibrary
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from shown_search import ShownSearch, sentence_in

from archivist.gui.search.results import ROW, Results, Row, RowKind
from archivist.gui.widgets.tags import Chip
from archivist.services.changes import Changes, Topic
from archivist.services.searching import Filters, Hit, Part, Spot, Trail

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from archivist.gui.jobs import Jobs
    from archivist.gui.messages import Preferences

BORDER = "Граница проходит по реке."
TRADE = "Торговля растёт, и граница ей не мешает."


class Room(ShownSearch):
    """The room and its rows."""

    @property
    def rows(self) -> list[tuple[RowKind, str]]:
        results = self.room.hits.results
        rows: list[Row] = [results.index(at).data(ROW) for at in range(results.rowCount())]
        return [(row.kind, row.hit.snippet if row.hit else row.source.first.source) for row in rows]

    @property
    def sentence(self) -> str:
        return sentence_in(self.room.answers.empty)


@pytest.fixture
def library() -> FakeLibrary:
    library = FakeLibrary()
    library.add("Записка", [BORDER, "Лето.", BORDER, BORDER, BORDER], sheets=("12", "12об"))
    library.add("Письмо", [TRADE])
    return library


@pytest.fixture
def room(library: FakeLibrary, jobs: Jobs, preferences: Preferences, qtbot: QtBot) -> Room:
    return Room(library, jobs, preferences, qtbot)


def test_hits_are_gathered_by_source_three_at_a_time(room: Room) -> None:
    room.search("граница")
    assert room.rows == [
        (RowKind.SOURCE, "Записка"),
        *[(RowKind.HIT, BORDER)] * 3,
        (RowKind.MORE, "Записка"),
        (RowKind.SOURCE, "Письмо"),
        (RowKind.HIT, TRADE),
    ]
    assert room.room.head.counted.text().startswith("5 hits · 2 sources · ")


def test_the_other_hits_of_a_source_are_shown_when_asked_for(room: Room) -> None:
    room.search("граница")
    hits = room.room.hits
    hits.setCurrentIndex(hits.results.index(4))
    QTest.keyClick(hits, Qt.Key.Key_Return)
    assert [kind for kind, _ in room.rows] == [
        RowKind.SOURCE,
        *[RowKind.HIT] * 4,
        RowKind.SOURCE,
        RowKind.HIT,
    ]
    assert hits.currentIndex().row() == 4


def test_down_walks_from_hit_to_hit_and_right_opens_the_page(room: Room) -> None:
    room.search("граница")
    hits = room.room.hits
    hits.setFocus()
    for _ in range(2):
        QTest.keyClick(hits, Qt.Key.Key_Down)
    QTest.keyClick(hits, Qt.Key.Key_Right)
    assert room.opened == [(Spot(source_id=1, page=4), Trail(query="граница"))]  # type: ignore[arg-type]
    for _ in range(2):
        QTest.keyClick(hits, Qt.Key.Key_Down)
    assert hits.currentIndex().data(ROW).hit.source == "Письмо"


def test_f3_goes_to_the_next_hit_of_any_source(room: Room) -> None:
    room.search("граница")
    for _ in range(3):
        room.actions["edit.find_next"].trigger()
    assert room.room.hits.currentIndex().data(ROW).hit.source == "Письмо"


def test_typing_searches_after_a_pause_and_once(room: Room) -> None:
    asked: list[str] = []
    find = room.library.searching.find
    room.library.searching.find = lambda query, *rest: (  # type: ignore[method-assign]
        asked.append(query),
        find(query, *rest),
    )[1]
    for text in ("гр", "гран", "граница"):
        room.room.field.line.setText(text)
    assert asked == []
    room.pause()
    assert asked == ["граница"]
    assert len(room.rows) == 7


def test_the_page_of_the_hit_is_shown_with_its_words(room: Room) -> None:
    room.search("граница")
    preview = room.room.preview
    assert preview._text.toPlainText() == BORDER
    assert [s.cursor.selectedText() for s in preview._text.extraSelections()] == ["Граница"]
    assert "sheet 12" in preview._place.text()


def test_a_broken_query_is_explained_at_its_place(room: Room, qtbot: QtBot) -> None:
    room.search('граница "река')
    field = room.room.field
    qtbot.waitUntil(lambda: bool(field.line.property("wrong")))
    assert field._pointer._sentence == "Expected a closing quotation mark."
    before = field.line.fontMetrics().horizontalAdvance('граница "река')
    assert field._pointer._at >= before
    room.search("граница")
    assert not field.line.property("wrong")
    assert not field._pointer.isVisible()


def test_nothing_found_says_what_to_try(room: Room) -> None:
    room.search("кукуруза")
    assert room.sentence == "Nothing was found. Try fewer words, or the beginning of a word and *."


def test_nothing_found_offers_what_may_have_been_meant(room: Room) -> None:
    room.library.searching.nearest = {"гранмца": "граница"}
    room.search("гранмца")
    assert room.sentence == "Nothing was found. Did you mean “граница”?"
    room.room.answers.empty._button.click()
    room.pause()
    assert room.room.hits.results.count == 5


def test_what_narrows_stands_as_chips_that_can_be_taken_off(room: Room) -> None:
    filters = room.room.filters
    filters.facets["tag"].choose("граница")
    filters.show_years(1990, 1995)
    chips = room.room.chips.findChildren(Chip)
    assert [chip.name for chip in chips] == ["Years: 1990–1995", "Tag: граница"]
    chips[0].close_button.click()
    assert filters.filters == Filters(tags=("граница",))
    room.settle()
    assert [chip.name for chip in room.room.chips.findChildren(Chip)] == ["Tag: граница"]


def test_a_long_search_can_be_stopped_with_esc(room: Room) -> None:
    held, stopped = threading.Event(), threading.Event()
    find = room.library.searching.find

    def slow(query: str, filters: Filters, part: Part) -> object:
        while part.stopped is not None and not part.stopped() and not held.is_set():
            time.sleep(0.005)
        stopped.set()
        return find(query, filters, part)

    room.library.searching.find = slow  # type: ignore[method-assign]
    room.room.field.line.setText("граница")
    QTest.qWait(600)
    assert room.room.under_way.isVisible()
    QTest.keyClick(room.room.field.line, Qt.Key.Key_Escape)
    assert stopped.wait(5)
    room.settle()
    assert not room.room.under_way.isVisible()
    assert room.rows == []
    assert room.sentence == "The search was stopped before anything was found."
    held.set()


def test_a_change_of_the_catalogue_shows_at_once(room: Room) -> None:
    room.search("граница")
    room.library.add("Телеграмма", [BORDER])
    room.desk.changed.emit(Changes({Topic.TAGS: frozenset({1})}))
    room.settle()
    assert (RowKind.SOURCE, "Телеграмма") in room.rows


def test_filters_narrow_and_can_be_dropped(room: Room) -> None:
    filters = room.room.filters
    filters.years[0].setText("1990")
    filters.facets["tag"].choose("граница")
    assert filters.filters == Filters(tags=("граница",), from_year=1990)
    room.search("кукуруза")
    assert room.sentence == "Nothing was found under these filters."
    room.room.answers.empty._button.click()
    assert filters.filters == Filters()


def test_documents_that_wait_for_the_index_are_mentioned(room: Room) -> None:
    room.library.searching.indexing = 12
    room.search("граница")
    assert room.room.head.waiting.text() == "12 pages still to be read into the index."
    assert room.room.head.waiting.isVisible()
    room.library.searching.indexing = 0
    room.search("граница река")
    assert not room.room.head.waiting.isVisible()


def test_what_was_indexed_since_is_found_without_a_word_and_the_choice_stays(room: Room) -> None:
    room.library.searching.indexing = 2
    room.search("граница")
    room.room.hits.walk(1)
    chosen = room.room.hits.currentIndex().data(ROW).hit.page_id
    asked: list[str] = []
    room.room._desk.open_search.connect(asked.append)
    room.library.add("Телеграмма", [BORDER])
    room.library.searching.indexing = 0
    room.desk.indexed.emit(0)
    room.settle()
    room.settle()
    assert (RowKind.SOURCE, "Телеграмма") in room.rows
    assert room.room.hits.currentIndex().data(ROW).hit.page_id == chosen
    assert asked == []  # the user may be in another room, and is left there


def test_a_search_is_saved(room: Room) -> None:
    assert not room.room.head.save.isEnabled()
    room.search("граница")
    room.room.head.save.click()
    room.settle()
    assert room.library.calls == ["save_search граница граница"]


def test_a_query_from_elsewhere_is_shown_and_searched_for(room: Room) -> None:
    room.room.search("торговля")
    room.pause()
    assert room.room.field.text == "торговля"
    assert room.rows == [(RowKind.SOURCE, "Письмо"), (RowKind.HIT, TRADE)]
    room.room.search("")
    room.pause()
    assert room.rows == []


def test_the_keyboard_goes_to_the_hits_of_what_was_asked_elsewhere(
    room: Room, qtbot: QtBot
) -> None:
    with qtbot.waitActive(room.window):
        room.window.activateWindow()
    room.room.take_focus()  # as the window does on showing the room, before it searches
    room.room.search("торговля")
    room.pause()
    assert room.room.hits.hasFocus()
    room.room._edit()
    room.room.field.line.insert("граница")
    room.pause()
    assert room.room.field.line.hasFocus()


def test_a_section_of_a_manuscript_is_opened_in_its_room(room: Room, qtbot: QtBot) -> None:
    section = Hit(
        source_id=None,
        source="Введение",
        kind="section",
        score=1.0,
        snippet="…",
        section_id=7,  # type: ignore[arg-type]
    )
    with qtbot.waitSignal(room.room._desk.open_spot) as signal:
        room.room.hits.opened.emit(section)
    assert signal.args[0].section_id == 7


def _hits(source: int, count: int) -> list[Hit]:
    return [
        Hit(source_id=source, source=f"s{source}", kind="page", page=n, score=1.0, snippet=f"{n}")  # type: ignore[arg-type]
        for n in range(count)
    ]


def test_further_hits_join_their_sources_and_leave_the_others_where_they_are() -> None:
    results = Results()
    inserted: list[tuple[int, int]] = []
    results.rowsInserted.connect(lambda _, first, last: inserted.append((first, last)))
    results.show([*_hits(1, 2), *_hits(2, 1)], {})
    results.add([*_hits(1, 3), *_hits(3, 1)], {})
    kinds = [results.index(at).data(ROW).kind.name for at in range(results.rowCount())]
    assert kinds == ["SOURCE", "HIT", "HIT", "HIT", "MORE", "SOURCE", "HIT", "SOURCE", "HIT"]
    assert inserted == [(3, 4), (7, 8)]


def test_many_hits_are_drawn_quickly(room: Room) -> None:
    for number in range(200):
        room.library.add(f"Дело {number}", [TRADE * 20])
    room.search("граница")
    hits = room.room.hits
    assert hits.results.count <= 100
    hits.scrollToBottom()
    room.settle()
    hits.scrollToBottom()
    room.settle()
    assert hits.results.count > 150
    times = []
    for value in range(0, hits.verticalScrollBar().maximum(), 900):
        began = time.perf_counter()
        hits.verticalScrollBar().setValue(value)
        hits.viewport().repaint()
        times.append(time.perf_counter() - began)
    assert sorted(times)[len(times) // 2] < 0.05
