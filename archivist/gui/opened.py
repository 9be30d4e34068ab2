"""The library that is open in a window: its desk, its rooms, and what joins them to the frame."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from archivist.gui.frame.importing import Importing
from archivist.gui.frame.indexing import Indexing
from archivist.gui.frame.queue import Summary
from archivist.gui.frame.rooms import Rooms
from archivist.gui.messages import Desk
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
    from archivist.services.workspace import Fault, Workspace

_ROOM = "window/room"
_LATER = 400
"""Milliseconds from the opening of a library until the rooms that were not seen yet are loaded."""
_ONCE = Qt.ConnectionType(
    Qt.ConnectionType.AutoConnection.value | Qt.ConnectionType.SingleShotConnection.value
)
_FOLDERS = {"search": "search", "manuscripts": "manuscript"}


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
            },
            self._make_reader,
        )
        self.doors = Doors(self.desk, self.rooms, frame)
        self.importing = Importing(self.desk, frame.import_bar, frame.queue)
        self.indexing = Indexing(self.desk)
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
            for folder in ("search", "reader", "manuscript"):
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

    def _make_reader(self, source_id: int) -> QWidget:
        from archivist.gui.reader.panel import Reader  # noqa: PLC0415 - quick start
        from archivist.library.values import SourceId  # noqa: PLC0415 - as above

        return Reader(self.desk, self._actions, SourceId(source_id))

    # -- joining

    def _listen(self) -> None:
        desk, frame = self.desk, self._frame
        desk.open_source.connect(self.rooms.open_source)
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
        desk.state_changed.connect(self._name_steps)
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
        take("file.export_references", doors.export)
        take("file.verify", doors.verify)
        take("file.reindex", self.indexing.rebuild)
        take("edit.paste_references", doors.paste)
        take("edit.styles", doors.show_styles)
        take("edit.undo", lambda: self._step(back=True))
        take("edit.redo", lambda: self._step(back=False))
        take("go.back", lambda: rooms.go(-1))
        take("go.forward", lambda: rooms.go(1))
        take("go.library", lambda: rooms.show_room("library"))
        take("go.search", lambda: rooms.show_room("search"))
        take("edit.search_form", self._show_form)
        take("help.search", self._show_help)
        take("go.manuscripts", lambda: rooms.show_room("manuscripts"))
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

    def _name_steps(self) -> None:
        self.desk.ask(
            lambda w: (w.undo_label, w.redo_label),
            lambda labels: self._show_steps(*labels),
            owner=self,
            key="steps",
        )

    def _show_steps(self, undo: str, redo: str) -> None:
        for name, word, label in (
            ("edit.undo", self.tr("Undo"), undo),
            ("edit.redo", self.tr("Redo"), redo),
        ):
            self._actions[name].setText(f"{word}: {label}" if label else word)

    def _step(self, *, back: bool) -> None:
        if self.desk.read_only:
            return
        self.desk.change(
            lambda w: w.undo() if back else w.redo(),
            lambda changes: self._tell_step(done=changes is not None, back=back),
            owner=self,
        )

    def _tell_step(self, *, done: bool, back: bool) -> None:
        if done:
            self.desk.status.emit(self.tr("Undone.") if back else self.tr("Done again."))
        else:
            self.desk.status.emit(self.tr("There is nothing to undo."))

    # -- files

    def _ask_files(self) -> None:
        choose_files(self._frame.window(), self.tr("Add files"), self.importing.ask)

    def _ask_folder(self) -> None:
        choose_folder(
            self._frame.window(),
            self.tr("Add a folder"),
            lambda folder: self.importing.ask([folder]),
        )


class Doors(QObject):
    """The dialogs that open over the rooms of a library."""

    def __init__(self, desk: Desk, rooms: Rooms, frame: Frame) -> None:
        super().__init__(rooms)
        self._desk, self._rooms, self._frame = desk, rooms, frame

    def export(self) -> None:
        """Let sources be written as a list of references."""
        from archivist.gui.dialogs.export_references import (  # noqa: PLC0415 - quick start
            ExportReferencesDialog,
        )

        room = self._rooms.current
        chosen = room.table.picked_ids() if self._rooms.room == "library" else ()
        ExportReferencesDialog(self._desk, self._frame.window(), chosen).open()

    def paste(self) -> None:
        """Let a list of references be pasted."""
        if self._desk.read_only:
            self._desk.status.emit(
                self.tr("The library is open for reading only: nothing can be added.")
            )
            return
        from archivist.gui.dialogs.pasting.window import PastingDialog  # noqa: PLC0415 - quick start

        writing = self._rooms.made("manuscripts")
        manuscript = writing.citations.open_manuscript if writing else ""
        PastingDialog(self._desk, self._frame.window(), manuscript=manuscript).open()

    def show_styles(self, style: str = "", use: Callable[[str], object] | None = None) -> None:
        """Show the citation styles, at one of them."""
        from archivist.gui.dialogs.styles.window import StylesDialog  # noqa: PLC0415 - quick start

        above = QApplication.activeModalWidget() or self._frame.window()
        StylesDialog(self._desk, above, style, use).open()

    def verify(self) -> None:
        """Check the library, in the queue."""
        job = self._desk.run(lambda w: w.verify(), self.tr("Checking the library"))
        self._frame.queue.describe(job, self._describe_faults)
        self._frame.queue.show()

    def _describe_faults(self, faults: tuple[Fault, ...]) -> Summary:
        if not faults:
            return Summary(self.tr("The library is sound: database and files are as they were."))
        return Summary(
            self.tr("%n fault(s) found.", "", len(faults)),
            tuple(("warning", "error", fault.sentence) for fault in faults),
        )
