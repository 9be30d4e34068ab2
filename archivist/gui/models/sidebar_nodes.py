"""The nodes of the library's sidebar: what each is called, how many it holds, what it asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from archivist.gui.models.words import archive_language, level_label
from archivist.library.catalogue_query import SourceQuery
from archivist.library.values import ArchiveId, GroupId

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from archivist.library.archive import Archive
    from archivist.library.archive_work import WorkState
    from archivist.library.catalogue_query import Counts, UnitNode
    from archivist.library.groups import Group, Period, SavedSearch, Tag
    from archivist.library.values import UnitId
    from archivist.services.workspace import Workspace


class NodeKind(Enum):
    """What a node of the sidebar stands for."""

    ROOT = auto()
    ALL = auto()
    UNFILED = auto()
    UNREAD = auto()
    UNTEXTED = auto()
    DOUBTFUL = auto()
    HEADING = auto()
    ARCHIVE = auto()
    UNIT = auto()
    GROUP = auto()
    NO_GROUP = auto()
    PERIOD = auto()
    TAG = auto()
    SEARCH = auto()
    BIN = auto()


ICONS = {
    NodeKind.ALL: "all-sources",
    NodeKind.UNFILED: "unfiled",
    NodeKind.UNREAD: "unread",
    NodeKind.UNTEXTED: "no-text",
    NodeKind.DOUBTFUL: "doubtful",
    NodeKind.ARCHIVE: "archive",
    NodeKind.GROUP: "group",
    NodeKind.NO_GROUP: "group",
    NodeKind.PERIOD: "period",
    NodeKind.TAG: "tag",
    NodeKind.SEARCH: "saved-search",
    NodeKind.BIN: "bin",
}

Key = tuple[str, Any]
"""What a node is known by when the tree is fetched again."""

Place = tuple[ArchiveId, "UnitId | None"]
"""An archive, or a unit in it, whose children are shown."""


@dataclass(eq=False, slots=True)
class Node:
    """A node of the tree; `value` is the archive, unit, group … that it stands for.

    `lazy` nodes have children that are fetched when the node is opened; `loaded` tells that they
    were. `count` is None where a number says nothing. `state` is that of the archive work with a
    unit. `serial` is the model's number of the node.
    """

    kind: NodeKind
    key: Key
    title: str
    count: int | None = None
    value: Any = None
    lazy: bool = False
    loaded: bool = False
    color: str = ""
    tip: str = ""
    state: WorkState | None = None
    serial: int = 0
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)

    @property
    def row(self) -> int:
        """Where the node stands among its siblings."""
        return self.parent.children.index(self) if self.parent else 0

    @property
    def place(self) -> Place | None:
        """Whose children the node shows, for an archive or a unit."""
        if self.kind is NodeKind.ARCHIVE:
            return self.value.id, None
        if self.kind is NodeKind.UNIT:
            return self.value.archive_id, self.value.id
        return None

    @property
    def language(self) -> str:
        """The language in which the levels of the archive are written."""
        node = self
        while node.kind is NodeKind.UNIT and node.parent:
            node = node.parent
        return archive_language(node.value) if node.kind is NodeKind.ARCHIVE else ""


class Nodes:
    """The nodes that are there, by number; an index of Qt keeps the number, never the node.

    An index that outlives its node so finds the root.
    """

    def __init__(self) -> None:
        self.root = Node(NodeKind.ROOT, ("root", 0), "", loaded=True)
        self._by_serial = {0: self.root}
        self._last = 0

    def get(self, serial: int) -> Node:
        """Return a node by its number; the root for one that is gone."""
        return self._by_serial.get(serial, self.root)

    def walk(self, node: Node | None = None) -> Iterator[Node]:
        """Yield all nodes (below `node`), from the top."""
        for child in (node or self.root).children:
            yield child
            yield from self.walk(child)

    def find(self, key: Key) -> Node | None:
        """Return a node by its key, or None when it is not in the tree (or not fetched)."""
        return next((node for node in self.walk() if node.key == key), None)

    def adopt(self, node: Node, parent: Node, row: int) -> None:
        """Take in a node with all below it."""
        parent.children.insert(row, node)
        node.parent = parent
        for child in [node, *self.walk(node)]:
            self._last += 1
            child.serial = self._last
            self._by_serial[child.serial] = child
            for below in child.children:
                below.parent = child

    def forget(self, node: Node) -> None:
        """Let a node go with all below it."""
        for child in [node, *self.walk(node)]:
            self._by_serial.pop(child.serial, None)


def query_of(node: Node) -> SourceQuery:
    """Return what the catalogue is asked for when a node is chosen."""
    value = node.value
    queries = {
        NodeKind.UNFILED: lambda: SourceQuery(unfiled=True),
        NodeKind.UNREAD: lambda: SourceQuery(unread=True),
        NodeKind.UNTEXTED: lambda: SourceQuery(untexted=True),
        NodeKind.DOUBTFUL: lambda: SourceQuery(doubtful=True),
        NodeKind.ARCHIVE: lambda: SourceQuery(archive_id=value.id),
        NodeKind.UNIT: lambda: SourceQuery(unit_id=value.id),
        NodeKind.GROUP: lambda: SourceQuery(group_id=value.id),
        NodeKind.NO_GROUP: lambda: SourceQuery(group_id=GroupId(0)),
        NodeKind.PERIOD: lambda: SourceQuery(period_id=value.id),
        NodeKind.TAG: lambda: SourceQuery(tag=node.key[1]),
        NodeKind.BIN: lambda: SourceQuery(binned=True),
    }
    return queries[node.kind]() if node.kind in queries else SourceQuery()


@dataclass(frozen=True, kw_only=True, slots=True)
class Snapshot:
    """All that the sidebar shows, as fetched in one go; `children` of the places that are open."""

    counts: Counts
    archives: tuple[Archive, ...]
    children: Mapping[Place, tuple[UnitNode, ...]]
    groups: tuple[tuple[Group, int], ...]
    periods: tuple[tuple[Period, int], ...]
    tags: tuple[tuple[Tag, int], ...]
    searches: tuple[SavedSearch, ...]


def fetch(workspace: Workspace, places: Sequence[Place]) -> Snapshot:
    """Fetch what the sidebar shows; runs in a lane of readers."""
    archives = workspace.tree.archives()
    there = {archive.id for archive in archives}
    wanted = {*places, *((archive.id, None) for archive in archives)}
    return Snapshot(
        counts=workspace.tree.counts(),
        archives=archives,
        children={place: workspace.tree.children(*place) for place in wanted if place[0] in there},
        groups=workspace.sorting.groups(),
        periods=workspace.sorting.periods(),
        tags=workspace.sorting.tags(),
        searches=workspace.sorting.searches(),
    )


def top_nodes(found: Snapshot) -> list[Node]:
    """Return the nodes of the first level, those of lists with their children."""
    translate, counts = QCoreApplication.translate, found.counts
    nodes = [
        Node(NodeKind.ALL, ("all", 0), translate("Sidebar", "All sources"), counts.all),
        Node(NodeKind.UNFILED, ("unfiled", 0), translate("Sidebar", "Not filed"), counts.unfiled),
        Node(NodeKind.UNREAD, ("unread", 0), translate("Sidebar", "Not opened yet"), counts.unread),
        Node(
            NodeKind.UNTEXTED, ("untexted", 0), translate("Sidebar", "No text yet"), counts.untexted
        ),
        Node(
            NodeKind.DOUBTFUL,
            ("doubtful", 0),
            translate("Sidebar", "Doubtful text"),
            counts.doubtful,
            tip=translate("Sidebar", "Pages on which few words make sense"),
        ),
        Node(NodeKind.BIN, ("bin", 0), translate("Sidebar", "Bin"), counts.binned),
        _heading("archives", translate("Sidebar", "Archives"), _archives(found)),
        _heading("groups", translate("Sidebar", "Groups"), _groups(found)),
        _heading("periods", translate("Sidebar", "Periods"), _periods(found)),
    ]
    # these two are filled elsewhere: without anything below it such a heading says nothing
    if found.tags:
        nodes.append(_heading("tags", translate("Sidebar", "Tags"), _tags(found)))
    if found.searches:
        searches = translate("Sidebar", "Saved searches")
        nodes.append(_heading("searches", searches, _searches(found)))
    return nodes


def unit_nodes(children: Sequence[UnitNode], language: str) -> list[Node]:
    """Return the nodes of units, named as their archive writes them."""
    return [
        Node(
            NodeKind.UNIT,
            ("unit", child.unit.id),
            " ".join(
                part
                for part in (level_label(child.unit.level, language), child.unit.level.name)
                if part
            ),
            child.sources,
            child.unit,
            lazy=child.children > 0,
            state=child.state,
        )
        for child in children
    ]


def _heading(name: str, title: str, children: list[Node]) -> Node:
    return Node(NodeKind.HEADING, ("heading", name), title, loaded=True, children=children)


def _archives(found: Snapshot) -> list[Node]:
    return [
        Node(
            NodeKind.ARCHIVE,
            ("archive", archive.id),
            archive.label,
            sum(child.sources for child in found.children.get((archive.id, None), ())),
            archive,
            lazy=bool(found.children.get((archive.id, None))),
            tip=archive.names[0].full,
        )
        for archive in found.archives
    ]


def _groups(found: Snapshot) -> list[Node]:
    nodes = [
        Node(NodeKind.GROUP, ("group", group.id), group.name, count, group)
        for group, count in found.groups
    ]
    sorted_in = sum(count for _, count in found.groups)
    rest = max(0, found.counts.all - sorted_in)
    return [
        *nodes,
        Node(
            NodeKind.NO_GROUP,
            ("group", 0),
            QCoreApplication.translate("Sidebar", "Without a group"),
            rest,
        ),
    ]


def _periods(found: Snapshot) -> list[Node]:
    return [
        Node(
            NodeKind.PERIOD,
            ("period", period.id),
            period.name,
            count,
            period,
            tip=f"{period.first_year}–{period.last_year}",
        )
        for period, count in found.periods
    ]


def _searches(found: Snapshot) -> list[Node]:
    return [
        Node(NodeKind.SEARCH, ("search", search.id), search.name, None, search, tip=search.query)
        for search in found.searches
    ]


def _tags(found: Snapshot) -> list[Node]:
    """Nest tags by the `/` in their names; a parent that is no tag itself has no count."""
    nodes: dict[str, Node] = {}
    top: list[Node] = []
    for tag, count in sorted(found.tags, key=lambda pair: pair[0].name.split("/")):
        siblings, path = top, ""
        for part in tag.name.split("/"):
            path = f"{path}/{part}" if path else part
            if path not in nodes:
                nodes[path] = Node(NodeKind.TAG, ("tag", path), part, loaded=True)
                siblings.append(nodes[path])
            siblings = nodes[path].children
        node = nodes[tag.name]
        node.count, node.value, node.color = count, tag, tag.color
    return top
