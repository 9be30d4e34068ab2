from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMainWindow, QWidget

from archivist.gui.actions import CHECKABLE, DIVIDED_AFTER, MENUS, TABLE, Actions
from archivist.gui.dialogs.keys import ActionList

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    parts = QWidget()
    row = QHBoxLayout(parts)
    for name in ("left", "right"):
        line = QLineEdit(objectName=name)
        row.addWidget(line)
    window.setCentralWidget(parts)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def part(window: QMainWindow, name: str) -> QLineEdit:
    found = window.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def test_the_table_holds_together() -> None:
    names = [row.id for row in TABLE]
    assert len(names) == len(set(names))
    assert {row.menu for row in TABLE} == set(MENUS)
    assert set(names) >= DIVIDED_AFTER | CHECKABLE


def test_no_two_actions_have_the_same_key() -> None:
    keys = [key for row in TABLE for key in row.keys.split()]
    assert all(not QKeySequence(key).isEmpty() for key in keys)
    assert len(keys) == len(set(keys))


def test_an_action_is_done_by_the_view_that_has_the_keyboard(window: QMainWindow) -> None:
    actions, done = Actions(window), []
    left, right = part(window, "left"), part(window, "right")
    actions.handle("edit.find", left, lambda: done.append("left"))
    actions.handle("edit.find", right, lambda: done.append("right"))
    left.setFocus()
    actions["edit.find"].trigger()
    right.setFocus()
    actions["edit.find"].trigger()
    assert done == ["left", "right"]


def test_a_view_that_is_not_seen_does_nothing(window: QMainWindow) -> None:
    actions, done = Actions(window), []
    left, right = part(window, "left"), part(window, "right")
    actions.handle("edit.find", left, lambda: done.append("left"))
    actions.handle("edit.find", right, lambda: done.append("right"))
    right.hide()
    actions["edit.find"].trigger()
    left.hide()
    actions["edit.find"].trigger()
    assert done == ["left"]


def test_the_keys_of_a_view_work_inside_it_alone(window: QMainWindow, qtbot: QtBot) -> None:
    actions, done = Actions(window), []
    left, right = part(window, "left"), part(window, "right")
    actions.handle("source.rename", left, lambda: done.append("left"))
    for line in (right, left):
        line.setFocus()
        qtbot.keyClick(line, Qt.Key.Key_F2)
    assert done == ["left"]


def test_what_nobody_does_is_grey_in_its_menu(window: QMainWindow) -> None:
    actions = Actions(window)
    menu = actions.menu("edit", window)
    actions.handle("edit.find", part(window, "left"), lambda: None)
    menu.aboutToShow.emit()
    assert actions["edit.find"].isEnabled()
    assert not actions["edit.undo"].isEnabled()


def test_the_keys_come_back_when_the_menu_has_closed(window: QMainWindow, qtbot: QtBot) -> None:
    actions, done = Actions(window), []
    menu = actions.menu("edit", window)
    menu.aboutToShow.emit()
    assert not actions["edit.find"].isEnabled()
    menu.aboutToHide.emit()
    actions.handle("edit.find", part(window, "left"), lambda: done.append(1))
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert done == [1]


def test_a_view_that_is_gone_is_forgotten(window: QMainWindow, qtbot: QtBot) -> None:
    actions = Actions(window)
    left = part(window, "left")
    actions.handle("edit.find", left, lambda: None)
    with qtbot.waitSignal(left.destroyed):
        left.deleteLater()
    assert not actions.can("edit.find")


def test_an_action_is_found_by_a_part_of_its_name_and_done(window: QMainWindow) -> None:
    actions, done = Actions(window), []
    actions.handle("go.library", window, lambda: done.append("library"))
    actions.handle("go.search", window, lambda: done.append("search"))
    dialog = ActionList(actions, window, doing=True)
    assert dialog.list.count() == 2
    dialog.line.setText("sea")
    assert dialog.list.currentItem().text() == "Search"
    dialog.list.itemActivated.emit(dialog.list.currentItem())
    assert done == ["search"]


def test_the_list_of_keys_shows_every_key(window: QMainWindow) -> None:
    actions = Actions(window)
    dialog = ActionList(actions, window, doing=False)
    assert dialog.list.count() == len([row for row in TABLE if row.keys])
    dialog.grab()
