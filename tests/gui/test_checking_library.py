"""Checking the sources of a library: the list below the table, and what it leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from flawed_library import make_flawed
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMainWindow

from archivist.gui.actions import Actions
from archivist.gui.catalogue.panel import LibraryRoom
from archivist.gui.checking.checks import QUIET
from archivist.gui.main_window import MainWindow
from archivist.library.values import LanguageCode
from archivist.services.workspace import make_library

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from archivist.gui.checking.findings_pane import FindingsPane
    from archivist.gui.checking.rows import FindingRow
    from archivist.gui.messages import Desk
    from archivist.paths import Places


class Reading:
    """The library room over a library with faults."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.library = desk, desk.workspace
        self.flawed = make_flawed(self.library)
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.actions = Actions(self.window)
        self.room = LibraryRoom(desk, self.actions)
        self.window.setCentralWidget(self.room)
        self.window.resize(1280, 720)
        self.window.show()
        self.settle()

    def settle(self, wait: int = 5) -> None:
        for _ in range(2):
            QTest.qWait(wait)
            self.desk.jobs.drain()
        QTest.qWait(1)

    def check(self) -> FindingsPane:
        self.actions["source.check"].trigger()
        self.settle()
        assert self.room.checks.pane is not None
        return self.room.checks.pane

    def kinds(self) -> list[str]:
        assert self.room.checks.pane is not None
        return [row.kind for row in self.room.checks.pane.list.rows.rows if row.told is not None]

    def go(self, kind: str) -> FindingRow:
        """Go to the first finding of a kind with the mouse."""
        assert self.room.checks.pane is not None
        view = self.room.checks.pane.list
        place, row = next(
            (place, row)
            for place, row in enumerate(view.rows.rows)
            if row.kind == kind and row.told is not None
        )
        view.scrollTo(view.rows.index(place))
        QTest.mouseClick(
            view.viewport(),
            Qt.MouseButton.LeftButton,
            pos=view.visualRect(view.rows.index(place)).center(),
        )
        self.settle()
        return row


@pytest.fixture
def reading(desk: Desk, qtbot: QtBot) -> Reading:
    return Reading(desk, qtbot)


def test_the_findings_lie_below_the_table_and_name_their_source(reading: Reading) -> None:
    pane = reading.check()
    assert pane.isVisible()
    assert set(reading.kinds()) == {
        "doi",
        "web_address",
        "no_language",
        "no_access_date",
        "unnamed_archive",
        "alike",
    }
    assert reading.go("doi").place == "Граница и торговля"
    assert reading.room.table.picked_ids() == (reading.flawed.article,)


def test_two_records_that_look_the_same_are_shown_alone_and_selected(reading: Reading) -> None:
    reading.check()
    reading.go("alike")
    table = reading.room.table
    assert table.table.rowCount() == 2
    assert len(table.picked_ids()) == 2
    assert reading.flawed.twin in table.picked_ids()
    assert reading.room.filter.only.text() == "Only these 2 sources"
    reading.room.filter.only.click()
    reading.settle()
    assert table.table.rowCount() == 8
    assert not reading.room.filter.only.isVisible()


def test_an_archive_is_shown_in_the_tree(reading: Reading) -> None:
    reading.check()
    reading.go("unnamed_archive")
    assert reading.room.sidebar.node.title == "ГАЗК"
    assert reading.room.sidebar.hasFocus()


def test_what_was_mended_goes_by_itself(reading: Reading) -> None:
    reading.check()
    change = reading.library.sources.describe([reading.flawed.twin], language=LanguageCode("ru"))
    reading.desk.tell(change)
    assert "no_language" in reading.kinds()
    reading.settle(QUIET)
    assert "no_language" not in reading.kinds()


def test_nothing_is_checked_while_the_findings_are_not_seen(reading: Reading) -> None:
    pane = reading.check()
    pane.closed.emit()
    change = reading.library.sources.describe([reading.flawed.twin], language=LanguageCode("ru"))
    reading.desk.tell(change)
    reading.settle(QUIET)
    assert "no_language" in reading.kinds()
    reading.actions["edit.next_finding"].trigger()
    reading.settle(QUIET)
    assert "no_language" not in reading.kinds()


def test_a_finding_of_a_manuscript_leads_to_its_sources_and_back(
    places: Places, tmp_path: Path, qtbot: QtBot
) -> None:
    library = make_library(tmp_path / "library", places)
    make_flawed(library)
    library.close()
    window = MainWindow(places)
    with qtbot.waitActive(window):
        window.show()
    window.open_folder(library.folder)
    window.jobs.drain()
    assert window.library is not None
    rooms = window.library.rooms
    for name in ("go.manuscripts", "text.check"):
        window.actions_table[name].trigger()
        window.jobs.drain()
    findings = rooms.current.checking.pane.list
    for kind, rows in (("alike", 2), ("doi", 8)):
        place = next(row.told for row in findings.rows.rows if row.told and row.kind == kind)
        findings.wanted.emit(place)
        window.jobs.drain()
        assert rooms.room == "library"
        assert rooms.current.table.table.rowCount() == rows
        window.actions_table["go.back"].trigger()
        window.jobs.drain()
        assert rooms.room == "manuscripts"
        assert findings.isVisible()
    window.close()
    window.deleteLater()


def test_a_sound_library_has_nothing_to_mend(desk: Desk, qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    room = LibraryRoom(desk, Actions(window))
    window.setCentralWidget(room)
    window.show()
    room.checks.open()
    desk.jobs.drain()
    assert room.checks.pane is not None
    assert room.checks.pane.count == 0
    words = [one.text() for one in room.checks.pane.findChildren(QLabel) if one.isVisible()]
    assert any(text.startswith("Nothing to mend.") for text in words)
