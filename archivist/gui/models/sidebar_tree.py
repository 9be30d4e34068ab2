"""The tree of the library's sidebar; archives are fetched level by level as they are opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from archivist.gui import theme
from archivist.gui.models.sidebar_nodes import (
    ICONS,
    Node,
    NodeKind,
    Nodes,
    Snapshot,
    fetch,
    top_nodes,
    unit_nodes,
)
from archivist.gui.models.source_table import MIME
from archivist.gui.models.work_states import state_name
from archivist.gui.widgets.tips import plain_tip
from archivist.library.values import SourceId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.messages import Desk
    from archivist.library.catalogue_query import UnitNode

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()

NODE_ROLE = Qt.ItemDataRole.UserRole
"""The Node itself."""

_TAKES_SOURCES = frozenset(
    {
        NodeKind.UNIT,
        NodeKind.UNFILED,
        NodeKind.GROUP,
        NodeKind.NO_GROUP,
        NodeKind.TAG,
        NodeKind.BIN,
    }
)


RENAMED = frozenset({NodeKind.GROUP, NodeKind.TAG, NodeKind.SEARCH})
"""What is given another name in place."""


_SOON = 300
"""Milliseconds after a change until saved searches are counted anew."""


class SidebarTree(QAbstractItemModel):
    """The sidebar's tree.

    `dropped(ids, node)` comes when sources were dropped on a node, `renamed(node, name)` when a
    name was edited in place, `refreshed()` when the tree shows what there is now; nodes that
    stayed are the same objects as before.
    """

    dropped = Signal(object, object)
    renamed = Signal(object, str)
    refreshed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.nodes = Nodes()
        self._totals: dict[str, int] = {}
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._ask_totals)
        desk.indexed.connect(lambda waiting: None if waiting else self._soon.start())

    def refresh(self) -> None:
        """Fetch everything that is shown again."""
        places = [node.place for node in self.nodes.walk() if node.loaded]
        shown = [place for place in places if place]
        self._desk.ask(lambda w: fetch(w, shown), self._take, owner=self, key="tree")

    def index_of(self, node: Node) -> QModelIndex:
        """Return the index of a node."""
        if node is self.nodes.root:
            return QModelIndex()
        return self.createIndex(node.row, 0, node.serial)

    def node(self, index: Index) -> Node:
        """Return the node of an index; the root for none."""
        return self.nodes.get(index.internalId() if index.isValid() else 0)

    # -- what Qt asks

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Return the index of a child."""
        children = self.node(parent).children
        inside = 0 <= row < len(children) and column == 0
        return self.createIndex(row, column, children[row].serial) if inside else QModelIndex()

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # QObject.parent() is another function
        """Return the index of the node above."""
        above = self.node(index).parent
        return self.index_of(above) if above else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many children of a node are there."""
        return len(self.node(parent).children)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: ARG002 - Qt's name
        """Return 1: counts are drawn in the same column."""
        return 1

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        """Tell whether a node can be opened."""
        node = self.node(parent)
        return bool(node.children) or node.lazy

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether a node's children are still to be fetched."""
        node = self.node(parent)
        return node.lazy and not node.loaded

    def fetchMore(self, parent: Index) -> None:
        """Fetch a node's children."""
        node = self.node(parent)
        place = node.place
        if place is None or node.loaded:
            return
        node.loaded = True
        self._desk.ask(
            lambda w: w.tree.children(*place),
            lambda children: self._take_children(node, children),
            owner=self,
        )

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let nodes be chosen, and take sources where that means something."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        node = self.node(index)
        flags = Qt.ItemFlag.ItemIsEnabled
        if node.kind is not NodeKind.HEADING:
            flags |= Qt.ItemFlag.ItemIsSelectable
        if node.kind in _TAKES_SOURCES and not self._desk.read_only:
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        if node.kind in RENAMED and node.value and not self._desk.read_only:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt takes any
        """Return what a node shows."""
        node = self.node(index)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return node.title
        if role == NODE_ROLE:
            return node
        if role == Qt.ItemDataRole.DecorationRole and node.kind in ICONS:
            return theme.icon(ICONS[node.kind], "muted")
        if role == Qt.ItemDataRole.ToolTipRole:
            tip = node.tip or node.title
            return plain_tip(f"{tip} · {state_name(node.state)}" if node.state else tip)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return node.title if node.count is None else f"{node.title} ({node.count})"
        return None

    def mimeTypes(self) -> list[str]:
        """Return what may be dropped."""
        return [MIME]

    def dropMimeData(
        self,
        data: QMimeData,
        _action: Qt.DropAction,
        row: int,
        _column: int,
        parent: Index,
    ) -> bool:
        """Tell the room what was dropped where."""
        node = self.node(parent)
        if row >= 0 or node.kind not in _TAKES_SOURCES or not data.hasFormat(MIME):
            return False
        ids = bytes(data.data(MIME).data()).split()
        self.dropped.emit(tuple(SourceId(int(id_)) for id_ in ids), node)
        return True

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell the room that a node was given another name; the tree shows it when it is saved."""
        node, name = self.node(index), " ".join(str(value).split())
        if role == Qt.ItemDataRole.EditRole and name and name != node.title:
            self.renamed.emit(node, name)
        return False

    # -- fetching

    def _take(self, found: Snapshot) -> None:
        self._merge(self.nodes.root, top_nodes(found))
        for node in list(self.nodes.walk()):
            place = node.place
            if place and node.loaded and place in found.children:
                self._merge(node, unit_nodes(found.children[place], node.language))
        self.refreshed.emit()
        self._show_totals(self._totals)
        self._soon.start()

    def _ask_totals(self) -> None:
        """Count what the saved searches find."""
        queries = [node.value.query for node in self._searches()]
        if queries:
            self._desk.ask(
                lambda w: w.searching.totals(queries), self._show_totals, owner=self, key="totals"
            )

    def _show_totals(self, totals: dict[str, int]) -> None:
        self._totals = totals
        for node in self._searches():
            node.count = totals.get(node.value.query)
            self.dataChanged.emit(self.index_of(node), self.index_of(node))

    def _searches(self) -> list[Node]:
        return [node for node in self.nodes.walk() if node.kind is NodeKind.SEARCH]

    def _take_children(self, node: Node, children: Sequence[UnitNode]) -> None:
        if self.nodes.find(node.key) is node:
            self._merge(node, unit_nodes(children, node.language))

    def _merge(self, parent: Node, fresh: list[Node]) -> None:
        """Make the children of a node those of `fresh`, keeping the nodes that stay."""
        if [node.key for node in parent.children] != [node.key for node in fresh]:
            self._reorder(parent, fresh)
        for node, new in zip(parent.children, fresh, strict=True):
            node.title, node.count, node.value = new.title, new.count, new.value
            node.color, node.tip, node.lazy = new.color, new.tip, new.lazy
            node.state = new.state
            if not node.lazy and new is not node:
                self._merge(node, new.children)
        if parent.children:
            index = self.index_of(parent)
            self.dataChanged.emit(
                self.index(0, 0, index), self.index(len(parent.children) - 1, 0, index)
            )

    def _reorder(self, parent: Node, fresh: list[Node]) -> None:
        """Take away, put in and move until the children stand as in `fresh`."""
        index = self.index_of(parent)
        wanted = {node.key for node in fresh}
        for row in range(len(parent.children) - 1, -1, -1):
            if parent.children[row].key not in wanted:
                self.beginRemoveRows(index, row, row)
                self.nodes.forget(parent.children.pop(row))
                self.endRemoveRows()
        there = {node.key for node in parent.children}
        for row, node in enumerate(fresh):
            if node.key not in there:
                self.beginInsertRows(index, row, row)
                self.nodes.adopt(node, parent, row)
                self.endInsertRows()
            elif parent.children[row].key != node.key:
                old = next(at for at, has in enumerate(parent.children) if has.key == node.key)
                self.beginMoveRows(index, old, old, index, row)
                parent.children.insert(row, parent.children.pop(old))
                self.endMoveRows()
