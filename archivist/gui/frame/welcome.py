"""The page of a window without a library: make one, open one, or go on with a recent one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.widgets.labels import ElidedLabel, heading, muted
from archivist.gui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from archivist.gui.actions import Actions

_WIDTH = 60 * theme.GRID
_SHOWN = 6


class Welcome(QScrollArea):
    """`chosen(Path)` comes for a recent library, `forgotten(Path)` for one to be left out."""

    chosen = Signal(object)
    forgotten = Signal(object)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.make = QPushButton(self.tr("Make a library…"))
        self.make.setProperty("look", "main")
        self.make.clicked.connect(actions["file.new_library"].trigger)
        self.open = QPushButton(self.tr("Open a library…"))
        self.open.clicked.connect(actions["file.open_library"].trigger)
        self._waiting = muted()
        self._waiting.hide()
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        self._lay_out()

    def _lay_out(self) -> None:
        sheet = QWidget()
        sheet.setFixedWidth(_WIDTH)
        column = QVBoxLayout(sheet)
        column.setSpacing(2 * theme.GRID)
        for part in self._words():
            column.addWidget(part)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID)
        buttons.addWidget(self.make)
        buttons.addWidget(self.open)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(self._waiting)
        column.addSpacing(theme.GRID)
        column.addLayout(self._recent)
        page = QWidget()
        middle = QHBoxLayout()  # not an alignment: that forgets how high wrapped words are
        middle.addStretch(1)
        middle.addWidget(sheet)
        middle.addStretch(1)
        around = QVBoxLayout(page)
        around.addStretch(2)
        around.addLayout(middle)
        around.addStretch(3)
        self.setWidget(page)

    def _words(self) -> tuple[QLabel, QLabel, QLabel]:
        picture = QLabel()
        picture.setPixmap(QIcon("icons:archivist.svg").pixmap(72, 72))
        title = QLabel("Archivist")
        title.setFont(theme.title_font(22))
        said = QLabel(
            self.tr(
                "Collect, read and cite archival sources. A library is one folder on your disk: "
                "your files, their texts, your notes and manuscripts."
            )
        )
        said.setWordWrap(True)
        said.setProperty("look", "muted")
        return picture, title, said

    def show_recent(self, folders: tuple[str, ...]) -> None:
        """Show the recent libraries, the newest first."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()
        if folders:
            self._recent.addWidget(heading(self.tr("Recent libraries")))
        for folder in folders[:_SHOWN]:
            self._recent.addWidget(self._row(Path(folder)))

    def wait_for(self, folder: Path | None) -> None:
        """Say that a library is being opened; None when it no longer is."""
        self._waiting.setVisible(folder is not None)
        if folder:
            self._waiting.setText(self.tr("Opening “%1”…").replace("%1", folder.name))
        for button in (self.make, self.open):
            button.setEnabled(folder is None)

    def _row(self, folder: Path) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.GRID)
        button = QPushButton(theme.icon("library", "accent"), folder.name)
        button.setProperty("look", "link")
        button.setToolTip(plain_tip(str(folder)))
        button.clicked.connect(lambda: self.chosen.emit(folder))
        where = ElidedLabel(str(folder.parent), mode=Qt.TextElideMode.ElideMiddle)
        where.setProperty("look", "muted")
        where.setFont(theme.small_font())
        forget = QToolButton()
        forget.setIcon(theme.icon("close", "muted"))
        forget.setIconSize(QSize(14, 14))
        forget.setToolTip(self.tr("Leave “%1” out of this list").replace("%1", folder.name))
        forget.setAccessibleName(forget.toolTip())
        forget.clicked.connect(lambda: self.forgotten.emit(folder))
        line.addWidget(button)
        line.addWidget(where, 1)
        line.addWidget(forget)
        return row
