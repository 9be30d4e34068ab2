"""A list of references goes from the clipboard through the whole window and back again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from archivist.gui.dialogs.pasting.window import PastingDialog
from archivist.gui.main_window import MainWindow
from archivist.library.records import Record, RecordKind
from archivist.services.workspace import make_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from archivist.paths import Places

LIST = (
    "1. Козыбаев М. К. История и современность. Алматы: Ғылым, 1991. 254 с.\n"
    "2. Архив Президента Республики Казахстан (АП РК). Ф. 708. Оп. 1. Д. 13. Л. 5.\n"
)


@pytest.fixture
def window(places: Places, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    library = make_library(tmp_path / "Диссертация", places)
    library.sources.add(Record(kind=RecordKind.BOOK, title="Нота"))
    library.close()
    made = MainWindow(places)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.open_folder(library.folder)
    made.jobs.drain()
    yield made
    made.close()
    made.deleteLater()


def settle(window: MainWindow) -> None:
    for _ in range(3):
        QTest.qWait(20)
        window.jobs.drain()


def test_pasted_references_are_shown_alone_and_taken_back(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText(LIST)
    window.actions_table["edit.paste_references"].trigger()
    settle(window)
    dialog = window.findChild(PastingDialog)
    dialog.review.foot.import_button.click()
    settle(window)
    assert window.library
    table = window.library.rooms.current.table
    assert len(table.picked_ids()) == 2
    shown = [table.table.index(row, 0).data() for row in range(table.table.rowCount())]
    assert len(shown) == 2
    assert "История и современность" in shown
    assert "Import references" in window.actions_table["edit.undo"].text()
    window.actions_table["edit.undo"].trigger()
    settle(window)
    window.library.rooms.current.filter.clear()
    settle(window)
    assert [table.table.index(row, 0).data() for row in range(table.table.rowCount())] == ["Нота"]
    assert window.library.desk.workspace.tree.archives() == ()
