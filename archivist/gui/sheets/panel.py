"""The sheets desk: the pages of a source, or of a file of an archive, become its sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QSplitter, QVBoxLayout, QWidget

from archivist.errors import ParseError
from archivist.gui import theme
from archivist.gui.sheets.easel import Tool
from archivist.gui.sheets.fetched import fetch_sheets
from archivist.gui.sheets.grid import SheetGrid
from archivist.gui.sheets.looking import Looking
from archivist.gui.sheets.numbering import NumberingBar
from archivist.gui.sheets.previewing import Previewing
from archivist.gui.sheets.remark_list import RemarkList
from archivist.gui.sheets.tool_row import TOOLS, ToolRow
from archivist.gui.sheets.work import QUARTER, SheetWork
from archivist.gui.widgets.empty import EmptyPlace
from archivist.library.foliation import Flaw
from archivist.library.references import parse_sheets
from archivist.services.changes import Topic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archivist.errors import ArchivistError
    from archivist.gui.actions import Actions
    from archivist.gui.messages import Desk, SheetsOf
    from archivist.gui.sheets.fetched import FetchedSheets
    from archivist.library.foliation import Remark
    from archivist.library.page_shapes import SheetPage
    from archivist.library.references import Sheets
    from archivist.services.changes import Changes

_SPLIT = "sheets/split"
_SIDE = 30 * theme.GRID


class SheetsDesk(QWidget):
    """Shows the pages in a grid under the tools, the remarks beside them.

    Signals:
        titled(str): the words for the tab.
    """

    titled = Signal(str)

    def __init__(self, desk: Desk, actions: Actions, what: SheetsOf) -> None:
        super().__init__()
        self._desk, self._actions, self._what = desk, actions, what
        self._fetched: FetchedSheets | None = None
        self._extent: int | None = None
        self.tools, self.numbering = ToolRow(actions), NumberingBar()
        self.grid = SheetGrid(desk)
        self.remarks = RemarkList()
        self._empty = EmptyPlace("sheet", self.tr("There are no pages here to make sheets of."))
        self._work = SheetWork(desk, self)
        self._looking = Looking(desk, self.grid, self._empty, self._work)
        self.closer = self._looking.closer
        self._previewing = Previewing(desk, self.grid, self.numbering)
        self._lay_out()
        self._listen()
        self._take_actions()
        self._fetch()

    # -- what the window asks

    def take_focus(self) -> None:
        """Put the keyboard on the pages."""
        self.grid.setFocus()

    def put_away(self) -> None:
        """Keep the width of the side."""
        self._desk.preferences.state.setValue(_SPLIT, self._split.saveState())

    def show_page(self, page_id: int) -> None:
        """Select a page when it is here."""
        self._wanted = page_id
        self._pick_wanted()

    # -- building

    def _lay_out(self) -> None:
        self._wanted = 0
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._looking.stack)
        self._split.addWidget(self.remarks)
        self._split.setStretchFactor(0, 1)
        self._split.setSizes([4 * _SIDE, _SIDE])
        self.remarks.setMinimumWidth(22 * theme.GRID)
        kept = self._desk.preferences.state.value(_SPLIT)
        if kept:
            self._split.restoreState(kept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self.numbering)
        column.addWidget(self._split, 1)
        if self._desk.read_only:
            self.tools.allow(allowed=False)
            self.numbering.setEnabled(False)
            self.grid.sheets.allow_editing(allowed=False)

    def _listen(self) -> None:
        grid, work = self.grid, self._work
        self._desk.changed.connect(self._changed)
        grid.picked.connect(self._tell_picked)
        grid.moved.connect(self._move_before)
        grid.left.connect(self.numbering.clear)
        grid.customContextMenuRequested.connect(self._show_menu)
        self.remarks.chosen.connect(self._choose)
        self.remarks.extended.connect(self._extend)
        self.numbering.wanted.connect(self._number)
        work.arranged.connect(lambda pages: grid.show_pages(pages, frozenset()))
        work.numbered.connect(self.numbering.clear)
        work.refused.connect(self._fetch)

    def _take_actions(self) -> None:
        if self._desk.read_only:
            return
        for name, act in self._acts():
            # not the fields above: single letters would be keys there
            self._actions.handle(name, self._split, act)
        for name, act in (
            ("source.rename", self.grid.type_label),
            ("sheets.back", lambda: self._shift(-1)),
            ("sheets.on", lambda: self._shift(1)),
        ):
            self._actions.handle(name, self.grid, act)

    def _acts(self) -> Iterator[tuple[str, Callable[[], object]]]:
        """Yield what is done with the selected pages."""
        work, picked = self._work, self._picked
        yield "sheets.number", self._begin_numbering
        yield "sheets.skip", lambda: work.skip(picked())
        yield "sheets.merge", lambda: work.merge(picked())
        yield "sheets.split", lambda: self._looking.look(Tool.SPLIT)
        yield "sheets.crop", lambda: self._looking.look(Tool.CROP)
        yield "sheets.turn_left", lambda: work.turn(picked(), -QUARTER)
        yield "sheets.turn_right", lambda: work.turn(picked(), QUARTER)
        yield "sheets.straighten", lambda: work.straighten(picked())
        yield "sheets.whole", lambda: work.show_whole(picked())
        yield "sheets.as_taken", self._arrange_as_taken
        yield "sheets.part", self._part
        yield "sheets.first", lambda: self._lay(0)
        yield "sheets.last", lambda: self._lay(len(self.grid.sheets.pages))
        yield "source.join", self._join

    # -- fetching

    def _fetch(self) -> None:
        what, extent = self._what, self._extent
        self._desk.ask(
            lambda w: fetch_sheets(w, what, extent),
            self._show,
            self._fail,
            owner=self,
            key="sheets",
        )

    def _changed(self, changes: Changes) -> None:
        if any(topic in changes for topic in (Topic.PAGES, Topic.FILES, Topic.SOURCES)):
            self._fetch()

    def _show(self, fetched: FetchedSheets) -> None:
        first, self._fetched = self._fetched is None, fetched
        self.titled.emit(self.tr("Sheets: %1").replace("%1", fetched.title))
        self.grid.show_pages(fetched.pages, fetched.flawed)
        self.remarks.show_remarks(
            fetched.remarks,
            [self._rows_of(remark) for remark in fetched.remarks],
            fetched.extent,
        )
        self.remarks.explain(numbered=any(page.label for page in fetched.pages))
        if first and fetched.pages:
            self.grid.pick([0])
        self._pick_wanted()
        self._tell_picked()
        self._looking.refresh()

    def _fail(self, error: ArchivistError) -> None:
        self.grid.show_pages((), frozenset())
        self._empty.say(str(error))
        self._looking.show_empty()

    def _rows_of(self, remark: Remark) -> tuple[int, ...]:
        """Return the pages that a remark is about; of missing sheets those at both sides."""
        if remark.flaw is not Flaw.MISSING or self._fetched is None:
            return remark.shots
        return around(self._fetched.pages, remark.sheets)

    # -- what is selected

    def _picked(self) -> tuple[SheetPage, ...]:
        """Return the selected pages; the page that is seen closer when it is not among them."""
        pages = self.grid.sheets.pages
        closer = self._looking.page
        rows = self.grid.picked_rows()
        if closer is not None and self.grid.sheets.row_of(closer.id) not in rows:
            return (closer,)
        return tuple(pages[row] for row in rows)

    def _tell_picked(self) -> None:
        self.tools.tell(len(self.grid.sheets.pages), len(self.grid.picked_rows()))
        self._previewing.ask()

    def _pick_wanted(self) -> None:
        row = self.grid.sheets.row_of(self._wanted) if self._wanted else -1
        if row >= 0:
            self._wanted = 0
            self.grid.pick([row])

    def _choose(self, rows: tuple[int, ...]) -> None:
        self._looking.show_grid()
        self.grid.pick(rows)

    def _extend(self, extent: int) -> None:
        self._extent = extent
        self._fetch()

    # -- what can be done

    def _begin_numbering(self) -> None:
        self._looking.show_grid()
        self.numbering.start.setFocus()
        self.numbering.start.selectAll()

    def _number(self) -> None:
        order = self._previewing.order()
        if order is not None:
            self._work.number(*order)
            self.grid.setFocus()

    def _shift(self, step: int) -> None:
        """Move the selected pages by one place."""
        rows = self.grid.picked_rows()
        if rows:
            self._lay(max(0, rows[0] - 1) if step < 0 else rows[-1] + 2)

    def _lay(self, before: int) -> None:
        self._move_before(self.grid.picked_ids(), before)

    def _move_before(self, ids: object, before: int) -> None:
        pages = self.grid.sheets.pages
        moving = tuple(ids) if isinstance(ids, tuple) else ()
        if moving and not self._desk.read_only:
            self._work.move(pages, moving, before)
            rows = self.grid.picked_rows()
            if rows:
                self.grid.scrollTo(self.grid.sheets.index(rows[0]))

    def _arrange_as_taken(self) -> None:
        if self._fetched is not None:
            self._work.arrange_as_taken(self._fetched.sources)

    def _part(self) -> None:
        pages = self._picked()
        if pages and self._fetched is not None:
            self._work.part(pages, self._fetched.title)

    def _join(self) -> None:
        if self._fetched is None or len(self._fetched.sources) < 2:  # noqa: PLR2004 - nothing to join
            self._desk.status.emit(self.tr("These pages are one source already."))
        else:
            self._work.join(self._fetched.sources)

    def _show_menu(self, where: QPoint) -> None:
        if self._desk.read_only or not self.grid.picked_rows():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in TOOLS:
            for name in group:
                menu.addAction(self._actions[name])
            menu.addSeparator()
        for name in ("sheets.first", "sheets.last"):
            menu.addAction(self._actions[name])
        menu.popup(self.grid.viewport().mapToGlobal(where))


def around(pages: tuple[SheetPage, ...], sheets: str) -> tuple[int, ...]:
    """Return the places of the pages between which sheets are missing."""
    wanted = parse_sheets(sheets)
    if not wanted:
        return ()
    order = wanted[0].first.order
    known = [
        (spans[0].first.order, row)
        for row, page in enumerate(pages)
        if (spans := _spans(page.label))
    ]
    before = max((one for one in known if one[0] < order), default=None)
    after = min((one for one in known if one[0] > order), default=None)
    return tuple(row for found in (before, after) if found for row in (found[1],))


def _spans(label: str) -> Sheets:
    try:
        return parse_sheets(label)
    except ParseError:
        return ()
