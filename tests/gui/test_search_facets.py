"""Narrowing a search by what is counted beside it, its order, and what it was understood as."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fake_library import FakeLibrary
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from shown_search import ShownSearch

from archivist.gui.search.facet_list import SHOWN, FacetList, Value
from archivist.library.records import RecordKind
from archivist.services.changes import Changes, Topic
from archivist.services.searching import FacetValue, Filters, Order, Part

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from archivist.gui.jobs import Jobs
    from archivist.gui.messages import Preferences

FACETS = {
    "archive": (FacetValue("АП РК", "АП РК", 3), FacetValue("ЦГА", "ЦГА", 1)),
    "period": (FacetValue("Союз", "Союз (1922–1991)", 4),),
    "year": (FacetValue("1990", "1990", 3), FacetValue("1993", "1993", 1)),
    "lang": (FacetValue("ru", "ru", 4),),
    "type": (FacetValue(RecordKind.ARCHIVAL, RecordKind.ARCHIVAL, 4),),
}


@pytest.fixture
def room(jobs: Jobs, preferences: Preferences, qtbot: QtBot) -> ShownSearch:
    library = FakeLibrary()
    library.add("Записка", ["Старая граница."])
    library.searching.facets = FACETS
    made = ShownSearch(library, jobs, preferences, qtbot)
    made.search("граница")
    return made


def shown(facet: FacetList) -> list[str]:
    model = facet.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def click(
    facet: FacetList, row: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    place = facet.list.visualRect(facet.list.model().index(row, 0)).center()
    QTest.mouseClick(facet.list.viewport(), Qt.MouseButton.LeftButton, keys, place)


def test_what_was_found_is_counted_by_the_values_of_its_fields(room: ShownSearch) -> None:
    facets = room.room.filters.facets
    assert [(one.label, one.count) for one in facets["archive"].values] == [
        ("АП РК", 3),
        ("ЦГА", 1),
    ]
    assert shown(facets["period"]) == ["Союз (1922–1991)"]
    assert shown(facets["lang"]) == ["Русский"]
    assert shown(facets["type"]) == ["Archival document"]
    assert not facets["tag"].isVisible()
    assert [bar.occurrences for bar in room.room.filters.histogram.bars] == [3, 0, 0, 1]


def test_a_click_narrows_and_another_one_widens_again(room: ShownSearch) -> None:
    filters = room.room.filters
    asked: list[Filters] = []
    find = room.library.searching.find

    def noted(query: str, narrowed: Filters, part: Part) -> object:
        asked.append(narrowed)
        return find(query, narrowed, part)

    room.library.searching.find = noted  # type: ignore[method-assign,assignment]
    click(filters.facets["archive"], 1)
    click(filters.facets["type"], 0)
    room.pause()
    assert asked[-1] == Filters(archives=("ЦГА",), kinds=(RecordKind.ARCHIVAL,))
    assert shown(filters.facets["archive"])[0] == "ЦГА"
    click(filters.facets["archive"], 0)
    filters._none.click()
    room.pause()
    assert asked[-1] == Filters()


def test_several_values_are_chosen_with_ctrl_each_with_a_chip(room: ShownSearch) -> None:
    filters, facet = room.room.filters, room.room.filters.facets["archive"]
    click(facet, 1)
    click(facet, 1, Qt.KeyboardModifier.ControlModifier)
    assert filters.filters == Filters(archives=("ЦГА", "АП РК"))
    assert [one.label for one in filters.chosen] == ["Archive: ЦГА", "Archive: АП РК"]
    filters.drop(filters.chosen[0])
    assert filters.filters == Filters(archives=("АП РК",))
    click(facet, 1)  # without Ctrl in place of the other
    assert filters.filters == Filters(archives=("ЦГА",))


def test_years_are_drawn_over_in_the_histogram(room: ShownSearch) -> None:
    filters = room.room.filters
    first, last = (filters.histogram._place(at, 4).center().toPoint() for at in (1, 3))
    QTest.mousePress(filters.histogram, Qt.MouseButton.LeftButton, pos=last)
    QTest.mouseMove(filters.histogram, first)
    QTest.mouseRelease(filters.histogram, Qt.MouseButton.LeftButton, pos=first)
    assert (filters.filters.from_year, filters.filters.to_year) == (1991, 1993)


def test_a_year_of_the_histogram_narrows_and_widens(room: ShownSearch) -> None:
    filters = room.room.filters
    place = filters.histogram._place(3, 4).center().toPoint()
    for expected in ((1993, 1993), (None, None)):
        QTest.mouseClick(filters.histogram, Qt.MouseButton.LeftButton, pos=place)
        assert (filters.filters.from_year, filters.filters.to_year) == expected


def test_many_values_are_shown_when_they_are_asked_for(qtbot: QtBot) -> None:
    facet = FacetList("Tag")
    qtbot.addWidget(facet)
    facet.show()
    facet.offer([Value(f"t{number}", f"t{number}", number) for number in range(20)])
    assert shown(facet) == [*(f"t{number}" for number in range(SHOWN)), "15 more"]
    facet.list.setFocus()
    facet.list.setCurrentIndex(facet.list.model().index(SHOWN, 0))
    QTest.keyClick(facet.list, Qt.Key.Key_Return)
    assert len(shown(facet)) == 20


def test_a_value_that_is_chosen_stays_to_be_dropped_when_nothing_has_it(qtbot: QtBot) -> None:
    facet = FacetList("Archive")
    qtbot.addWidget(facet)
    facet.offer([Value("АП РК", "АП РК", 3)])
    facet.choose("АП РК")
    facet.offer([])
    assert shown(facet) == ["АП РК"]


def test_without_a_search_the_names_there_are_can_be_chosen(room: ShownSearch) -> None:
    room.search("")
    facets = room.room.filters.facets
    assert shown(facets["group"]) == ["Переписка"]
    assert shown(facets["tag"]) == ["граница"]


def test_what_is_called_otherwise_now_is_chosen_no_more(room: ShownSearch) -> None:
    filters = room.room.filters
    filters.facets["group"].choose("Переписка", "Записки")
    filters.facets["tag"].choose("граница", "река")
    room.room._desk.changed.emit(Changes({Topic.GROUPS: frozenset({1})}))
    room.pause()
    assert filters.filters == Filters(groups=("Переписка",), tags=("граница",))
    assert room.room.searcher.filters == filters.filters


def test_hits_stand_in_the_order_that_is_chosen(room: ShownSearch) -> None:
    asked: list[Order] = []
    find = room.library.searching.find

    def noted(query: str, narrowed: Filters, part: Part) -> object:
        asked.append(part.order)
        return find(query, narrowed, part)

    room.library.searching.find = noted  # type: ignore[method-assign,assignment]
    order = room.room.head.order
    order.setCurrentIndex(1)
    order.activated.emit(1)
    room.settle()
    assert asked == [Order.DATE]


def test_what_a_query_was_understood_as_is_told(room: ShownSearch) -> None:
    assert room.room.head.understood.text() == "Looked for: граница (границаы)"


def test_queries_that_found_something_are_offered_again(room: ShownSearch) -> None:
    room.search("стар")
    room.search("старая")
    room.search("кукуруза")
    assert room.room.recent.queries == ["старая", "граница"]
    line = room.room.field.line
    line.clear()
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Down)
    popup = room.room.recent.completer.popup()
    assert popup is not None
    assert popup.isVisible()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(popup, key)
    room.pause()
    assert line.text() == "граница"
    assert room.room.searcher.query == "граница"
