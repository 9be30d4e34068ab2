"""The sidebar: the tree of archives, groups, periods, tags, searches and the bin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.models.sidebar_nodes import Key, Node, NodeKind
from archivist.gui.models.sidebar_tree import NODE_ROLE, Index, SidebarTree
from archivist.gui.models.work_states import SIGN, draw_state
from archivist.gui.widgets.rows import RowDelegate, draw_ground, draw_ring, draw_text, ink
from archivist.gui.widgets.tags import draw_dot

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent, QKeyEvent, QMouseEvent

    from archivist.gui.messages import Desk

_INDENT = 14
_PLUS = 16
ADDABLE = frozenset({"archives", "groups", "periods"})
"""The headings that bear a plus to add a node."""


class SidebarView(QTreeView):
    """Shows the tree; `chosen(Node)` comes when another node is chosen.

    `add_asked(str)` comes from the plus beside a heading, with the heading's name.
    """

    chosen = Signal(object)
    add_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree = SidebarTree(desk, self)
        self._key: Key = ("all", 0)
        self._opened: set[Key] = set()
        self._read_only = desk.read_only
        self.setModel(self.tree)
        self.setItemDelegate(_NodeDelegate(self, plus=not desk.read_only))
        self.setProperty("look", "side")
        self.setHeaderHidden(True)
        self.setViewportMargins(0, theme.GRID, 0, theme.GRID)
        self.setIndentation(_INDENT)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setIconSize(QSize(16, 16))
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setAutoExpandDelay(600)
        self.setExpandsOnDoubleClick(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(self.tr("Archives, groups, periods and tags"))
        self.setMinimumWidth(20 * theme.GRID)
        self.tree.refreshed.connect(self._settle)
        self.selectionModel().currentChanged.connect(self._changed)
        self.clicked.connect(self._open)

    @property
    def node(self) -> Node:
        """The chosen node."""
        return self.tree.nodes.find(self._key) or self.tree.nodes.root

    def choose(self, key: Key) -> None:
        """Choose a node by its key, at once or when the tree has fetched it."""
        self._key = key
        found = self.tree.nodes.find(key)
        if found and self.tree.node(self.currentIndex()) is not found:
            self.selectionModel().setCurrentIndex(
                self.tree.index_of(found), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.scrollTo(self.tree.index_of(found))

    def unfold(self, key: Key) -> None:
        """Show what lies below a node."""
        node = self.tree.nodes.find(key)
        if node:
            index = self.tree.index_of(node)
            self.setExpanded(index, True)
            if self.tree.canFetchMore(index):  # Qt asks only when it is being opened
                self.tree.fetchMore(index)

    def rename(self) -> None:
        """Edit the chosen node's name in its place."""
        self.edit(self.currentIndex())

    def dropEvent(self, event: QDropEvent) -> None:
        """Take a drop as a copy: nothing leaves the table it came from."""
        event.setDropAction(Qt.DropAction.CopyAction)
        super().dropEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for a new node when the plus of a heading is clicked; open a clicked heading."""
        index = self.indexAt(event.position().toPoint())
        node = self.tree.node(index)
        if event.button() == Qt.MouseButton.LeftButton and node.kind is NodeKind.HEADING:
            addable = node.key[1] in ADDABLE and not self._read_only
            if addable and plus_rect(self.visualRect(index)).contains(event.position().toPoint()):
                self.add_asked.emit(node.key[1])
            else:
                self.setExpanded(index, not self.isExpanded(index))
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a saved search with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _settle(self) -> None:
        """Open each heading when it is new, and choose again the node that was chosen."""
        for node in self.tree.nodes.root.children:
            if node.key not in self._opened and node.children:
                self._opened.add(node.key)
                self.setExpanded(self.tree.index_of(node), True)
        self.choose(self._key)
        if self.node is self.tree.nodes.root:
            self.choose(("all", 0))

    def _open(self, index: QModelIndex) -> None:
        """Open a saved search, each time it is clicked; the keys pass over it until Enter."""
        node = self.tree.node(index)
        if node.kind is NodeKind.SEARCH:
            self.chosen.emit(node)

    def _changed(self, index: QModelIndex) -> None:
        node = self.tree.node(index)
        if node.kind not in {NodeKind.ROOT, NodeKind.HEADING}:
            self._key = node.key
            if node.kind is not NodeKind.SEARCH:
                self.chosen.emit(node)


def plus_rect(row: QRect) -> QRect:
    """Return where the plus of a heading stands."""
    return QRect(row.right() - _PLUS - theme.GRID, row.center().y() - _PLUS // 2, _PLUS, _PLUS)


class _NodeDelegate(RowDelegate):
    """Draws a node: icon or dot, name, and its count in grey at the right."""

    def __init__(self, view: SidebarView, *, plus: bool) -> None:
        super().__init__(view)
        self._view = view
        self._plus = plus

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one node."""
        self.initStyleOption(option, index)
        node = index.data(NODE_ROLE)
        painter.save()
        if node.kind is NodeKind.HEADING:
            self._heading(painter, option, node)
        else:
            draw_ground(painter, option, ring=False)
            self._node(painter, option, node)
            if option.state & QStyle.StateFlag.State_HasFocus:
                rect: QRect = option.rect
                draw_ring(painter, rect.adjusted(-rect.left(), 0, 0, 0))  # as wide as the ground
        painter.restore()

    def _heading(self, painter: QPainter, option: QStyleOptionViewItem, node: Node) -> None:
        rect: QRect = option.rect
        font = QFont(theme.small_font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        draw_text(painter, rect.adjusted(2, 4, -_PLUS - theme.GRID, 0), node.title)
        if self._plus and node.key[1] in ADDABLE:
            theme.icon("add", "muted").paint(painter, plus_rect(rect))

    def _node(self, painter: QPainter, option: QStyleOptionViewItem, node: Node) -> None:
        area = QRect(option.rect).adjusted(2, 0, -theme.GRID, 0)
        if node.kind is NodeKind.TAG:
            draw_dot(painter, node.color, area.left() + 4, area.center().y() - 3)
        elif node.kind is not NodeKind.UNIT:
            icon = option.icon
            icon.paint(painter, QRect(area.left(), area.center().y() - 7, 16, 16))
        if node.kind is not NodeKind.UNIT:
            area.setLeft(area.left() + 16 + 6)
        if node.state:
            draw_state(painter, node.state, QPoint(area.left(), area.center().y() - SIGN // 2))
            area.setLeft(area.left() + SIGN + 6)
        if node.count:
            painter.setFont(theme.small_font())
            painter.setPen(ink(option, "muted"))
            count = self._view.locale().toString(node.count)
            draw_text(painter, area, count, right=True)
            area.setRight(area.right() - painter.fontMetrics().horizontalAdvance(count) - 6)
        painter.setFont(self._view.font())
        painter.setPen(ink(option))
        draw_text(painter, area, node.title)
