"""Linked files in the window: told where the page is shown, agreed to once, found again."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from factories import places_in
from making_files import printed
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QMainWindow

from archivist.gui.actions import Actions
from archivist.gui.frame.import_bar import ImportBar
from archivist.gui.frame.missing import MissingFiles
from archivist.gui.frame.queue import QueuePanel
from archivist.gui.messages import Desk, Place
from archivist.gui.reader.panel import Reader
from archivist.library.values import SourceId
from archivist.services.collecting import ImportOptions
from archivist.services.progress import finish
from archivist.services.workspace import make_library, open_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from archivist.gui.jobs import Jobs
    from archivist.gui.messages import Preferences
    from archivist.paths import Places

FIRST, SECOND = SourceId(1), SourceId(2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a scan and a text, and a stranger's library that links to them."""
    day = tmp_path / "day"
    day.mkdir()
    printed("Протокол", width=400).save(day / "scan.png")
    (day / "text.txt").write_text("Заседание коллегии", encoding="utf-8")
    options = ImportOptions(ocr="off", link=True)
    with closing(make_library(tmp_path / "strange", places_in(tmp_path / "stranger"))) as made:
        for name in ("scan.png", "text.txt"):
            finish(made.collecting.import_files([day / name], options))
    return day


@pytest.fixture
def strange(folder: Path, places: Places, jobs: Jobs, preferences: Preferences) -> Iterator[Desk]:
    with closing(open_library(folder.parent / "strange", places)) as library:
        desk = Desk(library, jobs, preferences)
        yield desk
        jobs.close()


@pytest.fixture
def read(strange: Desk, qtbot: QtBot) -> Callable[[SourceId], Reader]:
    windows: list[QMainWindow] = []

    def make(source_id: SourceId) -> Reader:
        window = QMainWindow()
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1200, 700)
        reader = Reader(strange, Actions(window), source_id)
        window.setCentralWidget(reader)
        window.show()
        reader.show_page(1)
        settle(strange)
        return reader

    return make


def settle(desk: Desk) -> None:
    for _ in range(6):
        QTest.qWait(5)
        desk.jobs.drain()


def test_a_strangers_picture_is_shown_once_the_user_agrees(
    read: Callable[[SourceId], Reader], strange: Desk, folder: Path
) -> None:
    reader = read(FIRST)
    notice = reader.view.stage.notice
    assert notice.isVisible()
    assert "it was not linked on this computer" in notice.reason.text()
    assert str(folder) in notice.reason.text()
    assert notice.remedy.isVisible()

    notice.remedy.click()
    settle(strange)

    assert not notice.isVisible()
    assert reader.view.stage.picture.isVisible()
    assert strange.workspace.linking.fault(reader.session.page.file_id) is None  # type: ignore[union-attr]  # a page is read


def test_of_a_text_it_is_told_that_its_file_is_gone(
    read: Callable[[SourceId], Reader], strange: Desk, folder: Path
) -> None:
    strange.workspace.linking.allow(folder)
    (folder / "text.txt").unlink()

    reader = read(SECOND)

    notice = reader.view.stage.notice
    assert notice.isVisible()
    assert "it is not there any more" in notice.reason.text()
    assert not notice.remedy.isVisible()
    assert "коллегии" in reader.view.stage.text.toPlainText()


def test_a_sound_text_says_nothing(
    read: Callable[[SourceId], Reader], strange: Desk, folder: Path
) -> None:
    strange.workspace.linking.allow(folder)

    assert not read(SECOND).view.stage.notice.isVisible()


def test_missing_files_are_looked_for_in_a_folder(
    strange: Desk, jobs: Jobs, folder: Path, qtbot: QtBot
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    queue = QueuePanel(jobs, window)
    folder.rename(folder.parent / "moved")
    (folder.parent / "moved" / "text.txt").unlink()
    changed: list[object] = []
    strange.changed.connect(changed.append)

    MissingFiles(strange, queue, window).look_in(folder.parent / "moved")
    settle(strange)

    (page,) = strange.workspace.reading.pages(FIRST)
    assert strange.workspace.reading.picture(page.id, 50)
    said = " ".join(label.text() for label in queue.findChildren(QLabel))
    assert "1 file found again, 1 still missing" in said
    assert changed


@pytest.mark.parametrize("link", [True, False])
def test_the_bar_asks_whether_to_link(qtbot: QtBot, tmp_path: Path, link: bool) -> None:
    bar = ImportBar()
    qtbot.addWidget(bar)
    bar.offer_groups([])
    bar.ask([tmp_path / "scan.png"], Place())
    box = next(one for one in bar.findChildren(QCheckBox) if one.text() == "Link, do not copy")
    assert not box.isChecked()
    box.setChecked(link)

    with qtbot.waitSignal(bar.ordered) as given:
        bar._order()

    assert given.args
    assert given.args[0].link is link
