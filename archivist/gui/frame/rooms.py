"""The rooms and the opened sources: which is seen, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QToolButton, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.frame.rail import ROOMS
from archivist.gui.messages import SheetsOf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archivist.services.searching import Spot, Trail

_LONGEST = 100
"""How many steps back are kept."""

_TAB = 28
"""How many letters of a title stand on a tab."""

Make = Callable[[], QWidget]


@dataclass(frozen=True, slots=True)
class Visit:
    """A place that was visited: a room, a source at a page, or its sheets."""

    room: str = ""
    source_id: int = 0
    page: int = 0
    sheets: SheetsOf | None = None

    @property
    def place(self) -> tuple[str, int, SheetsOf | None]:
        """What was visited, whatever page it was at."""
        return self.room, self.source_id, self.sheets


class Rooms(QWidget):
    """A stack of rooms and readers, with tabs when a source is open.

    Rooms are made when first visited. `moved()` comes after each move.
    """

    moved = Signal()

    def __init__(
        self,
        makers: Mapping[str, Make],
        make_reader: Callable[[int | SheetsOf], QWidget],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._makers, self._make_reader = makers, make_reader
        self._rooms: dict[str, Any] = {}
        self._readers: dict[int | SheetsOf, Any] = {}
        self._path: list[Visit] = []
        self._at = -1
        self._going = False
        self.room = ""
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(self.tr("Opened sources"))
        self.tabs.addTab("")
        self.tabs.hide()
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._show_tab)

    # -- going somewhere

    def show_room(self, room: str) -> Any:  # noqa: ANN401 - each room has methods of its own
        """Show a room, making it when it was not visited before; return it."""
        if room not in self._rooms:
            self._rooms[room] = self._makers[room]()
            self._stack.addWidget(self._rooms[room])
        self.room = room
        self.tabs.setTabText(0, self._title(room))
        self._turn_to(0)
        self._see(self._rooms[room], Visit(room=room))
        return self._rooms[room]

    def open_source(self, source_id: int, page: int = 0, query: str = "") -> None:
        """Show a source at a page, in a tab of its own."""
        reader = self._reader(source_id)
        if page or query:
            reader.show_page(page, query)
        self._see(reader, Visit(source_id=source_id, page=page))

    def open_sheets(self, what: SheetsOf) -> None:
        """Show the desk at which pages become sheets, in a tab of its own."""
        if what not in self._readers:
            self._add_reader(what)
        desk = self._readers[what]
        self._turn_to(self._tab_of(what))
        desk.show_page(what.page_id)
        self._see(desk, Visit(sheets=what))

    def open_spot(self, source_id: int, spot: Spot, trail: Trail) -> None:
        """Show a source at a hit of a list."""
        reader = self._reader(source_id)
        reader.show_spot(spot, trail)
        self._see(reader, Visit(source_id=source_id, page=spot.page))

    def close_tab(self, tab: int) -> None:
        """Close the tab of a source; the room's own tab stays."""
        key = self.tabs.tabData(tab)
        if key in self._readers:
            reader = self._readers.pop(key)
            reader.put_away()
            self.tabs.removeTab(tab)
            self._stack.removeWidget(reader)
            reader.deleteLater()
            self.tabs.setVisible(bool(self._readers))

    def step_tab(self, step: int) -> None:
        """Go to the next tab or the one before."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())

    def made(self, room: str) -> Any:  # noqa: ANN401 - each room has methods of its own
        """Return a room that was visited, None for one that was not."""
        return self._rooms.get(room)

    @property
    def current(self) -> Any:  # noqa: ANN401 - a room or a reader
        """The room or reader that is seen."""
        return self._stack.currentWidget()

    # -- the way back

    @property
    def can_go(self) -> tuple[bool, bool]:
        """Tell whether there is a way back, and one forward."""
        return self._at > 0, self._at < len(self._path) - 1

    def go(self, step: int) -> None:
        """Go back (-1) or forward (1) through what was visited."""
        to = self._at + step
        if not 0 <= to < len(self._path):
            return
        self._note_page()
        self._at, self._going = to, True
        visit = self._path[to]
        if visit.room:
            self.show_room(visit.room)
        elif visit.sheets:
            self.open_sheets(visit.sheets)
        else:
            self.open_source(visit.source_id, visit.page)
        self._going = False
        self.moved.emit()

    def put_away(self) -> None:
        """Let every room and reader save what it has."""
        for part in (*self._readers.values(), *self._rooms.values()):
            part.put_away()

    # -- inside

    def _reader(self, source_id: int) -> Any:  # noqa: ANN401 - a reader
        """Return the reader of a source, its tab in front."""
        if source_id not in self._readers:
            self._add_reader(source_id)
        self._turn_to(self._tab_of(source_id))
        return self._readers[source_id]

    def _add_reader(self, key: int | SheetsOf) -> None:
        reader = self._make_reader(key)
        self._readers[key] = reader
        self._stack.addWidget(reader)
        tab = self.tabs.addTab(self.tr("Opening…"))
        self.tabs.setTabData(tab, key)
        reader.titled.connect(lambda title: self._name_tab(key, title))  # type: ignore[attr-defined]  # see gui/messages.py
        self.tabs.setTabButton(tab, QTabBar.ButtonPosition.RightSide, self._cross(key))
        self.tabs.show()

    def _turn_to(self, tab: int) -> None:
        """Press a tab without being told that it was pressed."""
        with QSignalBlocker(self.tabs):
            self.tabs.setCurrentIndex(tab)

    def _cross(self, key: int | SheetsOf) -> QToolButton:
        cross = QToolButton()
        cross.setIcon(theme.icon("close", "muted"))
        cross.setIconSize(QSize(12, 12))
        cross.setToolTip(self.tr("Close this source"))
        cross.setAccessibleName(cross.toolTip())
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.clicked.connect(lambda: self.close_tab(self._tab_of(key)))
        return cross

    def _name_tab(self, key: int | SheetsOf, title: str) -> None:
        tab = self._tab_of(key)
        short = title if len(title) <= _TAB else f"{title[: _TAB - 1].rstrip()}…"
        self.tabs.setTabText(tab, short.replace("&", "&&"))
        self.tabs.setTabToolTip(tab, title)

    def _tab_of(self, key: int | SheetsOf) -> int:
        tabs = range(self.tabs.count())
        return next((tab for tab in tabs if self.tabs.tabData(tab) == key), 0)

    def _show_tab(self, tab: int) -> None:
        key = self.tabs.tabData(tab) if tab >= 0 else None
        if key in self._readers:
            sheets = isinstance(key, SheetsOf)
            visit = Visit(sheets=key) if sheets else Visit(source_id=key)
            self._see(self._readers[key], visit)
        elif self.room:
            self._see(self._rooms[self.room], Visit(room=self.room))

    def _see(self, part: Any, visit: Visit) -> None:  # noqa: ANN401 - a room or a reader
        if self._stack.currentWidget() is not part:
            self._note_page()
            self._stack.setCurrentWidget(part)
            part.take_focus()
        self._remember(visit)
        self.moved.emit()

    def _remember(self, visit: Visit) -> None:
        if self._going:
            return
        here = self._path[self._at] if self._at >= 0 else None
        same = here and here.place == visit.place
        if same and (not visit.page or here == visit):
            return
        self._path = [*self._path[: self._at + 1], visit][-_LONGEST:]
        self._at = len(self._path) - 1

    def _note_page(self) -> None:
        """Keep at which page a reader is left."""
        here = self._path[self._at] if self._at >= 0 else None
        reader = self._readers.get(here.source_id) if here and here.source_id else None
        if here and reader:
            self._path[self._at] = Visit(source_id=here.source_id, page=reader.page_number())

    def _title(self, room: str) -> str:
        names = (
            *(self.tr("Library"), self.tr("Search"), self.tr("Manuscripts")),
            self.tr("Archive log"),
        )
        return dict(zip(ROOMS, names, strict=True))[room]
