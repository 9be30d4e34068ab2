"""The ways to the sheets desk in the whole window, and what the reader shows of shaped pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from archivist.gui.main_window import MainWindow
from archivist.gui.messages import SheetsOf
from archivist.gui.models.sidebar_nodes import Node, NodeKind
from archivist.gui.reader.panel import Reader
from archivist.gui.sheets.panel import SheetsDesk
from archivist.library.catalogue_query import SourceQuery
from archivist.services.collecting import ImportOptions
from archivist.services.progress import finish
from archivist.services.workspace import make_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from archivist.gui.frame.rooms import Rooms
    from archivist.paths import Places


@pytest.fixture
def folder(tmp_path: Path, places: Places) -> Path:
    """A library with two sources of a photograph each, whose left half is dark."""
    library = make_library(tmp_path / "library", places)
    for name in ("first", "second"):
        image = Image.new("RGB", (300, 200), "white")
        ImageDraw.Draw(image).rectangle((0, 0, 149, 199), fill=f"#0000{len(name):02x}")
        image.save(tmp_path / f"{name}.png")
    paths = [tmp_path / "first.png", tmp_path / "second.png"]
    finish(library.collecting.import_files(paths, ImportOptions(ocr="off", under="АП РК/5-Н/1/7")))
    library.close()
    return library.folder


@pytest.fixture
def window(folder: Path, places: Places, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(places)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.open_folder(folder)
    settle(made)
    yield made
    made.close()
    made.deleteLater()


def settle(window: MainWindow) -> None:
    for _ in range(3):
        QTest.qWait(5)
        window.jobs.drain()


def do(window: MainWindow, name: str) -> None:
    window.actions_table[name].trigger()
    settle(window)


def rooms_of(window: MainWindow) -> Rooms:
    assert window.library is not None
    return window.library.rooms


def is_dark(image: QImage, x: float, y: float) -> bool:
    return image.pixelColor(round(x * image.width()), round(y * image.height())).red() < 100


def test_the_library_opens_the_sheets_of_a_source_in_a_tab(window: MainWindow) -> None:
    do(window, "source.sheets")
    rooms = rooms_of(window)
    assert isinstance(rooms.current, SheetsDesk)
    assert rooms.tabs.tabText(1) == "Sheets: first"
    do(window, "source.sheets")  # the desk itself has no other
    assert rooms.tabs.count() == 2

    rooms.show_room("library")
    rooms.close_tab(1)
    assert rooms.tabs.count() == 1
    rooms.go(-1)
    settle(window)
    assert rooms.tabs.tabText(1) == "Sheets: first"


def test_undo_of_the_window_takes_back_what_the_desk_did(window: MainWindow) -> None:
    do(window, "source.sheets")
    grid = rooms_of(window).current.grid
    do(window, "sheets.skip")
    assert grid.sheets.pages[0].skipped
    do(window, "edit.undo")
    assert not grid.sheets.pages[0].skipped
    do(window, "edit.redo")
    assert grid.sheets.pages[0].skipped


def test_selected_sources_of_the_library_become_one(window: MainWindow) -> None:
    table = rooms_of(window).show_room("library").table
    do(window, "source.join")
    assert table.table.rowCount() == 2
    table.selectAll()
    do(window, "source.join")
    assert table.table.rowCount() == 1
    do(window, "edit.undo")
    assert table.table.rowCount() == 2


def test_a_file_of_the_archive_shows_the_pages_of_all_its_sources(window: MainWindow) -> None:
    room = rooms_of(window).show_room("library")
    assert window.library is not None
    workspace = window.library.desk.workspace
    (source_id, *_) = workspace.sources.find(SourceQuery())
    unit = workspace.sources.details(source_id).chain[-1]
    menu = QMenu(room)
    room.menu._fill(menu, Node(NodeKind.UNIT, ("unit", unit.id), "Д. 7", value=unit))
    next(action for action in menu.actions() if action.text() == "Sheets…").trigger()
    settle(window)

    desk = rooms_of(window).current
    assert [page.name for page in desk.grid.sheets.pages] == ["first.png", "second.png"]
    assert rooms_of(window).tabs.tabText(1) == "Sheets: Д. 7"


def test_the_reader_opens_the_sheets_at_its_page_and_shows_them_as_they_are_shaped(
    window: MainWindow,
) -> None:
    assert window.library is not None
    desk, rooms = window.library.desk, rooms_of(window)
    (source_id, *_) = desk.workspace.sources.find(SourceQuery())
    page = desk.workspace.foliating.report(source_id).pages[0]
    desk.change(lambda w: w.foliating.split([page.id]), owner=window)
    rooms.open_source(int(source_id), 2)
    settle(window)
    reader = rooms.current
    assert isinstance(reader, Reader)
    list_ = reader.view.pages
    thumbnails = [list_.thumbnails.of(page) for page in reader.session.source.pages]
    settle(window)
    thumbnails = [list_.thumbnails.of(page) for page in reader.session.source.pages]
    assert [is_dark(one, 0.5, 0.5) for one in thumbnails] == [True, False]

    do(window, "page.sheets")
    assert isinstance(rooms.current, SheetsDesk)
    assert rooms.current.grid.picked_rows() == [1]

    rooms.open_source(int(source_id))
    desk.change(lambda w: w.foliating.restore([page.id]), owner=window)
    settle(window)
    assert reader.session.page is not None
    assert reader.session.page.width == 300
    list_.thumbnails.of(reader.session.page)
    settle(window)
    whole = list_.thumbnails.of(reader.session.page)
    assert isinstance(whole, QImage)
    assert (is_dark(whole, 0.2, 0.5), is_dark(whole, 0.8, 0.5)) == (True, False)
    shown = reader.view.stage.picture._sheet._picture
    assert shown is not None
    assert shown.width() > shown.height()


def test_the_same_sheets_have_one_tab(window: MainWindow) -> None:
    rooms = rooms_of(window)
    assert window.library is not None
    (source_id, *_) = window.library.desk.workspace.sources.find(SourceQuery())
    rooms.open_sheets(SheetsOf(source_id=source_id))
    rooms.open_sheets(SheetsOf(source_id=source_id, page_id=1))
    assert rooms.tabs.count() == 2
