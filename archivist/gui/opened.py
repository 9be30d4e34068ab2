"""The library that is open in a window: its desk, its rooms, and what joins them to the frame."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from archivist.gui.doors import Doors
from archivist.gui.frame.importing import Importing
from archivist.gui.frame.indexing import Indexing
from archivist.gui.frame.missing import MissingFiles
from archivist.gui.frame.rooms import Rooms
from archivist.gui.frame.steps import Steps
from archivist.gui.frame.watching import Watcher
from archivist.gui.messages import Desk, SheetsOf
from archivist.gui.widgets.choosing import choose_files, choose_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from archivist.gui.actions import Actions
    from archivist.gui.frame.parts import Frame
    from archivist.gui.jobs import Jobs
    from archivist.gui.messages import Preferences
    from archivist.library.catalogue_query import Counts
    from archivist.services.citing import Finding
    from archivist.services.searching import Spot, Trail
    from archivist.services.workspace import Workspace

_ROOM = "window/room"
_LATER = 400
"""Milliseconds from the opening of a library until the rooms that were not seen yet are loaded."""
_ONCE = Qt.ConnectionType(
    Qt.ConnectionType.AutoConnection.value | Qt.ConnectionType.SingleShotConnection.value
)
_FOLDERS = {"search": "search", "manuscripts": "manuscript", "worklog": "worklog"}


def load_first_rooms(room: str) -> None:
    """Load the modules of the library room and of another that was seen last, in any thread."""
    for folder in ("catalogue", _FOLDERS.get(room, "catalogue")):
        import_module(f"archivist.gui.{folder}.panel")


def last_room(preferences: Preferences) -> str:
    """Return the room that was seen last."""
    return str(preferences.state.value(_ROOM, "library"))


class OpenedLibrary(QObject):
    """Everything in a window that lives as long as one library is open in it.

    `ready()` comes when the first rows, or the room that was seen last, are on the screen,
    `close_asked()` from the menu.
    """

    ready = Signal()
    close_asked = Signal()

    def __init__(
        self,
        workspace: Workspace,
        frame: Frame,
        actions: Actions,
        jobs: Jobs,
        preferences: Preferences,
    ) -> None:
        super().__init__(frame)
        self._frame, self._actions = frame, actions
        self.desk = Desk(workspace, jobs, preferences)
        self.desk.setParent(self)
        self.rooms = Rooms(
            {
                "library": self._make_library_room,
                "search": self._make_search_room,
                "manuscripts": self._make_manuscript_room,
                "worklog": self._make_archive_log,
            },
            self._make_reader,
        )
        self.doors = Doors(self.desk, self.rooms, frame)
        self.importing = Importing(self.desk, frame.import_bar, frame.queue)
        self.importing.folders_asked.connect(
            lambda paths: self.doors.show_folders(paths, self.importing)
        )
        self.watcher = Watcher(self.desk, self.importing)
        self.indexing = Indexing(self.desk)
        self.missing = MissingFiles(self.desk, frame.queue, frame.window())
        self.steps = Steps(self.desk, actions, self.rooms)
        self._later = QTimer(self, singleShot=True, interval=_LATER)
        self._later.timeout.connect(self._load_rooms)
        self._later.start()
        self._listen()
        self._take_actions()

    def begin(self) -> None:
        """Show the room that was seen last."""
        kept = last_room(self.desk.preferences)
        library = self.rooms.show_room("library")
        library.table.painted.connect(self.ready)
        library.table.table.counted.connect(self._counted, _ONCE)
        if kept in _FOLDERS:
            self.rooms.show_room(kept)
            QTimer.singleShot(0, self.ready.emit)
        self._look()

    def put_away(self) -> Callable[[], None]:
        """Let everything be saved and stop what runs; return the work that closes the library."""
        self._later.stop()
        self.watcher.stop()
        jobs, workspace = self.desk.jobs.running, self.desk.workspace
        for job in jobs:
            job.cancel()
        self.rooms.put_away()
        self.desk.preferences.state.setValue(_ROOM, self.rooms.room)
        self.desk.close()

        def close() -> None:
            for job in jobs:
                job.wait()
            workspace.close()

        return close

    # -- rooms, loaded when first visited

    def _load_rooms(self) -> None:
        """Load the modules of the other rooms in a reader's thread, where it holds nobody up."""

        def load(_: Workspace) -> None:
            for folder in ("search", "reader", "sheets", "manuscript", "worklog"):
                import_module(f"archivist.gui.{folder}.panel")

        self.desk.ask(load, lambda _: None, owner=self)

    def _make_library_room(self) -> QWidget:
        from archivist.gui.catalogue.panel import LibraryRoom  # noqa: PLC0415 - quick start

        return LibraryRoom(self.desk, self._actions)

    def _make_search_room(self) -> QWidget:
        from archivist.gui.search.panel import SearchRoom  # noqa: PLC0415 - quick start

        return SearchRoom(self.desk, self._actions)

    def _make_manuscript_room(self) -> QWidget:
        from archivist.gui.manuscript.panel import ManuscriptRoom  # noqa: PLC0415 - quick start

        return ManuscriptRoom(self.desk, self._actions)

    def _make_archive_log(self) -> QWidget:
        from archivist.gui.worklog.panel import ArchiveLogRoom  # noqa: PLC0415 - quick start

        return ArchiveLogRoom(self.desk, self._actions)

    def _make_reader(self, key: int | SheetsOf) -> QWidget:
        from archivist.gui.reader.panel import Reader  # noqa: PLC0415 - quick start
        from archivist.gui.sheets.panel import SheetsDesk  # noqa: PLC0415 - as above
        from archivist.library.values import SourceId  # noqa: PLC0415 - as above

        if isinstance(key, SheetsOf):
            return SheetsDesk(self.desk, self._actions, key)
        return Reader(self.desk, self._actions, SourceId(key))

    # -- joining

    def _listen(self) -> None:
        desk, frame = self.desk, self._frame
        desk.open_source.connect(self.rooms.open_source)
        desk.open_sheets.connect(self.rooms.open_sheets)
        desk.open_spot.connect(self._show_spot)
        desk.open_search.connect(self._search)
        desk.open_section.connect(self._show_section)
        desk.show_in_library.connect(self._show_in_library)
        desk.show_sources.connect(lambda ids: self.rooms.show_room("library").show_sources(ids))
        desk.cite_sources.connect(lambda *_: self.rooms.show_room("manuscripts"))
        desk.show_finding.connect(self._show_finding)
        desk.open_styles.connect(self.doors.show_styles)
        desk.status.connect(frame.foot.say)
        desk.error.connect(frame.show_error)
        desk.changed.connect(lambda _: self._look())
        self.indexing.said.connect(frame.foot.index.setText)
        frame.foot.index.linkActivated.connect(self.indexing.go_on)
        self.rooms.moved.connect(self._moved)
        frame.top.searched.connect(self._search)

    def _take_actions(self) -> None:
        rooms, frame, doors = self.rooms, self._frame, self.doors

        def take(name: str, act: Callable[[], object]) -> None:
            self._actions.handle(name, rooms, act)

        take("file.close_library", self.close_asked.emit)
        take("file.add_files", self._ask_files)
        take("file.add_folder", self._ask_folder)
        take("file.import_inventory", doors.ask_inventory)
        take("file.watched_folders", doors.show_watched)
        take("file.export_references", doors.export)
        take("file.export_table", doors.export_table)
        take("file.verify", doors.verify)
        take("file.find_missing", self.missing.ask)
        take("source.duplicates", doors.show_doubles)
        take("file.reindex", self.indexing.rebuild)
        take("edit.paste_references", doors.paste)
        take("edit.styles", doors.show_styles)
        take("go.back", lambda: rooms.go(-1))
        take("go.forward", lambda: rooms.go(1))
        take("go.library", lambda: rooms.show_room("library"))
        take("go.search", lambda: rooms.show_room("search"))
        take("edit.search_form", self._show_form)
        take("help.search", self._show_help)
        take("go.manuscripts", lambda: rooms.show_room("manuscripts"))
        take("go.worklog", lambda: rooms.show_room("worklog"))
        take("go.search_everything", frame.top.take_focus)
        take("go.next_tab", lambda: rooms.step_tab(1))
        take("go.previous_tab", lambda: rooms.step_tab(-1))
        take("go.close_tab", lambda: rooms.close_tab(rooms.tabs.currentIndex()))

    def _moved(self) -> None:
        back, forward = self.rooms.can_go
        self._frame.top.can_go(back=back, forward=forward)
        in_room = self.rooms.tabs.currentIndex() == 0
        self._frame.rail.show_room(self.rooms.room if in_room else "")

    def _search(self, query: str) -> None:
        self._frame.top.box.setText(query)
        self.rooms.show_room("search").search(query)

    def _show_section(self, section_id: int, query: str = "") -> None:
        self.rooms.show_room("manuscripts").show_section(section_id, query)

    def _show_form(self) -> None:
        self.rooms.show_room("search").aids.show_form()

    def _show_help(self) -> None:
        self.rooms.show_room("search").aids.show_help()

    def _show_spot(self, spot: Spot, trail: Trail) -> None:
        if spot.section_id is not None:
            self._show_section(int(spot.section_id), trail.query)
        elif spot.source_id is not None:
            self.rooms.open_spot(int(spot.source_id), spot, trail)

    def _show_in_library(self, source_id: int) -> None:
        self.rooms.show_room("library").show_source(source_id)

    def _show_finding(self, finding: Finding) -> None:
        self.rooms.show_room("library").checks.show_finding(finding)

    # -- the foot and the menus

    def _counted(self, found: int) -> None:
        """Be ready in an empty library too, where no row will be painted."""
        if not found:
            QTimer.singleShot(0, self.ready.emit)

    def _look(self) -> None:
        self.desk.ask(lambda w: w.tree.counts(), self._count, owner=self, key="counts")

    def _count(self, counts: Counts) -> None:
        said = self.tr("%Ln source(s)", "", counts.all)
        if counts.pages:
            said += ", " + self.tr("%Ln page(s)", "", counts.pages)
        self._frame.foot.counts.setText(said)

    # -- files

    def _ask_files(self) -> None:
        choose_files(self._frame.window(), self.tr("Add files"), self.importing.ask)

    def _ask_folder(self) -> None:
        choose_folder(
            self._frame.window(),
            self.tr("Add a folder"),
            lambda folder: self.importing.ask([folder]),
        )
