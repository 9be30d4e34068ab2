"""The room of the archive log: archives at the left, their files with what was done about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.widgets.choosing import choose_target
from archivist.gui.widgets.empty import EmptyPlace
from archivist.gui.worklog.files_view import FilesView
from archivist.gui.worklog.filter_bar import STATES, FilterBar
from archivist.gui.worklog.order_words import order_words
from archivist.gui.worklog.places import ANY, NONE, PlaceColumn
from archivist.gui.worklog.step_form import StepForm, today
from archivist.library.archive_work import Step, WorkQuery, WorkState
from archivist.library.values import parse_date
from archivist.services.changes import Topic

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from archivist.gui.actions import Actions
    from archivist.gui.messages import Desk
    from archivist.library.archive import Archive, Unit
    from archivist.library.archive_work import Limits, WorkCount
    from archivist.library.values import UnitId
    from archivist.services.changes import Changes
    from archivist.services.visiting import FileRow

_SIDES = (30 * theme.GRID, 110 * theme.GRID)


class ArchiveLogRoom(QWidget):
    """Shows files of archives by state; sets states of many, and writes order lists."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__()
        self._desk, self._actions = desk, actions
        self.places = PlaceColumn()
        self.bar = FilterBar(actions)
        self.files = FilesView(desk)
        self._empty = EmptyPlace("archive-log", self.tr("Looking…"), " ", self._help)
        self._empty.say(self.tr("Looking…"), "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.files)
        self._any_files = False
        self._lay_out()
        self._take_actions()
        self.places.changed.connect(self._ask)
        self.bar.changed.connect(self._ask)
        self.files.picked.connect(self._count)
        self.files.opened.connect(self._details)
        self.files.typed.connect(self._type)
        self.files.sorted.connect(self._ask)
        self.files.table.counted.connect(self._show)
        self.files.customContextMenuRequested.connect(self._menu)
        desk.changed.connect(self._take_changes)
        self._refresh()

    # -- what the window asks

    def take_focus(self) -> None:
        """Put the keyboard on the files."""
        self.files.setFocus()

    def put_away(self) -> None:
        """Keep the sizes."""
        self._desk.preferences.state.setValue("worklog/splitter", self._split.saveState())
        self.files.keep_columns()

    # -- how it is made

    def _lay_out(self) -> None:
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        for place, part in enumerate((self.places, main)):
            self._split.addWidget(part)
            self._split.setStretchFactor(place, place)
        self._split.setSizes(list(_SIDES))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)
        kept = self._desk.preferences.state.value("worklog/splitter")
        if kept is not None:
            self._split.restoreState(kept)

    def _take_actions(self) -> None:
        take = self._actions.handle
        for name, state in zip(STATES, WorkState, strict=True):
            take(name, self.files, self._marker(state))
        take("log.take_back", self.files, self._take_back)
        take("log.details", self.files, self._details)
        take("log.order_list", self, self._ask_target)
        take("edit.find", self, self.bar.text.setFocus)
        take("view.sidebar", self, lambda: self.places.setVisible(self.places.isHidden()))
        self.bar.state.setEnabled(not self._desk.read_only)

    def _marker(self, state: WorkState) -> Callable[[], None]:
        return lambda: self._mark(state)

    # -- what is shown

    def _take_changes(self, changes: Changes) -> None:
        if Topic.UNITS in changes or Topic.ARCHIVES in changes:
            self._refresh()
        elif Topic.STEPS in changes:
            self._ask_counts()
            if self.files.table.query.asks_steps:
                self._ask()
            else:
                self.files.table.fetch_again()

    def _refresh(self) -> None:
        self._ask_counts()
        self._ask()

    def _ask_counts(self) -> None:
        self._desk.ask(
            lambda w: (w.visiting.counts(), *w.visiting.names()),
            lambda found: self._show_counts(*found),
            owner=self,
            key="counts",
        )

    def _show_counts(
        self,
        counts: tuple[WorkCount, ...],
        archives: tuple[Archive, ...],
        units: tuple[Unit, ...],
    ) -> None:
        self._any_files = any(count.files for count in counts)
        self.places.show_counts(counts, archives, units)
        self._explain()

    def _query(self) -> WorkQuery:
        archive_id, unit_id = self.places.spot
        state = self.places.state
        first, last = self.bar.days
        named = state not in {ANY, NONE}
        order, descending = self.files.work_order
        return WorkQuery(
            archive_id=archive_id,
            unit_id=unit_id,
            states=frozenset({WorkState(state)}) if named else frozenset(),
            untouched=state == NONE,
            from_day=first,
            to_day=last,
            text=self.bar.text.text(),
            limited=self.bar.limited.isChecked(),
            order=order,
            descending=descending,
        )

    def _ask(self) -> None:
        self.files.table.ask(self._query())

    def _type(self, letters: str) -> None:
        """Begin to narrow with what is typed in the files."""
        self.bar.text.setFocus()
        self.bar.text.insert(letters)

    def _show(self, rows: int) -> None:
        focused = self.files.hasFocus()
        self._stack.setCurrentWidget(self.files if rows else self._empty)
        if focused and rows:
            self.files.setFocus()
        self._explain()
        self._count()

    def _count(self) -> None:
        shown, picked = self.files.table.rowCount(), self.files.picked_count
        said = self.tr("%Ln file(s)", "", shown)
        if picked > 1:
            said += ", " + self.tr("%Ln chosen", "", picked)
        self.bar.counted.setText(said if shown else "")

    def _explain(self) -> None:
        if not self._any_files:
            self._empty.say(
                self.tr(
                    "No files of archives yet. Import the inventory of a fund, or add archives in "
                    "the library."
                ),
                "" if self._desk.read_only else self.tr("Import an inventory…"),
            )
        else:
            self._empty.say(self.tr("No file is like that."), self.tr("Show all files"))

    def _help(self) -> None:
        if not self._any_files:
            self._actions["file.import_inventory"].trigger()
            return
        self.places.choose_any_state()
        self.bar.clear()

    # -- what is done

    def _mark(self, state: WorkState) -> None:
        ids = self.files.picked_ids()
        if not ids or self._desk.read_only:
            return
        step = Step(state=state, day=parse_date(today()))
        self._desk.change(lambda w: w.visiting.mark(ids, step), owner=self)

    def _take_back(self) -> None:
        ids = self.files.picked_ids()
        if ids and not self._desk.read_only:
            self._desk.change(lambda w: w.visiting.take_back(ids), owner=self)

    def _details(self) -> None:
        ids = self.files.picked_ids()
        if not ids or self._desk.read_only:
            return
        self._desk.ask(
            lambda w: (w.visiting.rows(ids[:1]), w.visiting.common_limits(ids)),
            lambda found: self._open_form(ids, *found),
            owner=self,
            key="details",
        )

    def _open_form(
        self, ids: tuple[UnitId, ...], first: tuple[FileRow, ...], limits: Limits
    ) -> None:
        if first:
            StepForm(self._desk, self.window(), ids, first[0], limits).open()

    def _menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in (*STATES, "log.take_back", "log.details", "log.order_list"):
            menu.addAction(self._actions[name])
        for name in ("log.take_back", "log.order_list"):
            menu.insertSeparator(self._actions[name])
        menu.popup(self.files.viewport().mapToGlobal(point))

    def _ask_target(self) -> None:
        """Write the chosen files, or all that are shown when less than two are chosen."""
        picked = self.files.picked_ids()
        ids = picked if len(picked) > 1 else self.files.table.ids()
        if not ids:
            self._desk.status.emit(self.tr("There is no file to write into a list."))
            return
        choose_target(
            self,
            self.tr("Where the order list is written"),
            self.tr("Order list") + ".docx",
            self.tr("Word (*.docx);;Table (*.csv)"),
            lambda target: self.write_list(ids, target),
        )

    def write_list(self, ids: tuple[UnitId, ...], target: Path) -> None:
        """Write an order list of files; the suffix says how."""
        words = order_words()
        self._desk.ask(
            lambda w: w.visiting.order_list(ids, target, words),
            lambda _: self._desk.status.emit(self.tr("Written: %1").replace("%1", str(target))),
            owner=self,
        )
