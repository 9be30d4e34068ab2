"""The room of the archive log over a real library."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMainWindow

from archivist.gui.actions import Actions
from archivist.gui.models.work_states import state_name
from archivist.gui.worklog.files_table import Part
from archivist.gui.worklog.files_view import FilesView
from archivist.gui.worklog.panel import ArchiveLogRoom
from archivist.gui.worklog.places import NONE, STATE
from archivist.gui.worklog.step_form import StepForm, today
from archivist.library.archive_work import Step, WorkState
from archivist.library.values import parse_date

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from archivist.gui.messages import Desk
    from archivist.library.values import UnitId
    from archivist.services.workspace import Workspace

PLACES = ("АП РК/5-Н/1/2", "АП РК/5-Н/1/10", "АП РК/7/1/5059а", "ГАРФ/Р-1/1/3")


@pytest.fixture
def units(workspace: Workspace) -> list[UnitId]:
    return [workspace.tree.place(place).id for place in PLACES]


@pytest.fixture
def settle(desk: Desk) -> Callable[[], None]:
    def wait() -> None:
        for _ in range(3):
            QTest.qWait(5)
            desk.jobs.drain()

    return wait


@pytest.fixture
def room(
    desk: Desk, qtbot: QtBot, units: list[UnitId], settle: Callable[[], None]
) -> ArchiveLogRoom:
    assert units
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    made = ArchiveLogRoom(desk, Actions(window))
    window.setCentralWidget(made)
    window.show()
    qtbot.waitExposed(window)
    settle()
    made.take_focus()
    return made


def column(room: ArchiveLogRoom, part: Part) -> list[str]:
    table = room.files.table
    return [str(table.index(row, part).data()) for row in range(table.rowCount())]


def choose_state(room: ArchiveLogRoom, value: str) -> None:
    states = room.places.states
    rows = range(states.count())
    states.setCurrentRow(next(row for row in rows if states.item(row).data(STATE) == value))


def test_all_files_stand_in_the_order_of_their_archives(room: ArchiveLogRoom) -> None:
    assert column(room, Part.NUMBER) == ["2", "10", "5059а", "3"]
    assert column(room, Part.PLACE)[0] == "АП РК. Ф. 5-Н. Оп. 1"
    assert room.bar.counted.text() == "4 files"


def test_a_key_sets_the_state_of_all_chosen_files_with_today_and_undo_takes_it_back(
    room: ArchiveLogRoom, desk: Desk, settle: Callable[[], None]
) -> None:
    room.files.selectAll()
    QTest.keyClick(room.files, Qt.Key.Key_3)
    settle()
    assert column(room, Part.STATE) == [state_name(WorkState.SEEN)] * 4
    assert column(room, Part.DAY) == [today()] * 4
    assert len(room.files.picked_ids()) == 4  # the choice stays, for the next key
    QTest.keyClick(room.files, Qt.Key.Key_0)
    settle()
    assert column(room, Part.STATE) == [""] * 4
    desk.change(lambda w: w.undo(), owner=room)
    settle()
    assert column(room, Part.STATE) == [state_name(WorkState.SEEN)] * 4


def test_columns_are_chosen_and_remembered(room: ArchiveLogRoom, desk: Desk) -> None:
    header = room.files.horizontalHeader()
    assert header.sectionSize(Part.TITLE) > header.sectionSize(Part.PLACE)
    actions = {one.text(): one for one in room.files.column_menu(room).actions()}
    assert "Title" not in actions
    actions["Limits"].toggle()
    assert header.isSectionHidden(Part.LIMITS)
    room.put_away()
    again = FilesView(desk).horizontalHeader()
    assert (again.isSectionHidden(Part.LIMITS), again.isSectionHidden(Part.DAY)) == (True, False)


def test_files_are_narrowed_by_fund_state_words_and_days(
    room: ArchiveLogRoom, desk: Desk, units: list[UnitId], settle: Callable[[], None]
) -> None:
    step = Step(state=WorkState.ORDERED, day=parse_date("2024-05-12"))
    desk.change(lambda w: w.visiting.mark(units[1:3], step), owner=room)
    settle()
    choose_state(room, WorkState.ORDERED.value)
    settle()
    assert column(room, Part.NUMBER) == ["10", "5059а"]
    top = room.places.tree.topLevelItem(1)
    assert top is not None
    assert top.text(0) == "АП РК"
    assert "Ordered: 2" in top.toolTip(0)
    room.places.tree.setCurrentItem(top.child(0))
    settle()
    assert column(room, Part.NUMBER) == ["10"]
    choose_state(room, NONE)
    settle()
    assert column(room, Part.NUMBER) == ["2"]
    room.places.tree.choose((None, None))
    room.places.choose_any_state()
    room.bar.from_day.setText("2024-05")
    QTest.qWait(250)
    settle()
    assert column(room, Part.NUMBER) == ["10", "5059а"]
    room.bar.text.setText("5059")
    QTest.qWait(250)
    settle()
    assert column(room, Part.NUMBER) == ["5059а"]


def test_a_day_that_is_none_is_marked_and_does_not_narrow(
    room: ArchiveLogRoom, settle: Callable[[], None]
) -> None:
    room.bar.to_day.setText("soon")
    QTest.qWait(250)
    settle()
    assert room.bar.to_day.property("wrong")
    assert len(column(room, Part.NUMBER)) == 4


def test_nothing_found_offers_all_files_again(
    room: ArchiveLogRoom, settle: Callable[[], None]
) -> None:
    choose_state(room, WorkState.REFUSED.value)
    settle()
    assert room._empty.isVisible()
    room._help()
    settle()
    assert room.files.isVisible()
    assert len(column(room, Part.NUMBER)) == 4


def test_the_form_notes_a_step_and_limits_at_once(
    room: ArchiveLogRoom, desk: Desk, units: list[UnitId], settle: Callable[[], None]
) -> None:
    room.files.selectRow(0)
    room.files.opened.emit()
    settle()
    (form,) = room.window().findChildren(StepForm)
    form.day.setText("some day")
    form.state.show_value(WorkState.REFUSED)
    form.submit()
    assert form._problem.isVisible()
    form.day.setText("2024-05-12")
    form.note.setText("нет допуска")
    form.access.setText("закрыто до 2030")
    form.submit()
    settle()
    assert column(room, Part.NOTE)[0] == "нет допуска"
    assert column(room, Part.LIMITS)[0] == "закрыто до 2030"
    desk.change(lambda w: w.undo(), owner=room)
    settle()
    assert column(room, Part.LIMITS)[0] == ""
    assert desk.workspace.visiting.states(units) == {}


def test_the_shown_files_are_written_as_an_order_list(
    room: ArchiveLogRoom, tmp_path: Path, settle: Callable[[], None]
) -> None:
    choose_state(room, NONE)
    settle()
    room._ask_target()
    (dialog,) = room.findChildren(QFileDialog)
    target = tmp_path / "order.csv"
    dialog.fileSelected.emit(str(target))
    dialog.close()
    settle()
    with target.open(encoding="utf-8-sig", newline="") as file:
        assert [row[3] for row in csv.reader(file)][1:] == ["2", "10", "5059а", "3"]


def test_an_empty_library_offers_to_import_an_inventory(
    desk: Desk, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(window)
    asked: list[bool] = []
    actions.handle("file.import_inventory", window, lambda: asked.append(True))
    room = ArchiveLogRoom(desk, actions)
    window.setCentralWidget(room)
    window.show()
    settle()
    assert room._empty.isVisible()
    room._empty._button.click()
    assert asked == [True]


def test_the_columns_sort_and_what_was_chosen_stays_so(
    room: ArchiveLogRoom, desk: Desk, units: list[UnitId], settle: Callable[[], None]
) -> None:
    desk.change(lambda w: w.visiting.mark(units[3:], Step(state=WorkState.TO_ORDER)), owner=room)
    settle()
    room.files.selectRow(3)
    header = room.files.horizontalHeader()
    header.setSortIndicator(Part.STATE, Qt.SortOrder.AscendingOrder)
    settle()
    assert column(room, Part.NUMBER) == ["3", "2", "10", "5059а"]
    assert room.files.picked_ids() == (units[3],)
    header.setSortIndicator(Part.NOTE, Qt.SortOrder.AscendingOrder)
    assert header.sortIndicatorSection() == Part.STATE  # nobody sorts by notes
    header.setSortIndicator(Part.PLACE, Qt.SortOrder.DescendingOrder)
    settle()
    assert column(room, Part.NUMBER) == ["3", "5059а", "10", "2"]


def test_a_letter_typed_in_the_files_narrows_them(
    room: ArchiveLogRoom, settle: Callable[[], None]
) -> None:
    room.files.keyboardSearch("а")  # what Qt calls for a letter; QTest has Latin ones alone
    QTest.qWait(250)
    settle()
    assert column(room, Part.NUMBER) == ["5059а"]


def test_files_far_down_come_when_they_are_scrolled_to(
    room: ArchiveLogRoom, desk: Desk, settle: Callable[[], None]
) -> None:
    for number in range(1, 260):
        desk.workspace.tree.place(f"РГАЭ/413/13/{number}")
    desk.tell_everything()
    settle()
    table = room.files.table
    assert table.rowCount() == 263
    assert table.index(262, Part.NUMBER).data() is None
    room.files.scrollToBottom()
    room.files.viewport().repaint()
    settle()
    assert table.index(262, Part.NUMBER).data() == "259"
    room.files.selectAll()
    QTest.keyClick(room.files, Qt.Key.Key_6)
    settle()
    assert desk.workspace.visiting.states(table.ids()) == dict.fromkeys(
        table.ids(), WorkState.COPIED
    )
    assert table.index(262, Part.STATE).data() == state_name(WorkState.COPIED)
