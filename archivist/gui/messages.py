"""What the rooms share and how they speak with each other: the desk.

No room knows another. Each is given the one `Desk`; it asks services through it, and says and
hears what happens through its signals.

The window makes each room when it is first visited, by these names (all are a QWidget, made with
`(desk, actions)`, and have the methods of `Room`):

    archivist.gui.catalogue.panel   LibraryRoom
    archivist.gui.search.panel      SearchRoom, with `search(query: str)`
    archivist.gui.manuscript.panel  ManuscriptRoom
    archivist.gui.reader.panel      Reader, made with `(desk, actions, source_id)`, one a tab; with
                                    `show_page(number: int, query: str)` (0: where it was left),
                                    `page_number() -> int` (for back and forward), and the signal
                                    `titled(str)` (the words on its tab)
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QObject, QSettings, Signal
from shiboken6 import isValid

from archivist import settings
from archivist.services.changes import Changes, Made, Topic

if TYPE_CHECKING:
    from collections.abc import Callable

    from archivist.errors import ArchivistError
    from archivist.gui.jobs import Failed, Jobs, LongJob
    from archivist.library.values import GroupId, SourceId, UnitId
    from archivist.paths import Places
    from archivist.services.progress import Steps
    from archivist.services.workspace import Workspace

T = TypeVar("T")

_log = logging.getLogger(__name__)

_RECENT_STYLES = 8
"""So many CSL styles are offered again."""


class Room(Protocol):
    """What the window asks of every room and reader."""

    def take_focus(self) -> None:
        """Put the keyboard where work begins; called when the room is shown."""

    def put_away(self) -> None:
        """Save what is not saved and keep the sizes; called before the room is closed."""


class Preferences(QObject):
    """What the user chose, and how the window was left.

    `places` are the folders of the user. `settings` is the present `Settings` value; `choose`
    changes and keeps it. `state` keeps sizes, columns and the like between runs, in an INI file
    beside the settings: `preferences.state.setValue("library/splitter", splitter.saveState())`.
    """

    changed = Signal()

    def __init__(self, places: Places, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.places = places
        self._file = places.settings / "settings.toml"
        self.settings = settings.load(self._file)
        self.state = QSettings(str(places.settings / "window.ini"), QSettings.Format.IniFormat)

    def choose(self, **chosen: Any) -> None:  # noqa: ANN401 - the fields of Settings
        """Change some settings, keep them, and say so by `changed`."""
        new = replace(self.settings, **chosen)
        if new != self.settings:
            self.settings = new
            try:
                settings.save(new, self._file)
            except OSError as error:  # no reason to stop: it holds until the window is closed
                _log.warning("the settings were not kept: %s", error)
            self.changed.emit()

    @property
    def styles(self) -> tuple[str, ...]:
        """The names of the citation styles that were used last."""
        return (self.settings.style, *self.settings.recent_styles)

    def remember_style(self, name: str) -> None:
        """Offer a style again that the user chose from the whole collection."""
        others = [one for one in self.settings.recent_styles if one != name]
        self.choose(recent_styles=(name, *others)[:_RECENT_STYLES])


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where new sources go: the node that is chosen in the library room, by name for the user.

    `path` is the place in the archives as the user types it, "" for none.
    """

    unit_id: UnitId | None = None
    group_id: GroupId | None = None
    path: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetsOf:
    """Whose pages are to be made sheets of: those of a source, or of all in a unit of an archive.

    `title` and `extent` are those of the unit; `page_id` is the page to begin with, 0 for none.
    """

    source_id: SourceId | None = None
    unit_id: UnitId | None = None
    title: str = field(default="", compare=False)
    extent: str = field(default="", compare=False)
    page_id: int = field(default=0, compare=False)


