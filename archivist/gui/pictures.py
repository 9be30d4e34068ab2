"""Pictures of the rooms, drawn without a screen: for the demonstration and for looking at them."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.paths import user_places
from archivist.settings import Theme

if TYPE_CHECKING:
    from archivist.gui.main_window import MainWindow

_SIZE = (1440, 900)


def draw_rooms(library: Path, folder: Path, query: str) -> tuple[Path, ...]:
    """Draw the rooms of a library into a folder and return the pictures.

    The search room shows what it finds for `query`, the reader the first page found. Meant for a
    process of its own, where no window was made: it tells Qt to draw off the screen.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from archivist.gui.app import make_application  # noqa: PLC0415 - after the line above
    from archivist.gui.main_window import MainWindow  # noqa: PLC0415 - as above

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="archivist-") as settings:
        places = replace(user_places(), settings=Path(settings))
        make_application(places)
        window = MainWindow(places)
        window.preferences.choose(theme=Theme.LIGHT)
        window.resize(*_SIZE)
        window.show()
        window.open_folder(library, read_only=True)
        window.jobs.drain()
        try:
            return _draw(window, folder, query)
        finally:
            window.close()


def _draw(window: MainWindow, folder: Path, query: str) -> tuple[Path, ...]:
    from PySide6.QtCore import QCoreApplication, QEventLoop  # noqa: PLC0415 - as above

    drawn: list[Path] = []

    def take(name: str) -> None:
        window.jobs.drain()
        target = folder / f"{name}.png"
        window.grab().save(str(target))
        drawn.append(target)

    if window.library is None:
        return ()
    window.frame.banners.clear()
    rooms = window.library.rooms
    table = rooms.show_room("library").table
    window.jobs.drain()
    table.setCurrentIndex(table.table.index(0, 0))
    take("library")
    search = rooms.show_room("search")
    search.search(query)
    while search.searcher.pending:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    take("search")
    desk = window.library.desk
    for hit in desk.workspace.searching.search(query).hits:
        if hit.source_id and hit.page:
            desk.open_source.emit(hit.source_id, hit.page, query)
            take("reader")
            break
    rooms.show_room("manuscripts")
    take("manuscripts")
    rooms.show_room("library")
    window.preferences.choose(theme=Theme.DARK)
    take("library-dark")
    return tuple(drawn)
