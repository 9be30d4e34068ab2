"""What is begun in the writing room is named at once, and is not called an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow

from archivist.gui.actions import Actions
from archivist.gui.manuscript.panel import ManuscriptRoom
from archivist.library.records import Record, RecordKind
from archivist.library.values import RU

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from archivist.gui.messages import Desk


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> ManuscriptRoom:
    window = QMainWindow()
    qtbot.addWidget(window)
    room = ManuscriptRoom(desk, Actions(window))
    window.setCentralWidget(room)
    window.resize(1190, 640)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    settle(room)
    return room


def settle(room: ManuscriptRoom) -> None:
    for _ in range(3):
        QTest.qWait(5)
        room._desk.jobs.drain()


def test_what_is_begun_is_typed_over_and_enter_goes_to_the_text(room: ManuscriptRoom) -> None:
    room._begin()
    settle(room)
    title = room.page.header.title
    assert title.hasFocus()
    assert title.selectedText() == "New manuscript"
    for name in ("Введение", "Глава 1"):
        room._add_section()
        settle(room)
        line = room.page._title
        assert line.hasFocus()
        assert line.selectedText() == "New section"
        line.insert(name)
        QTest.keyClick(line, Qt.Key.Key_Return)
        settle(room)
        assert room.page.editor.hasFocus()
    outline = room.table.outline
    assert [one.title for one in outline.children(None)] == ["Введение", "Глава 1"]


def test_a_citation_that_was_just_put_in_is_not_called_lost(room: ManuscriptRoom) -> None:
    source = room._desk.workspace.sources.add(
        Record(kind=RecordKind.BOOK, title="История", language=RU)
    )
    room._begin()
    settle(room)
    room._add_section()
    settle(room)
    clip, mark = QMimeData(), f"[@{source.id}]"
    clip.setText(f"Сказано {mark} и [@999]")
    editor = room.page.editor
    editor.show_marks({}, (), lambda _: "")
    editor.insertFromMimeData(clip)
    assert not editor._chips.is_lost(mark)
    room._save()
    settle(room)
    assert not editor._chips.is_lost(mark)
    assert editor._chips.is_lost("[@999]")
