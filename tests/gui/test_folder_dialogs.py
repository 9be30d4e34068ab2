"""Folders in the window: the preview of an import, and the watched folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QTreeWidget, QTreeWidgetItem

from archivist.gui.actions import Actions
from archivist.gui.dialogs.folders.watch_form import WatchForm
from archivist.gui.dialogs.folders.watched import WatchedDialog
from archivist.gui.dialogs.folders.window import FolderDialog, FolderOrder
from archivist.gui.frame.importing import Importing
from archivist.gui.frame.parts import Frame
from archivist.gui.frame.watching import Watcher
from archivist.library.watching import Gathering, WatchedFolder, WatchedId
from archivist.services.collecting import ImportOptions
from archivist.services.progress import finish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from archivist.gui.messages import Desk
    from archivist.services.workspace import Workspace

WHOLE = "{archive}/{fund}/{series}/{file}/*"


@pytest.fixture
def settle(desk: Desk) -> Callable[[], None]:
    def wait() -> None:
        for _ in range(3):
            QTest.qWait(5)
            desk.jobs.drain(60)

    return wait


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "АП РК"
    for name in ("Ф. 5-Н/Оп. 1/Д. 5059/1.txt", "Ф. 5-Н/Оп. 1/Д. 5060/2.txt", "заметки.txt"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return folder


@pytest.fixture
def dialog(
    desk: Desk, window: QMainWindow, folder: Path, settle: Callable[[], None]
) -> FolderDialog:
    dialog = FolderDialog(desk, window, [folder])
    dialog.show()
    settle()
    return dialog


def lines(tree: QTreeWidget) -> list[str]:
    """Return the unfolded lines of a tree."""
    found: list[str] = []

    def draw(item: QTreeWidgetItem | None, depth: int) -> None:
        if item is not None:
            found.append("  " * depth + " ".join(item.text(at) for at in range(2)).strip())
            for at in range(item.childCount()):
                draw(item.child(at), depth + 1)

    for at in range(tree.topLevelItemCount()):
        draw(tree.topLevelItem(at), 0)
    return found


def retype(dialog: FolderDialog, pattern: str, settle: Callable[[], None]) -> None:
    dialog.fields.pattern.setEditText(pattern)
    dialog.fields._pause.stop()
    dialog.fields.changed.emit()
    settle()


def test_what_goes_where_is_seen_before_anything_is_done(
    dialog: FolderDialog, workspace: Workspace
) -> None:
    assert dialog.fields.pattern.currentText() == WHOLE
    assert lines(dialog.tree) == [
        "АП РК   new 2",
        "  Ф. 5-Н   new 2",
        "    Оп. 1   new 2",
        "      Д. 5059   new 1",
        "      Д. 5060   new 1",
        "Does not fit: comes in unfiled 1",
        "  АП РК/заметки.txt — it lies in 1 folder, and the pattern has 4",
    ]
    assert dialog.main.text() == "Import 3 files"
    assert dialog.said.text() == "3 sources · 1 do not fit"
    assert workspace.tree.archives() == ()


def test_the_preview_follows_the_typing(dialog: FolderDialog, settle: Callable[[], None]) -> None:
    dialog.fields.pattern.setEditText("{archive}/{fund}/{fille}/*")
    assert not dialog.main.isEnabled(), "what was seen is not what is typed"
    retype(dialog, "{archive}/{fund}/{fille}/*", settle)
    assert dialog.fields.fault.isVisible()
    assert "<b>{fille}/*</b>" in dialog.fields.fault.text()
    assert dialog.fields.pattern.property("wrong")
    assert not dialog.main.isEnabled()
    assert lines(dialog.tree) == [], "nothing of what does not hold any more"

    retype(dialog, "{archive}/{file}/*", settle)
    assert lines(dialog.tree)[1:] == [
        "  АП РК/заметки.txt — it lies in 1 folder, and the pattern has 2",
        "  АП РК/Ф. 5-Н/Оп. 1/Д. 5059/1.txt — “Ф. 5-Н” does not fit “{file}”",
        "  АП РК/Ф. 5-Н/Оп. 1/Д. 5060/2.txt — “Ф. 5-Н” does not fit “{file}”",
    ]
    assert "no file fits" in dialog.said.text()

    dialog.fields.misfits.show_value(True)
    retype(dialog, "{archive}/{fund}/*/{file}/*", settle)
    assert not dialog.fields.fault.isVisible()
    assert dialog.main.text() == "Import 2 files"
    assert lines(dialog.tree)[2] == "    Д. 5059   new 1"


def test_what_was_seen_is_what_is_imported(dialog: FolderDialog, workspace: Workspace) -> None:
    orders: list[FolderOrder] = []
    dialog.ordered.connect(orders.append)
    dialog.main.click()
    (order,) = orders
    report = finish(
        workspace.collecting.import_planned(order.survey, order.plan, ImportOptions(ocr="off"))
    )
    assert len(report.files) == 3
    assert workspace.tree.counts().unfiled == 1


def test_patterns_that_were_used_are_offered(
    desk: Desk, window: QMainWindow, dialog: FolderDialog, settle: Callable[[], None], folder: Path
) -> None:
    retype(dialog, "{archive}/{fund}/**/{file}/*", settle)
    plan, survey = dialog._plan, dialog._survey
    assert plan is not None
    assert survey is not None
    desk.workspace.placing.begin(survey, plan, ImportOptions(ocr="off"))
    again = FolderDialog(desk, window, [folder])
    settle()
    offered = [again.fields.pattern.itemText(at) for at in range(3)]
    assert offered[:2] == [WHOLE, "{archive}/{fund}/**/{file}/*"]


def test_a_folder_is_added_paused_and_no_longer_watched(
    desk: Desk, window: QMainWindow, folder: Path, settle: Callable[[], None], qtbot: QtBot
) -> None:
    manager = WatchedDialog(desk, window)
    manager.show()
    settle()
    assert not manager.list.isVisible(), "what it is for is said instead, and how to begin"
    assert "by themselves" in manager.none._sentence.text()
    manager.none._button.click()
    (form,) = manager.findChildren(WatchForm)
    form.submit()
    assert "Choose the folder first" in form._problem.text()
    form.path.setText(str(folder / "нет"))
    form.submit()
    settle()
    assert "no such folder" in form._problem.text()
    form.path.setText(str(folder))
    form.fields.pattern.setEditText("{fund")
    form.submit()
    settle()
    assert form.fields.fault.isVisible()
    form.fields.pattern.setEditText(WHOLE)
    form.submit()
    settle()
    assert lines(manager.list) == [f"{folder} {WHOLE}"]
    assert manager.list.isVisible()
    assert not manager.none.isVisible()

    item = manager.list.topLevelItem(0)
    assert item is not None
    assert (item.text(2), item.text(3)) == ("watched", "nothing yet")
    folder.rename(folder.with_name("weg"))
    gone = Qt.MatchFlag.MatchExactly
    qtbot.waitUntil(lambda: bool(manager.list.findItems("not there now", gone, 2)), timeout=60_000)
    manager.pause.click()
    settle()
    item = manager.list.topLevelItem(0)
    assert item is not None
    assert item.text(2) == "paused"
    assert manager.pause.text() == "Go on"
    manager.remove.click()
    settle()
    assert manager.none.isVisible()
    assert desk.workspace.watching.folders() == ()


def test_what_comes_into_a_watched_folder_comes_in_by_itself(
    desk: Desk, qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    frame = Frame(Actions(QMainWindow()), desk.jobs)
    qtbot.addWidget(frame)
    importing = Importing(desk, frame.import_bar, frame.queue)
    watcher = Watcher(desk, importing)
    drop = tmp_path / "Камера"
    drop.mkdir()
    (drop / "письмо.txt").write_text("Письмо", encoding="utf-8")
    order = WatchedFolder(
        id=WatchedId(0), path=str(drop), gathering=Gathering(under="АП РК/5-Н/1/7"), ocr="off"
    )
    desk.change(lambda w: w.watching.add(order), owner=watcher)
    qtbot.waitUntil(lambda: workspace.tree.counts().all == 1, timeout=60_000)
    assert watcher._hints.directories() == [str(drop)]
    (folder,) = workspace.watching.folders()
    assert folder.arrivals[0].files == 1
    watcher.stop()
    desk.jobs.drain(60)
