"""What can be done with the nodes of the sidebar: by menu, by key, by dropping sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QSize
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu

from archivist.gui import theme
from archivist.gui.catalogue.tree_forms import ArchiveForm, PeriodForm, UnitForm
from archivist.gui.messages import SheetsOf
from archivist.gui.models.sidebar_nodes import Key, Node, NodeKind
from archivist.gui.models.sidebar_tree import RENAMED
from archivist.gui.widgets.tags import draw_dot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.actions import Actions
    from archivist.gui.catalogue.sidebar import SidebarView
    from archivist.gui.messages import Desk
    from archivist.library.groups import Group
    from archivist.library.values import GroupId, SourceId, TagId


class SidebarMenu(QObject):
    """Carries out what is asked of a node."""

    def __init__(self, desk: Desk, actions: Actions, view: SidebarView) -> None:
        super().__init__(view)
        self._desk, self._actions, self._view = desk, actions, view
        self._fresh_group: GroupId | None = None
        self._grown: Key | None = None
        view.customContextMenuRequested.connect(self._show)
        view.tree.dropped.connect(self._drop)
        view.tree.renamed.connect(self._rename)
        view.tree.refreshed.connect(self._edit_fresh)
        view.tree.refreshed.connect(self._unfold_grown)
        view.add_asked.connect(self.add)

    def add(self, heading: str) -> None:
        """Add what stands below a heading: an archive, a group or a period."""
        if self._desk.read_only:
            return
        if heading == "archives":
            ArchiveForm(self._desk, self._view.window()).open()
        elif heading == "periods":
            PeriodForm(self._desk, self._view.window()).open()
        elif heading == "groups":
            name = self.tr("New group")
            self._desk.change(
                lambda w: w.sorting.add_group(name),
                lambda made: setattr(self, "_fresh_group", made.id),
                owner=self,
            )

    def edit(self, node: Node) -> None:
        """Rename a node in its place, or open its form."""
        window = self._view.window()
        if self._desk.read_only or node.value is None:
            return
        if node.kind is NodeKind.ARCHIVE:
            ArchiveForm(self._desk, window, node.value).open()
        elif node.kind is NodeKind.UNIT:
            place = (node.value.archive_id, node.value.parent_id)
            UnitForm(self._desk, window, place, unit=node.value).open()
        elif node.kind is NodeKind.PERIOD:
            PeriodForm(self._desk, window, node.value).open()
        elif node.kind in RENAMED:
            self._view.rename()

    def remove(self, node: Node) -> None:
        """Take a node away; this can be undone, and what sources use stays."""
        removers = {
            NodeKind.ARCHIVE: lambda w: w.tree.remove_archive(node.value.id),
            NodeKind.UNIT: lambda w: w.tree.remove_unit(node.value.id),
            NodeKind.GROUP: lambda w: w.sorting.remove_group(node.value.id),
            NodeKind.PERIOD: lambda w: w.sorting.remove_period(node.value.id),
            NodeKind.TAG: lambda w: w.sorting.remove_tag(node.value.id),
            NodeKind.SEARCH: lambda w: w.sorting.remove_search(node.value.id),
        }
        if node.kind in removers and node.value is not None and not self._desk.read_only:
            title = node.title
            said = self.tr("“%1” was removed. Undo brings it back.").replace("%1", title)
            self._desk.change(
                removers[node.kind], lambda _: self._desk.status.emit(said), owner=self
            )

    # -- the menu

    def _show(self, where: QPoint) -> None:
        node = self._view.tree.node(self._view.indexAt(where))
        menu = QMenu(self._view)
        self._fill(menu, node)
        if not menu.isEmpty():
            menu.popup(self._view.viewport().mapToGlobal(where))

    def _fill(self, menu: QMenu, node: Node) -> None:
        if self._desk.read_only:
            return
        if node.kind is NodeKind.HEADING:
            names = {
                "archives": "source.new_archive",
                "groups": "source.new_group",
                "periods": "source.new_period",
            }
            if node.key[1] in names:
                menu.addAction(self._actions[names[node.key[1]]])
            return
        if node.kind is NodeKind.BIN:
            menu.addAction(self._actions["source.empty_bin"])
            return
        if node.place:
            below = menu.addAction(theme.icon("add"), self.tr("Add a level below…"))
            below.triggered.connect(lambda: self._add_below(node))
        self._fill_own(menu, node)
        if node.value is not None:
            rename = menu.addAction(theme.icon("edit"), self._edit_words(node))
            rename.triggered.connect(lambda: self.edit(node))
            menu.addAction(theme.icon("bin"), self.tr("Remove")).triggered.connect(
                lambda: self.remove(node)
            )

    def _fill_own(self, menu: QMenu, node: Node) -> None:
        """Add what nodes of one kind alone have."""
        if node.kind is NodeKind.UNIT:
            sheets = menu.addAction(theme.icon("sheet"), self.tr("Sheets…"))
            sheets.triggered.connect(lambda: self._show_sheets(node))
        if node.kind is NodeKind.TAG and node.value:
            self._fill_colors(menu.addMenu(self.tr("Colour")), node)
        if node.kind is NodeKind.GROUP:
            menu.addAction(self.tr("Move up")).triggered.connect(lambda: self._move(node, -1))
            menu.addAction(self.tr("Move down")).triggered.connect(lambda: self._move(node, 1))

    def _show_sheets(self, node: Node) -> None:
        unit = node.value
        self._desk.open_sheets.emit(SheetsOf(unit_id=unit.id, title=node.title, extent=unit.extent))

    def _edit_words(self, node: Node) -> str:
        return self.tr("Rename") if node.kind in RENAMED else self.tr("Edit…")

    def _fill_colors(self, menu: QMenu, node: Node) -> None:
        names = (
            self.tr("Red"),
            self.tr("Orange"),
            self.tr("Yellow"),
            self.tr("Green"),
            self.tr("Teal"),
            self.tr("Blue"),
            self.tr("Violet"),
            self.tr("Purple"),
            self.tr("Brown"),
        )
        for color, name in (*zip(theme.TAG_COLOURS, names, strict=True), ("", self.tr("None"))):
            action = menu.addAction(_dot_icon(color), name)
            action.triggered.connect(lambda _=False, color=color: self._color(node.value.id, color))

    def _add_below(self, node: Node) -> None:
        place = node.place
        if place:
            above = node.value.level.kind if node.kind is NodeKind.UNIT else None
            form = UnitForm(self._desk, self._view.window(), place, above=above)
            form.accepted.connect(lambda: setattr(self, "_grown", node.key))
            form.open()

    def _color(self, tag_id: TagId, color: str) -> None:
        self._desk.change(lambda w: w.sorting.color_tag(tag_id, color), owner=self)

    def _move(self, node: Node, step: int) -> None:
        siblings = node.parent.children if node.parent else []
        groups: list[Group] = [one.value for one in siblings if one.kind is NodeKind.GROUP]
        at = groups.index(node.value)
        to = at + step
        if 0 <= to < len(groups):
            groups.insert(to, groups.pop(at))
            self._desk.change(lambda w: w.sorting.save_groups(groups), owner=self)

    # -- editing in place, dropping

    def _unfold_grown(self) -> None:
        """Show the level that was just added below a node."""
        grown, self._grown = self._grown, None
        if grown:
            self._view.unfold(grown)

    def _edit_fresh(self) -> None:
        """Let a group that was just made be named at once."""
        node = self._view.tree.nodes.find(("group", self._fresh_group))
        if node and self._fresh_group:
            self._fresh_group = None
            self._view.choose(node.key)
            self._view.setFocus()
            self._view.rename()

    def _rename(self, node: Node, name: str) -> None:
        if node.kind is NodeKind.GROUP:
            renamed = replace(node.value, name=name)
            siblings = node.parent.children if node.parent else []
            groups = [
                renamed if one is node else one.value
                for one in siblings
                if one.kind is NodeKind.GROUP
            ]
            self._desk.change(lambda w: w.sorting.save_groups(groups), owner=self)
        elif node.kind is NodeKind.TAG and node.value:
            above = node.value.name.rpartition("/")[0]
            full = f"{above}/{name}" if above else name
            self._desk.change(lambda w: w.sorting.rename_tag(node.value.id, full), owner=self)
        elif node.kind is NodeKind.SEARCH:
            search = node.value
            self._desk.change(
                lambda w: w.sorting.save_search(name, search.query, search.id), owner=self
            )

    def _drop(self, ids: Sequence[SourceId], node: Node) -> None:
        works = {
            NodeKind.UNIT: lambda w: w.sources.file_under(ids, node.value.id),
            NodeKind.UNFILED: lambda w: w.sources.file_under(ids, None),
            NodeKind.GROUP: lambda w: w.sources.set_group(ids, node.value.id),
            NodeKind.NO_GROUP: lambda w: w.sources.set_group(ids, None),
            NodeKind.TAG: lambda w: w.sources.change_tags(ids, [node.key[1]], []),
            NodeKind.BIN: lambda w: w.sources.put_in_bin(ids),
        }
        said = self.tr("%n source(s) put under “%1”", "", len(ids)).replace("%1", node.title)
        self._desk.change(works[node.kind], lambda _: self._desk.status.emit(said), owner=self)


def _dot_icon(color: str) -> QIcon:
    picture = QPixmap(QSize(16, 16))
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    draw_dot(painter, color, 4, 4)
    painter.end()
    return QIcon(picture)
