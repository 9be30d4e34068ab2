"""The library room: sidebar, table, inspector, and what can be done with sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.catalogue.adding import Adding
from archivist.gui.catalogue.check_work import LibraryChecks
from archivist.gui.catalogue.filter_bar import FilterBar
from archivist.gui.catalogue.inspector import Inspector
from archivist.gui.catalogue.sidebar import SidebarView
from archivist.gui.catalogue.sidebar_menu import SidebarMenu
from archivist.gui.catalogue.source_work import SourceWork
from archivist.gui.catalogue.table_view import SourceView
from archivist.gui.messages import Place
from archivist.gui.models.sidebar_nodes import Node, NodeKind, query_of
from archivist.gui.models.words import level_label, place_text
from archivist.gui.widgets.empty import EmptyPlace
from archivist.library.catalogue_query import SourceQuery

if TYPE_CHECKING:
    from archivist.gui.actions import Actions
    from archivist.gui.messages import Desk
    from archivist.library.values import SourceId
    from archivist.services.changes import Changes, Made

_SPLIT = "library/split"


class LibraryRoom(QWidget):
    """Shows the sources of the library by archive, group, period or tag."""

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._actions = desk, actions
        self.sidebar = SidebarView(desk)
        self.menu = SidebarMenu(desk, actions, self.sidebar)
        self.table = SourceView(desk)
        self.filter = FilterBar()
        self.inspector = Inspector(desk)
        self._nothing = EmptyPlace("library", "", "", self._help)
        self._middle = QStackedWidget()
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self.checks = LibraryChecks(desk, self)
        self._adding = Adding(desk, self)
        self._work = SourceWork(desk, actions, self, self.table, self.inspector)
        self._lay_out()
        self._listen()
        self._take_actions()
        self.sidebar.tree.refresh()
        self.table.table.ask(self.table.sorted_query(SourceQuery()))

    # -- what the window asks

    def take_focus(self) -> None:
        """Put the keyboard into the table."""
        self.table.setFocus()

    def put_away(self) -> None:
        """Remember sizes and columns."""
        focus = self.focusWidget()
        if focus:
            focus.clearFocus()  # a field being edited saves itself
        self._desk.preferences.state.setValue(_SPLIT, self._split.saveState())
        self.table.keep_columns()

    def show_source(self, source_id: int) -> None:
        """Select a source, among all sources where it is not among those shown."""
        if self.table.pick(source_id):
            self.table.setFocus()
            return
        self._wanted = source_id
        self.filter.clear()
        self.sidebar.choose(("all", 0))

    def show_sources(self, source_ids: tuple[SourceId, ...]) -> None:
        """Show these sources alone, and select them."""
        self._select_all = True
        self.sidebar.choose(("all", 0))
        self.filter.keep_only(source_ids)
        self.table.setFocus()

    # -- building

    def _lay_out(self) -> None:
        self._wanted = 0
        self._select_all = False
        above = QWidget()
        column = QVBoxLayout(above)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._middle.addWidget(self.table)
        self._middle.addWidget(self._nothing)
        column.addWidget(self.filter)
        column.addWidget(self._middle, 1)
        middle = QSplitter(Qt.Orientation.Vertical)
        middle.addWidget(above)
        middle.setChildrenCollapsible(False)
        self.checks.lie_in(middle)
        for at, part in enumerate((self.sidebar, middle, self.inspector)):
            self._split.addWidget(part)
            self._split.setCollapsible(at, False)  # hiding a side is an action of its own
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([theme.SIDEBAR, 640, theme.INSPECTOR])
        self._split.setHandleWidth(1)
        kept = self._desk.preferences.state.value(_SPLIT)
        if kept:
            self._split.restoreState(kept)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)

    def _listen(self) -> None:
        self.sidebar.chosen.connect(self._choose)
        self.filter.changed.connect(self._ask)
        self.filter.left.connect(self.table.setFocus)
        self.filter.columns.clicked.connect(self._show_columns)
        self._adding.added.connect(self._added)
        self.table.typed.connect(self.filter.type_in)
        self.table.picked.connect(lambda: self.inspector.show_sources(self.table.picked_ids()))
        self.table.table.counted.connect(self._count)
        self.sidebar.tree.refreshed.connect(self._name_place)
        self._desk.changed.connect(self._refresh)

    def _take_actions(self) -> None:
        take = self._actions.handle
        for name, act in (
            ("source.new", self._adding.ask),
            ("source.new_archive", lambda: self.menu.add("archives")),
            ("source.new_group", lambda: self.menu.add("groups")),
            ("source.new_period", lambda: self.menu.add("periods")),
            ("edit.find", self._find),
            ("source.check", self.checks.open),
            ("edit.next_finding", lambda: self.checks.step(1)),
            ("edit.previous_finding", lambda: self.checks.step(-1)),
            ("view.sidebar", lambda: self.sidebar.setVisible(self.sidebar.isHidden())),
            ("view.inspector", lambda: self.inspector.setVisible(self.inspector.isHidden())),
        ):
            take(name, self, act)
        take("source.rename", self.sidebar, lambda: self.menu.edit(self.sidebar.node))
        take("source.bin", self.sidebar, lambda: self.menu.remove(self.sidebar.node))

    # -- what is shown

    def _choose(self, node: Node) -> None:
        if node.kind is NodeKind.SEARCH:
            self._desk.open_search.emit(node.value.query)
            return
        self._ask()
        self._set_place(node)

    def _set_place(self, node: Node) -> None:
        self._desk.place = Place()
        if node.kind is NodeKind.GROUP:
            self._desk.place = Place(group_id=node.value.id)
        elif node.kind is NodeKind.UNIT:
            chain, above = [node.value], node.parent
            while above and above.kind is NodeKind.UNIT:
                chain.insert(0, above.value)
                above = above.parent
            archive = above.value if above else None
            self._desk.place = Place(unit_id=node.value.id, path=place_text(archive, chain))

    def _ask(self) -> None:
        query = self.filter.narrow(query_of(self.sidebar.node))
        self.table.table.ask(self.table.sorted_query(query))

    def _refresh(self, _changes: Changes) -> None:
        self.sidebar.tree.refresh()
        self.table.table.refresh()

    def _count(self, found: int) -> None:
        node = self.sidebar.node
        self.filter.place.setText(self._path(node))
        self.filter.count.setText(self.tr("%Ln source(s)", "", found))
        self._middle.setCurrentIndex(0 if found else 1)
        if not found:
            self._explain(node)
        if found and not self.table.currentIndex().isValid():
            self.table.pick_row(0)
        if found and self._select_all:
            self._select_all = False
            self.table.selectAll()
        if self._wanted and self.table.pick(self._wanted):
            self._wanted = 0

    def _name_place(self) -> None:
        """Say again where this is: a group, a tag or a unit may have another name."""
        node = self.sidebar.node
        self.filter.place.setText(self._path(node))
        if self.table.table.answered and not self.table.table.rowCount():
            self._explain(node)

    def _path(self, node: Node) -> str:
        """Return where a node stands; units by their numbers, which say enough here."""
        names: list[str] = []
        at: Node | None = node
        while at and at.kind not in {NodeKind.ROOT, NodeKind.HEADING}:
            unit = at.kind is NodeKind.UNIT
            names.insert(0, level_label(at.value.level, at.language) if unit else at.title)
            at = at.parent
        return " / ".join(names) or self.tr("All sources")

    def _explain(self, node: Node) -> None:
        if self.filter.narrows:
            self._nothing.say(self.tr("No source here matches."), self.tr("Show all of them"))
        elif node.kind is NodeKind.BIN:
            self._nothing.say(self.tr("The bin is empty."), "")
        elif node.kind in {NodeKind.ALL, NodeKind.ROOT} and not self._desk.read_only:
            self._nothing.say(
                self.tr(
                    "No sources yet. Drop a folder of scans here, add files, or paste a list of "
                    "references with Ctrl+Shift+V."
                ),
                self.tr("Add files…"),
            )
        elif node.kind in {NodeKind.UNIT, NodeKind.GROUP, NodeKind.TAG}:
            self._nothing.say(
                self.tr("No sources here yet. Drag some onto “%1”.").replace("%1", node.title), ""
            )
        else:
            self._nothing.say(self.tr("No sources here."), "")

    def _help(self) -> None:
        if self.filter.narrows:
            self.filter.clear()
        else:
            self._actions["file.add_files"].trigger()

    # -- what can be done

    def _find(self) -> None:
        self.filter.line.setFocus()
        self.filter.line.selectAll()

    def _added(self, made: Made[SourceId]) -> None:
        self.inspector.show()
        self._wanted = made.id
        self.inspector.edit_title(made.id)
        if self.filter.narrows:
            self.filter.clear()
        if self.sidebar.node.kind not in {NodeKind.UNIT, NodeKind.GROUP, NodeKind.ALL}:
            self.sidebar.choose(("all", 0))

    def _show_columns(self) -> None:
        button = self.filter.columns
        menu = self.table.column_menu(self)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