class Desk(QObject):
    """One open library as the rooms see it: its workspace, its jobs, and what happens.

    `preferences.settings.style` is the citation style to use where nothing else says so. `place`
    is where new sources go.

    Signals to listen to:
        changed(Changes): something in the library changed; fetch again what you show of it.
        state_changed(): what can be undone may have changed.
        indexed(waiting: int): the index was brought further; so many texts still wait.

    Signals to emit (the window listens):
        open_source(source_id: int, page_number: int, query: str): open the reader at a page
            (0 for where it was left) and mark the words of the query ("" for none).
        open_sheets(SheetsOf): open the desk at which pages become sheets.
        open_spot(Spot, Trail): open the reader, or the writing room, at a hit of a list.
        open_search(query: str): open the search room with a query.
        open_section(section_id: int): open the writing room at a section (`show_section`).
        show_in_library(source_id: int): select a source in the library room.
        show_sources(source_ids: tuple[SourceId, ...]): show these alone in the library room.
        cite_sources(source_ids: tuple[SourceId, ...], apart: bool): cite these at the cursor of
            the manuscript that is open in the writing room, as one mark or each on a line.
        show_finding(Finding): show in the library room the sources or the archive of a finding.
        status(text: str): say a short thing at the foot of the window for a few seconds.
        error(ArchivistError): show a banner at the top of the window; nothing modal.
        open_styles(name: str, use: Callable[[str], object] | None): open the style manager at a
            style; `use` gets the name of the style that is chosen there for one purpose.
        styles_changed(): citation styles came, went or print otherwise than before.

    `ask`, `change` and `run` are the only ways to a service. Errors that no handler took reach
    `error` by themselves.
    """

    changed = Signal(object)
    state_changed = Signal()
    indexed = Signal(int)
    open_source = Signal(int, int, str)
    open_sheets = Signal(object)
    open_spot = Signal(object, object)
    open_search = Signal(str)
    open_section = Signal(int)
    show_in_library = Signal(int)
    show_sources = Signal(object)
    cite_sources = Signal(object, bool)
    show_finding = Signal(object)
    status = Signal(str)
    error = Signal(object)
    open_styles = Signal(str, object)
    styles_changed = Signal()

    def __init__(self, workspace: Workspace, jobs: Jobs, preferences: Preferences) -> None:
        super().__init__(preferences)
        self.workspace = workspace
        self.jobs = jobs
        self.preferences = preferences
        self.place = Place()
        self._open = True

    @property
    def read_only(self) -> bool:
        """Tell whether the library may not be changed."""
        return self.workspace.read_only

    def ask(
        self,
        work: Callable[[Workspace], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        owner: QObject,
        key: str = "",
    ) -> None:
        """Read something: `desk.ask(lambda w: w.sources.rows(ids), self._show, owner=self)`.

        `work` runs in another thread, `done` in the window's. Of the requests of one owner under
        one `key` only the newest counts. See `Jobs.read`.
        """
        workspace = self.workspace

        def finish(result: T) -> None:
            if self._open:
                done(result)

        def refuse(error: ArchivistError) -> None:
            if self._open:
                (failed or self.error.emit)(error)

        self.jobs.read(lambda: work(workspace), finish, refuse, owner=owner, key=key)

    def change(
        self,
        work: Callable[[Workspace], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        owner: QObject,
    ) -> None:
        """Write something: one call of a writing service method, in the order of asking.

        A result of `Changes` or `Made` is told to everybody by `changed`, after `done` had it.
        """
        workspace = self.workspace

        def finish(result: T) -> None:
            if done and isValid(owner):
                done(result)
            self.tell(result)

        def refuse(error: ArchivistError) -> None:
            (failed if failed and isValid(owner) else self.error.emit)(error)

        # The desk owns the job: a change is told to everybody even when the asking view is gone.
        self.jobs.write(lambda: work(workspace), finish, refuse, owner=self)

    def tell_everything(self) -> None:
        """Let everybody fetch everything again: anything may have changed (the ids are 0)."""
        self.tell(Changes(dict.fromkeys(Topic, frozenset({0}))))

    def run(
        self, steps: Callable[[Workspace], Steps[Any]], title: str, *, quiet: bool = False
    ) -> LongJob:
        """Begin long work; `title` names it in the queue, where `quiet` work does not show."""
        workspace = self.workspace
        return self.jobs.long(lambda: steps(workspace), title, quiet=quiet)

    def close(self) -> None:
        """Let nothing more be shown: the library is being closed."""
        self._open = False

    def tell(self, result: object) -> None:
        """Tell everybody what a change changed; anything but `Changes` and `Made` is nothing."""
        changes = result.changes if isinstance(result, Made) else result
        if isinstance(changes, Changes) and self._open:
            if changes:
                self.changed.emit(changes)
            self.state_changed.emit()
