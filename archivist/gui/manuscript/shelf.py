"""The left side of the writing room: the manuscripts, and the outline of the open one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.manuscript.outline_view import OutlineView
from archivist.gui.widgets.labels import heading, muted
from archivist.gui.widgets.rows import RowDelegate
from archivist.gui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.manuscript.outlined import Outline
    from archivist.library.manuscript import Manuscript
    from archivist.library.values import ManuscriptId, SectionId

_ID = Qt.ItemDataRole.UserRole
_MOST = 6
"""How many manuscripts are seen without scrolling."""


class Shelf(QWidget):
    """Lists manuscripts and sections.

    Signals:
        opened(int): a manuscript is to be opened.
        begun(): a manuscript is to be begun.
        removed(int): a manuscript is to go.
        section_added(): a section is to be added.
    """

    opened = Signal(int)
    begun = Signal()
    removed = Signal(int)
    section_added = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.outline = OutlineView()
        self._list = QListWidget()
        self._list.setProperty("look", "side")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setUniformItemSizes(True)
        self._list.setItemDelegate(RowDelegate(self._list))
        self._list.setIconSize(QSize(theme.ICON, theme.ICON))
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(self.tr("Manuscripts"))
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.currentItemChanged.connect(self._chosen)
        self._list.customContextMenuRequested.connect(self._offer_menu)
        self._words = muted(wrap=False)
        self._allowed = True
        self._quiet = False
        self._adders: list[QToolButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GRID, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(
            self._head(self.tr("Manuscripts"), self.tr("New manuscript"), self.begun.emit)
        )
        column.addWidget(self._list)
        column.addSpacing(theme.GRID)
        column.addLayout(
            self._head(self.tr("Sections"), self.tr("New section"), self.section_added.emit)
        )
        column.addWidget(self.outline, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(2 * theme.GRID, 0, 2 * theme.GRID, theme.GRID)
        foot.addWidget(self._words)
        column.addLayout(foot)

    def allow_editing(self, *, allowed: bool) -> None:
        """Offer what changes manuscripts, or not."""
        self._allowed = allowed
        for button in self._adders:
            button.setVisible(allowed)

    def show_manuscripts(
        self, manuscripts: Sequence[Manuscript], current: ManuscriptId | None
    ) -> None:
        """Show the manuscripts."""
        self._quiet = True
        self._list.clear()
        for manuscript in manuscripts:
            title = manuscript.title or self.tr("Without a title")
            item = QListWidgetItem(theme.icon("manuscript"), title, self._list)
            item.setData(_ID, int(manuscript.id))
            item.setToolTip(plain_tip(manuscript.title))
            if manuscript.id == current:
                self._list.setCurrentItem(item)
        self._list.setFixedHeight(max(1, min(_MOST, len(manuscripts))) * theme.ROW + 2)
        self._quiet = False

    def show_outline(self, outline: Outline, current: SectionId | None) -> None:
        """Show the sections of the open manuscript."""
        self.outline.show_outline(outline, current)
        self._words.setText(self.tr("%n word(s) in all", "", outline.total) if outline else "")

    def _head(self, text: str, adds: str, act: object) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(2 * theme.GRID, 0, theme.GRID // 2, 0)
        button = QToolButton()
        button.setIcon(theme.icon("add"))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(adds)
        button.setAccessibleName(adds)
        button.clicked.connect(act)
        self._adders.append(button)
        row.addWidget(heading(text), 1)
        row.addWidget(button)
        return row

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._quiet:
            self.opened.emit(item.data(_ID))

    def _offer_menu(self, at: QPoint) -> None:
        item = self._list.itemAt(at)
        if item is None or not self._allowed:
            return
        number = item.data(_ID)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        remove = menu.addAction(self.tr("Remove the manuscript"))
        remove.triggered.connect(lambda: self.removed.emit(number))
        menu.popup(self._list.viewport().mapToGlobal(at))
