from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPushButton

from archivist.errors import StorageError
from archivist.gui import theme
from archivist.gui.main_window import MainWindow
from archivist.library.records import Record, RecordKind
from archivist.services.workspace import make_library, open_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from archivist.paths import Places

    MakeWindow = Callable[[], MainWindow]


@pytest.fixture
def make_window(places: Places, qtbot: QtBot) -> Iterator[MakeWindow]:
    windows: list[MainWindow] = []

    def make() -> MainWindow:
        window = MainWindow(places)
        windows.append(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    return make_window()


@pytest.fixture
def folder(tmp_path: Path, places: Places) -> Path:
    """A library with three sources, closed."""
    library = make_library(tmp_path / "Диссертация", places)
    for title in ("Нота", "Договор", "Письмо"):
        library.sources.add(Record(kind=RecordKind.BOOK, title=title))
    library.close()
    return library.folder


@pytest.fixture
def opened(window: MainWindow, folder: Path) -> MainWindow:
    window.open_folder(folder)
    window.jobs.drain()
    assert window.library is not None
    return window


def do(window: MainWindow, name: str) -> None:
    window.actions_table[name].trigger()
    window.jobs.drain()


def test_without_a_library_the_window_offers_to_make_one(window: MainWindow) -> None:
    welcome = window.frame.welcome
    assert welcome.isVisible()
    assert not window.frame.rail.isVisible()
    assert welcome.make.isVisible()


def test_a_library_is_made_and_remembered(
    window: MainWindow, make_window: MakeWindow, tmp_path: Path
) -> None:
    window.make_library(tmp_path / "Новая")
    window.jobs.drain()
    assert window.windowTitle() == "Новая – Archivist"
    assert (tmp_path / "Новая" / "library.db").is_file()
    window.close()
    again = make_window()
    again.open_last()
    again.jobs.drain()
    assert again.windowTitle() == "Новая – Archivist"


def test_a_library_that_was_closed_stays_closed_but_recent(
    opened: MainWindow, make_window: MakeWindow, folder: Path
) -> None:
    do(opened, "file.close_library")
    assert opened.frame.welcome.isVisible()
    opened.close()
    again = make_window()
    again.open_last()
    again.jobs.drain()
    assert again.library is None
    names = [button.text() for button in again.frame.welcome.findChildren(QPushButton)]
    assert folder.name in names


def test_a_closed_library_can_be_opened_by_somebody_else(
    opened: MainWindow, folder: Path, places: Places
) -> None:
    do(opened, "file.close_library")
    library = open_library(folder, places)
    assert not library.read_only
    library.close()


def test_a_folder_without_a_library_is_said_in_words(window: MainWindow, tmp_path: Path) -> None:
    window.open_folder(tmp_path)
    window.jobs.drain()
    assert "There is no library in" in window.frame.banners.banners[0].sentence
    assert window.frame.welcome.make.isEnabled()


def test_a_locked_library_can_be_opened_for_reading(
    window: MainWindow, folder: Path, places: Places
) -> None:
    other = open_library(folder, places)
    window.open_folder(folder)
    window.jobs.drain()
    banner = window.frame.banners.banners[0]
    assert "already open" in banner.sentence
    banner.findChild(QPushButton).click()
    window.jobs.drain()
    assert window.library is not None
    assert window.library.desk.read_only
    assert "reading only" in window.frame.banners.banners[-1].sentence
    do(window, "source.new")
    assert len(other.sources.find(window.library.rooms.current.table.table.query)) == 3
    other.close()


def test_the_foot_counts(opened: MainWindow) -> None:
    assert opened.frame.foot.counts.text() == "3 sources"


def test_the_menu_names_what_would_be_undone(opened: MainWindow) -> None:
    do(opened, "source.new")
    assert opened.actions_table["edit.undo"].text() == "Undo: Add source"
    do(opened, "edit.undo")
    assert opened.frame.foot.counts.text() == "3 sources"
    assert opened.actions_table["edit.redo"].text() == "Redo: Add source"
    do(opened, "edit.redo")
    assert opened.frame.foot.counts.text() == "4 sources"


def test_rooms_are_visited_and_gone_back_to(opened: MainWindow) -> None:
    assert opened.library
    rooms = opened.library.rooms
    assert not opened.frame.top.back.isEnabled()
    do(opened, "go.search")
    do(opened, "go.manuscripts")
    assert rooms.room == "manuscripts"
    do(opened, "go.back")
    assert rooms.room == "search"
    do(opened, "go.back")
    assert rooms.room == "library"
    assert not opened.frame.top.back.isEnabled()
    do(opened, "go.forward")
    assert rooms.room == "search"
    assert opened.frame.top.forward.isEnabled()


def test_sources_open_in_tabs(opened: MainWindow) -> None:
    assert opened.library
    rooms, desk = opened.library.rooms, opened.library.desk
    assert not rooms.tabs.isVisible()
    first, second, _ = rooms.current.table.table.ids()[:3]
    for source_id in (first, second, first):
        desk.open_source.emit(source_id, 0, "")
        opened.jobs.drain()
    assert rooms.tabs.count() == 3
    assert rooms.tabs.currentIndex() == 1
    do(opened, "go.next_tab")
    assert rooms.tabs.currentIndex() == 2
    do(opened, "go.close_tab")
    do(opened, "go.close_tab")
    assert rooms.tabs.currentIndex() == 0
    do(opened, "go.close_tab")
    assert not rooms.tabs.isVisible()
    assert rooms.current is rooms.show_room("library")


def test_the_box_above_opens_the_search(opened: MainWindow, qtbot: QtBot) -> None:
    assert opened.library
    do(opened, "go.search_everything")
    assert opened.frame.top.box.hasFocus()
    opened.frame.top.box.insert("договор")
    qtbot.keyClick(opened.frame.top.box, Qt.Key.Key_Return)
    opened.jobs.drain()
    assert opened.library.rooms.room == "search"


def test_the_theme_changes_at_once_and_is_kept(
    opened: MainWindow, make_window: MakeWindow, places: Places
) -> None:
    do(opened, "view.theme_dark")
    assert theme.colours() is theme.DARK
    assert opened.actions_table["view.theme_dark"].isChecked()
    opened.grab()
    opened.close()
    make_window()
    assert theme.colours() is theme.DARK
    assert (places.settings / "settings.toml").read_text(encoding="utf-8").count("dark") == 1


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(500, 400),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def test_dropped_files_are_added_where_the_bar_says(opened: MainWindow, tmp_path: Path) -> None:
    assert opened.library
    papers = tmp_path / "папка"
    papers.mkdir()
    (papers / "нота.txt").write_text("Нота о границе", encoding="utf-8")
    (papers / "битый.pdf").write_bytes(b"%PDF-1.4 broken")
    shutil.copy(papers / "нота.txt", papers / "та же нота.txt")
    drop(opened, *sorted(papers.iterdir()))
    opened.jobs.drain()
    bar = opened.frame.import_bar
    assert bar.isVisible()
    bar._place.setText("АП РК/5-Н/1/5059")
    bar._add.click()
    opened.jobs.drain(60)
    row = opened.frame.queue._rows[0]
    assert "2 files added" in row.result.text()
    lines = [row.lines.item(at).text() for at in range(row.lines.count())]
    assert any("битый.pdf" in line for line in lines)
    assert any("та же нота.txt" in line or "нота.txt: in the library" in line for line in lines)
    assert opened.frame.foot.counts.text().startswith("5 sources")
    (archive,) = opened.library.desk.workspace.tree.archives()
    assert archive.label == "АП РК"


def test_a_place_that_cannot_be_read_is_refused_before_anything_is_added(
    opened: MainWindow, tmp_path: Path
) -> None:
    letter = tmp_path / "письмо.txt"
    letter.write_text("Письмо", encoding="utf-8")
    drop(opened, letter)
    opened.jobs.drain()
    bar = opened.frame.import_bar
    bar._place.setText("АП РК//1")
    bar._add.click()
    assert bar.isVisible()
    assert "between two slashes" in bar._place.toolTip()
    assert opened.jobs.running == ()


def test_a_folder_dropped_on_the_welcome_page_is_opened(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    drop(window, folder)
    qtbot.waitUntil(lambda: window.library is not None, timeout=10_000)
    window.jobs.drain()


def test_an_error_stands_above_the_rooms_and_stops_nothing(opened: MainWindow) -> None:
    assert opened.library
    opened.library.desk.error.emit(StorageError("Saving the source", "the disk is full"))
    assert "the disk is full" in opened.frame.banners.banners[0].sentence


def test_the_library_is_checked_in_the_queue(opened: MainWindow) -> None:
    do(opened, "file.verify")
    assert opened.frame.queue.isVisible()
    assert "sound" in opened.frame.queue._rows[0].result.text()


def test_sizes_and_the_last_room_are_remembered(
    opened: MainWindow, make_window: MakeWindow
) -> None:
    do(opened, "go.manuscripts")
    opened.resize(1000, 700)
    opened.close()
    again = make_window()
    again.open_last()
    again.jobs.drain()
    assert again.library
    assert again.library.rooms.room == "manuscripts"
    assert again.height() == 700


def test_changes_that_are_being_typed_are_saved_on_closing(
    opened: MainWindow, folder: Path, places: Places
) -> None:
    assert opened.library
    room = opened.library.rooms.current
    room.table.pick(room.table.table.id_at(0))
    opened.jobs.drain()
    room.inspector.form.title.setFocus()
    room.inspector.form.title.selectAll()
    room.inspector.form.title.insertPlainText("Недописанное")
    opened.close()
    library = open_library(folder, places, read_only=True)
    query = room.table.table.query
    titles = [row.title for row in library.sources.rows(library.sources.find(query))]
    library.close()
    assert "Недописанное" in titles


def test_everything_fits_a_small_screen(opened: MainWindow) -> None:
    opened.resize(1280, 720)
    opened.jobs.drain()
    assert opened.minimumSizeHint().width() <= 1280
    assert opened.minimumSizeHint().height() <= 720
    assert (opened.width(), opened.height()) == (1280, 720)
    for room in ("library", "search", "manuscripts"):
        do(opened, f"go.{room}")
        assert opened.centralWidget().minimumSizeHint().width() <= 1280, room


def test_every_button_has_a_name_for_those_who_listen(opened: MainWindow) -> None:
    for part in (opened.frame.rail, opened.frame.top, opened.frame.foot):
        for button in part.findChildren(QAbstractButton):
            if button.isVisible() and not isinstance(button.parent(), QLineEdit):
                assert button.accessibleName() or button.text(), button


def test_starting_loads_no_heavy_engine() -> None:
    code = (
        "import sys; import archivist.gui.main_window; "
        "print([m for m in ('docx', 'pymorphy3', 'PIL', 'sqlalchemy', 'whoosh', 'pypdfium2') "
        "if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_a_library_is_ready_in_whichever_room_was_seen_last(
    opened: MainWindow, make_window: MakeWindow, qtbot: QtBot
) -> None:
    do(opened, "go.search")
    opened.close()
    again = make_window()
    with qtbot.waitSignal(again.ready):
        again.open_last()
        again.jobs.drain()
    assert again.library is not None
    assert again.library.rooms.room == "search"
    again.library._load_rooms()
    again.jobs.drain()
    assert {"archivist.gui.reader.panel", "archivist.gui.manuscript.panel"} <= set(sys.modules)
