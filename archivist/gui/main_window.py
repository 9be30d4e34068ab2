"""The window: what stands around the rooms, and which library is open in it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

from archivist.errors import ArchivistError, LibraryLockedError
from archivist.gui import theme
from archivist.gui.actions import MENUS, Actions
from archivist.gui.frame.parts import Frame
from archivist.gui.jobs import Jobs
from archivist.gui.messages import Preferences
from archivist.gui.opened import OpenedLibrary, last_room, load_first_rooms
from archivist.gui.widgets.banner import Banner
from archivist.gui.widgets.choosing import choose_folder
from archivist.settings import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from archivist.paths import Places
    from archivist.services.workspace import Workspace

_GEOMETRY = "window/geometry"
_LEFT_OPEN = "window/left_open"
_RECENT = 10
_THEMES = {
    "view.theme_system": Theme.SYSTEM,
    "view.theme_light": Theme.LIGHT,
    "view.theme_dark": Theme.DARK,
}


class MainWindow(QMainWindow):
    """The one window; `ready()` comes when a library's first rows are on the screen.

    `library` is the one that is open, or None; `opening` tells that one is on its way.
    """

    ready = Signal()

    def __init__(self, places: Places) -> None:
        super().__init__()
        self.preferences = Preferences(places, self)
        self.jobs = Jobs(self)
        self.actions_table = Actions(self)
        self.library: OpenedLibrary | None = None
        self.opening = False
        self.frame = Frame(self.actions_table, self.jobs)
        self._lay_out()
        self._build_menus()
        self._take_actions()
        self._listen()
        self._dress()
        self._show_parts()

    # -- which library

    def open_folder(self, folder: Path, *, read_only: bool = False) -> None:
        """Open a library in this window, closing the one that is open."""
        self._open(folder, lambda services: services.open_library, read_only=read_only)

    def make_library(self, folder: Path) -> None:
        """Make a library and open it."""
        self._open(folder, lambda services: services.make_library)

    def open_last(self) -> None:
        """Open the library that was open when the program ended, if there was one."""
        recent = self.preferences.settings.recent
        if recent and self.preferences.state.value(_LEFT_OPEN, "true") == "true":
            self.open_folder(Path(recent[0]))

    def close_library(self) -> None:
        """Close the library and show the welcome page."""
        if self.library is None:
            return
        library, self.library = self.library, None
        close = library.put_away()
        self.frame.banners.clear()
        self._show_parts()
        library.rooms.deleteLater()
        library.deleteLater()
        self.jobs.write(close, owner=self)

    def _open(self, folder: Path, how: Any, **options: bool) -> None:  # noqa: ANN401 - picks a function of the services
        self.close_library()
        self.frame.banners.clear()
        places, room = self.preferences.places, last_room(self.preferences)
        self.frame.welcome.wait_for(folder)
        self.opening = True

        def work() -> Workspace:
            load_first_rooms(room)  # here it holds nobody up
            from archivist.services import workspace  # noqa: PLC0415 - loads every engine

            opened: Workspace = how(workspace)(folder, places, **options)
            return opened

        # In the lane of writers: a library that is being closed is closed first.
        self.jobs.write(work, self._opened, lambda error: self._refused(folder, error), owner=self)

    def _opened(self, workspace: Workspace) -> None:
        self.frame.welcome.wait_for(None)
        self.opening = False
        self._remember(workspace.folder)
        self.library = OpenedLibrary(
            workspace, self.frame, self.actions_table, self.jobs, self.preferences
        )
        self.library.ready.connect(self.ready)
        self.library.close_asked.connect(self.close_library)
        self._show_parts()
        self.library.begin()
        if workspace.read_only:
            sentence = self.tr("This library is open for reading only: nothing can be changed.")
            self.frame.banners.add(Banner(sentence, "notice", closable=False))

    def _refused(self, folder: Path, error: ArchivistError) -> None:
        self.frame.welcome.wait_for(None)
        self.opening = False
        banner = self.frame.banners.show_error(str(error))
        if isinstance(error, LibraryLockedError):
            banner.offer(
                self.tr("Open for reading only"),
                lambda: self.open_folder(folder, read_only=True),
            )

    def _remember(self, folder: Path) -> None:
        others = [one for one in self.preferences.settings.recent if Path(one) != folder]
        self.preferences.choose(recent=(str(folder), *others)[:_RECENT])
        self.preferences.state.setValue(_LEFT_OPEN, "true")

    def _forget(self, folder: Path) -> None:
        others = [one for one in self.preferences.settings.recent if Path(one) != folder]
        self.preferences.choose(recent=tuple(others))

    # -- building

    def _lay_out(self) -> None:
        self.setCentralWidget(self.frame)
        self.setAcceptDrops(True)
        self.setMinimumSize(112 * theme.GRID, 68 * theme.GRID)
        self.resize(1280, 800)
        kept = self.preferences.state.value(_GEOMETRY)
        if kept:
            self.restoreGeometry(kept)

    def _build_menus(self) -> None:
        for name in MENUS:
            self.menuBar().addMenu(self.actions_table.menu(name, self))

    def _take_actions(self) -> None:
        take = self.actions_table.handle
        for name, act in (
            ("file.new_library", self._ask_new),
            ("file.open_library", self._ask_open),
            ("file.settings", self._show_settings),
            ("file.quit", self.close),
            ("edit.palette", lambda: self._show_actions(doing=True)),
            ("view.full_screen", self._full_screen),
            ("go.queue", self.frame.turn_queue),
            ("help.keys", lambda: self._show_actions(doing=False)),
            ("help.about", self._show_about),
        ):
            take(name, self, act)
        for name, chosen in _THEMES.items():
            take(name, self, partial(self.preferences.choose, theme=chosen))

    def _listen(self) -> None:
        self.frame.welcome.chosen.connect(self.open_folder)
        self.frame.welcome.forgotten.connect(self._forget)
        self.jobs.failed.connect(self.frame.show_error)
        self.preferences.changed.connect(self._dress)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: self._dress())

    # -- showing

    def _dress(self) -> None:
        now = self.preferences.settings.theme
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.use(app, now)
        for name, chosen in _THEMES.items():
            self.actions_table[name].setChecked(chosen is now)
        self.frame.welcome.show_recent(self.preferences.settings.recent)

    def _show_parts(self) -> None:
        """Show of the frame what has a meaning: little of it without a library."""
        self.frame.show_rooms(self.library.rooms if self.library else None)
        name = self.library.desk.workspace.name if self.library else ""
        self.setWindowTitle(f"{name} – Archivist" if name else "Archivist")

    def _ask_new(self) -> None:
        from archivist.gui.dialogs.new_library import NewLibraryDialog  # noqa: PLC0415 - quick start

        NewLibraryDialog(self, self.make_library).open()

    def _ask_open(self) -> None:
        choose_folder(self, self.tr("Open a library"), self.open_folder)

    def _show_settings(self) -> None:
        from archivist.gui.dialogs.settings import SettingsDialog  # noqa: PLC0415 - quick start

        desk = self.library.desk if self.library else None
        SettingsDialog(self.preferences, desk, self).open()

    def _show_actions(self, *, doing: bool) -> None:
        from archivist.gui.dialogs.keys import ActionList  # noqa: PLC0415 - quick start

        ActionList(self.actions_table, self, doing=doing).open()

    def _show_about(self) -> None:
        from archivist.gui.dialogs.about import AboutDialog  # noqa: PLC0415 - quick start

        AboutDialog(self).open()

    def _full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # -- what Qt asks

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders from anywhere, and a library's folder on the welcome page."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped to the library, or open it."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if self.library:
            self.library.importing.ask(paths)
        elif paths:
            QTimer.singleShot(0, lambda: self.open_folder(paths[0]))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save everything, stop what runs, and close the library."""
        self.preferences.state.setValue(_GEOMETRY, self.saveGeometry())
        self.preferences.state.setValue(_LEFT_OPEN, "true" if self.library else "false")
        self.close_library()
        self.hide()  # what still runs may need a moment to stop: nobody should look at it
        self.jobs.close()
        self.preferences.state.sync()
        super().closeEvent(event)
