"""The watched folders: which there are, what came from each and when."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.dialogs.folders.watch_form import WatchForm
from archivist.gui.widgets.banner import Banners
from archivist.gui.widgets.empty import EmptyPlace
from archivist.gui.widgets.labels import heading, muted
from archivist.gui.widgets.tips import plain_tip
from archivist.services.changes import Changes, Topic

if TYPE_CHECKING:
    from archivist.gui.messages import Desk
    from archivist.library.watching import Arrival, WatchedFolder
    from archivist.services.workspace import Workspace


_EVERY = 3_000
"""Milliseconds between two looks at which of the folders are there."""


class WatchedDialog(QDialog):
    """A list of the watched folders, and below it what came from the chosen one."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._folders: tuple[WatchedFolder, ...] = ()
        self._there: frozenset[int] | None = None
        self.setWindowTitle(self.tr("Watched folders"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.banners = Banners()
        self.list = self._table(
            [self.tr("Folder"), self.tr("Goes under"), self.tr("State"), self.tr("Came last")]
        )
        self.list.setAccessibleName(self.tr("Watched folders"))
        self.arrivals = self._table([self.tr("When"), self.tr("Files")])
        self.arrivals.setAccessibleName(self.tr("What came when"))
        self.arrivals.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self.add = QPushButton(self.tr("Add…"))
        self.edit = QPushButton(self.tr("Change…"))
        self.pause = QPushButton(self.tr("Pause"))
        self.remove = QPushButton(self.tr("Stop watching"))
        self.none = EmptyPlace(
            "folder",
            self.tr(
                "Photographs and scans can come in by themselves: name the folder into which your "
                "camera, phone or scanner puts them."
            ),
            "" if desk.read_only else self.tr("Watch a folder…"),
            self._add,
        )
        self._said = muted(
            self.tr(
                "What comes into these folders comes into the library by itself while it is "
                "open: each file once, as soon as it is written to its end."
            )
        )
        self._again = QTimer(self, interval=_EVERY)
        self._lay_out()
        self._listen()
        self._ask()

    @property
    def chosen(self) -> WatchedFolder | None:
        """The folder that is chosen in the list."""
        item = self.list.currentItem()
        at = -1 if item is None else self.list.indexOfTopLevelItem(item)
        return self._folders[at] if 0 <= at < len(self._folders) else None

    def _table(self, headings: list[str]) -> QTreeWidget:
        table = QTreeWidget()
        table.setHeaderLabels(headings)
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.header().setStretchLastSection(False)
        table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        return table

    def _lay_out(self) -> None:
        buttons = QVBoxLayout()
        buttons.setSpacing(theme.GRID)
        for button in (self.add, self.edit, self.pause, self.remove):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(theme.GRID)
        left.addWidget(self.list, 3)
        left.addWidget(heading(self.tr("What came when")))
        left.addWidget(self.arrivals, 2)
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.GRID)
        row.addLayout(left, 1)
        row.addLayout(buttons)
        self._stack = QStackedWidget()
        self._stack.addWidget(held)
        self._stack.addWidget(self.none)
        self._stack.setCurrentIndex(self._stack.addWidget(QWidget()))  # until it is known
        self._said.hide()
        close = QPushButton(self.tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.GRID,) * 4)
        column.setSpacing(theme.GRID)
        column.addWidget(self.banners)
        column.addWidget(self._said)
        column.addWidget(self._stack, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(104 * theme.GRID, 60 * theme.GRID)

    def _listen(self) -> None:
        self.list.currentItemChanged.connect(lambda *_: self._show_chosen())
        self.list.itemDoubleClicked.connect(lambda *_: self._edit())
        self.add.clicked.connect(self._add)
        self.edit.clicked.connect(self._edit)
        self.pause.clicked.connect(self._pause)
        self.remove.clicked.connect(self._remove)
        self._desk.changed.connect(self._changed)
        self._again.timeout.connect(self._ask)
        self._again.start()

    # -- showing

    def _changed(self, changes: Changes) -> None:
        if Topic.WATCHED in changes:
            self._ask()

    def _ask(self) -> None:
        self._desk.ask(_look, lambda found: self._show(*found), owner=self, key="folders")

    def _show(self, folders: tuple[WatchedFolder, ...], there: frozenset[int]) -> None:
        if (folders, there) == (self._folders, self._there):
            return
        kept, first = self.chosen, self._there is None
        self._stack.setCurrentIndex(0 if folders else 1)
        if first:
            (self.list if folders else self.none).setFocus()
        self._said.setVisible(bool(folders))
        self._folders, self._there = folders, there
        self.list.clear()
        for folder in folders:
            last = folder.arrivals[0] if folder.arrivals else None
            item = QTreeWidgetItem(
                [
                    folder.path,
                    folder.gathering.under or folder.gathering.pattern,
                    self._state(folder),
                    self._words(last) if last else self.tr("nothing yet"),
                ]
            )
            item.setToolTip(0, plain_tip(folder.path))
            item.setToolTip(1, plain_tip(folder.gathering.pattern))
            item.setIcon(0, theme.icon("folder"))
            self.list.addTopLevelItem(item)
        chosen = next((at for at, one in enumerate(folders) if kept and one.id == kept.id), 0)
        if (current := self.list.topLevelItem(chosen)) is not None:
            self.list.setCurrentItem(current)
        self._show_chosen()

    def _show_chosen(self) -> None:
        folder, free = self.chosen, not self._desk.read_only
        self.add.setEnabled(free)
        for button in (self.edit, self.pause, self.remove):
            button.setEnabled(folder is not None and free)
        self.pause.setText(self.tr("Go on") if folder and folder.paused else self.tr("Pause"))
        self.arrivals.clear()
        for arrival in folder.arrivals if folder else ():
            self.arrivals.addTopLevelItem(
                QTreeWidgetItem([_when(arrival), self.locale().toString(arrival.files)])
            )

    def _state(self, folder: WatchedFolder) -> str:
        if folder.paused:
            return self.tr("paused")
        return self.tr("watched") if folder.id in (self._there or ()) else self.tr("not there now")

    def _words(self, arrival: Arrival) -> str:
        files = self.tr("%Ln file(s)", "", arrival.files)
        return f"{_when(arrival)}: {files}"

    # -- changing

    def _add(self) -> None:
        WatchForm(self._desk, self, None).open()

    def _edit(self) -> None:
        if self.chosen is not None and not self._desk.read_only:
            WatchForm(self._desk, self, self.chosen).open()

    def _pause(self) -> None:
        if (folder := self.chosen) is not None:
            self._desk.change(
                lambda w: w.watching.pause(folder.id, paused=not folder.paused), owner=self
            )

    def _remove(self) -> None:
        if (folder := self.chosen) is not None:
            self._desk.change(lambda w: w.watching.remove(folder.id), owner=self)


def _look(workspace: Workspace) -> tuple[tuple[WatchedFolder, ...], frozenset[int]]:
    """Return the folders, and which of them are there now."""
    folders = workspace.watching.folders()
    return folders, frozenset(folder.id for folder in folders if Path(folder.path).is_dir())


def _when(arrival: Arrival) -> str:
    when = QDateTime.fromString(arrival.when, Qt.DateFormat.ISODate).toLocalTime()
    return QLocale().toString(when, QLocale.FormatType.ShortFormat)
