"""The concordance in the search room: lines, their order, the chart, the files."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from fake_library import FakeLibrary
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from shown_search import ShownSearch, sentence_in

from archivist.gui.search.line_table import Head, Part
from archivist.gui.search.year_chart import Bar, YearChart, bars_of
from archivist.library.values import SourceId
from archivist.services.searching import Frequency, LineGroups, Spot, Trail

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from archivist.gui.jobs import Jobs
    from archivist.gui.messages import Preferences
    from archivist.gui.search.concordance_view import ConcordanceView

STALL = 0.05


class Room(ShownSearch):
    """The room, turned to the concordance of a query."""

    @property
    def view(self) -> ConcordanceView:
        return self.room.concordance

    def ask(self, query: str) -> None:
        self.search(query)
        self.room.head.show_concordance(wanted=True)
        self.settle()

    def sort(self, part: Part) -> None:
        header = self.view.lines.horizontalHeader()
        at = QPoint(header.sectionViewportPosition(part) + 20, header.height() // 2)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        self.settle()

    @property
    def lines(self) -> list[str]:
        rows = self.view.lines.table.rows
        return [
            f"# {row.frequency.occurrences}"
            if isinstance(row, Head)
            else f"{row.left}[{row.word}]{row.right}"
            for row in rows
        ]

    @property
    def sentence(self) -> str:
        return sentence_in(self.view)


@pytest.fixture
def library() -> FakeLibrary:
    library = FakeLibrary()
    library.add("Записка", ["Старая граница цела.", "Лето."], sheets=("12", "12об"))
    library.add("Письмо", ["Без границы; новая граница ближе."])
    return library


@pytest.fixture
def room(library: FakeLibrary, jobs: Jobs, preferences: Preferences, qtbot: QtBot) -> Room:
    return Room(library, jobs, preferences, qtbot)


def test_the_words_stand_below_each_other_with_their_counts(room: Room) -> None:
    room.ask("граница")
    assert room.lines == [
        "Старая [граница] цела.",
        "Без [границы]; новая граница ближе.",
        "Без границы; новая [граница] ближе.",
    ]
    assert room.sentence.startswith("3 lines · 2 pages · 2 sources · 333.33 per 1,000 words")
    assert room.view.lines.isVisible()
    assert not room.room.preview.isVisible()


def test_a_line_names_its_page_where_it_has_no_sheet(room: Room) -> None:
    room.ask("граница")
    table = room.view.lines.table
    places = [table.index(at, Part.PLACE).data() for at in range(table.rowCount())]
    assert len(places) == 3
    assert not [place for place in places[:1] if "page" in place]
    assert [place.endswith(", page 1") for place in places[1:]] == [True, True]


def test_a_click_sorts_by_the_word_after_and_once_more_turns_round(room: Room) -> None:
    room.ask("граница")
    room.sort(Part.RIGHT)
    assert [line.split("]")[1] for line in room.lines] == [
        " ближе.",
        "; новая граница ближе.",
        " цела.",
    ]
    room.sort(Part.RIGHT)
    assert next(line.split("]")[1] for line in room.lines) == " цела."
    room.sort(Part.LEFT)
    assert [line.split()[0] for line in room.lines] == ["Без", "Без", "Старая"]


def test_groups_have_heads_that_the_keyboard_passes_over(room: Room) -> None:
    room.ask("граница")
    room.view._groups.show_value(LineGroups.GROUP)
    room.view._arrange()
    room.settle()
    assert room.lines[0] == "# 3"
    assert len(room.lines) == 4
    lines = room.view.lines
    assert lines.currentIndex().row() == 1
    QTest.keyClick(lines, Qt.Key.Key_Up)
    assert lines.currentIndex().row() == 1


def test_enter_opens_the_page_of_a_line_with_the_query(room: Room) -> None:
    room.ask("граница")
    room.actions["edit.find_next"].trigger()
    QTest.keyClick(room.view.lines, Qt.Key.Key_Return)
    [(spot, trail)] = room.opened
    assert spot == Spot(source_id=SourceId(5), page=1, start=4)
    assert trail == Trail(query="граница")


def test_another_query_shows_its_own_lines_and_none_is_said(room: Room) -> None:
    room.ask("граница")
    room.search("лето")
    assert room.lines == ["[Лето]."]
    room.search("кукуруза")
    assert room.room.answers.currentWidget() is room.room.answers.empty
    room.room.head.show_concordance(wanted=False)
    room.search("лето")
    assert room.room.hits.isVisible()
    assert room.room.preview.isVisible()


def test_a_bar_of_the_chart_narrows_the_search_to_its_years(room: Room) -> None:
    room.ask("граница")
    chart = room.view.chart
    assert chart.isVisible()
    assert "1995: 2 times, 20.00 per 1,000 words" in chart.accessibleDescription()
    bars = chart.bars
    at = chart._place([bar.first for bar in bars].index(1995), len(bars)).center().toPoint()
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=at)
    room.settle()
    filters = room.room.filters.filters
    assert (filters.from_year, filters.to_year) == (1995, 1995)


def test_many_years_share_bars() -> None:
    years = [
        Frequency(name=str(year), occurrences=1, words=100, pages=1) for year in range(1899, 1999)
    ]
    bars = bars_of(years, 25)
    assert bars[0] == Bar(1895, 1899, 1, 100)
    assert bars[1] == Bar(1900, 1904, 5, 500)
    assert bars[1].per_thousand == 10
    assert bars_of((), 10) == ()


def test_a_chart_of_words_that_stand_nowhere_is_drawn(qtbot: QtBot) -> None:
    chart = YearChart()
    qtbot.addWidget(chart)
    chart.show_years(
        [Frequency(name=f"{year}", occurrences=0, words=9, pages=0) for year in (1991, 1992)]
    )
    assert not chart.grab().isNull()


def test_a_chart_of_one_year_is_not_shown(qtbot: QtBot) -> None:
    chart = YearChart()
    qtbot.addWidget(chart)
    chart.show()
    chart.show_years([Frequency(name="1992", occurrences=1, words=10, pages=1)])
    assert not chart.isVisible()


@pytest.mark.parametrize(
    ("entry", "suffix", "begins"),
    [
        (0, ".csv", b"\xef\xbb\xbfBefore,Word"),
        (1, ".csv", b"\xef\xbb\xbf,,Occ"),
        (2, ".docx", b"PK"),
    ],
)
def test_lines_and_counts_are_written_where_the_user_says(
    room: Room, tmp_path: Path, entry: int, suffix: str, begins: bytes
) -> None:
    room.ask("граница")
    asked: list[str] = []
    target = tmp_path / f"a{suffix}"

    def choose(_parent: object, _title: str, name: str, _filters: str, done: object) -> None:
        asked.append(name)
        done(target)  # type: ignore[operator]

    room.view.choose = choose
    room.view._export.menu().actions()[entry].trigger()
    room.settle()
    assert asked[0].endswith(f"граница{suffix}")
    assert target.read_bytes().startswith(begins)


def test_a_broken_query_is_told_in_place_of_lines(room: Room) -> None:
    room.ask("граница")
    room.view.ask('граница "река', room.room.filters.filters, 0)
    room.settle()
    assert "quotation mark" in room.sentence
    assert room.lines == []


def test_ten_thousand_lines_come_without_a_stall(room: Room) -> None:
    for number in range(50):
        room.library.add(f"Том {number}", ["граница и торговля у реки\n" * 20] * 10)
    stalls: list[float] = []
    room.search("граница")
    room.room.head.show_concordance(wanted=True)
    last = time.perf_counter()
    began = last
    while room.jobs.running or not room.view.work.found or len(room.lines) < 10_000:
        QTest.qWait(1)
        now = time.perf_counter()
        stalls.append(now - last)
        last = now
        assert now - began < 20
    assert len(room.lines) == 10_003
    lines = room.view.lines
    for value in range(0, lines.verticalScrollBar().maximum(), 20_000):
        at = time.perf_counter()
        lines.verticalScrollBar().setValue(value)
        lines.viewport().repaint()
        stalls.append(time.perf_counter() - at)
    assert sorted(stalls)[-3] < 2 * STALL  # machines that do other things as well
