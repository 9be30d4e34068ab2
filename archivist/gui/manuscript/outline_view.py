"""The outline of a manuscript: sections in a tree with their lengths."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.manuscript.outlined import Outline, Place, Way
from archivist.gui.widgets.rows import RowDelegate
from archivist.library.values import SectionId

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent

    from archivist.gui.actions import Actions

_ID = Qt.ItemDataRole.UserRole
_TITLE, _WORDS = 0, 1

_Drop = QAbstractItemView.DropIndicatorPosition


class OutlineView(QTreeWidget):
    """Shows sections; they are renamed in their place and dragged to another.

    Signals:
        chosen(int): a section is to be opened.
        renamed(int, str): a section has another title.
        moved(int, Place): a section was moved.
        removed(int): a section is to go.
        added(int): a section is to be added behind this one; 0 for at the end.
    """

    chosen = Signal(int)
    renamed = Signal(int, str)
    moved = Signal(int, object)
    removed = Signal(int)
    added = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outline = Outline()
        self._items: dict[int, QTreeWidgetItem] = {}
        self._quiet = False
        self.setProperty("look", "side")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(_WORDS, QHeaderView.ResizeMode.ResizeToContents)
        self.setIndentation(2 * theme.GRID)
        self.setUniformRowHeights(True)
        self.setItemDelegate(RowDelegate(self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(self.tr("Sections"))
        self.currentItemChanged.connect(self._current)
        self.itemChanged.connect(self._changed)

    def show_outline(self, outline: Outline, current: SectionId | None) -> None:
        """Show the sections as they are now, what was folded staying so."""
        folded = {number for number, item in self._items.items() if not item.isExpanded()}
        self._quiet = True
        if self.state() != QAbstractItemView.State.EditingState:
            self._outline = outline
            self.clear()
            self._items = {}
            for section in outline.sections:
                above = self._items.get(int(section.parent_id or 0))
                item = QTreeWidgetItem(above or self.invisibleRootItem())
                item.setText(_TITLE, section.title)
                item.setText(_WORDS, self.locale().toString(outline.words(section.id)))
                item.setTextAlignment(
                    _WORDS, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                )
                item.setForeground(_WORDS, theme.colour("muted"))
                item.setData(_TITLE, _ID, int(section.id))
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
                self._items[int(section.id)] = item
            for number, item in self._items.items():
                item.setExpanded(number not in folded)
        self._quiet = False
        self.follow(current)

    def changeEvent(self, event: QEvent) -> None:
        """Take up another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_items"):
            self._quiet = True
            for item in self._items.values():
                item.setForeground(_WORDS, theme.colour("muted"))
            self._quiet = False

    def follow(self, current: SectionId | None) -> None:
        """Show which section lies open."""
        self._quiet = True
        self.setCurrentItem(self._items.get(int(current or 0)))  # type: ignore[arg-type]  # None takes it away
        self._quiet = False

    def offer(self, actions: Actions, *, allowed: bool) -> None:
        """Take the actions on sections, by key and in a menu."""
        if not allowed:
            self.setDragEnabled(False)
            self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            return
        for name, way in (
            ("text.move_up", Way.UP),
            ("text.move_down", Way.DOWN),
            ("text.indent", Way.IN),
            ("text.outdent", Way.OUT),
        ):
            actions.handle(name, self, partial(self.move_current, way))
        actions.handle("source.rename", self, self.rename_current)
        actions.handle("source.bin", self, self.remove_current)
        self.customContextMenuRequested.connect(self._offer_menu)

    @property
    def current(self) -> SectionId | None:
        """The section that is chosen."""
        item = self.currentItem()
        return SectionId(item.data(_TITLE, _ID)) if item is not None else None

    def move_current(self, way: Way) -> None:
        """Move the chosen section."""
        place = self._outline.moved(self.current, way) if self.current else None
        if self.current and place is not None:
            self.moved.emit(int(self.current), place)

    def rename_current(self) -> None:
        """Let the title of the chosen section be typed."""
        item = self.currentItem()
        if item is not None:
            self.editItem(item, _TITLE)

    def remove_current(self) -> None:
        """Ask for the chosen section to go."""
        if self.current:
            self.removed.emit(int(self.current))

    def dropEvent(self, event: QDropEvent) -> None:
        """Say where a section was dropped; it moves when the library has moved it."""
        item = self.itemAt(event.position().toPoint())
        dragged = self.current
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if dragged is None:
            return
        place = self._place(item, self.dropIndicatorPosition(), dragged)
        if place is not None:
            self.moved.emit(int(dragged), place)

    def _place(
        self, item: QTreeWidgetItem | None, where: _Drop, dragged: SectionId
    ) -> Place | None:
        if item is None:
            return Place(None, len(self._without(None, dragged)))
        target = SectionId(item.data(_TITLE, _ID))
        if self._lies_below(target, dragged):
            return None
        if where == _Drop.OnItem:
            return Place(target, len(self._without(target, dragged)))
        section = self._outline.section(target)
        if section is None:
            return None
        siblings = self._without(section.parent_id, dragged)
        after = int(where == _Drop.BelowItem)
        return Place(section.parent_id, siblings.index(target) + after)

    def _without(self, parent_id: SectionId | None, dragged: SectionId) -> list[SectionId]:
        return [one.id for one in self._outline.children(parent_id) if one.id != dragged]

    def _lies_below(self, target: SectionId | None, above: SectionId) -> bool:
        while target is not None:
            if target == above:
                return True
            section = self._outline.section(target)
            target = section.parent_id if section else None
        return False

    def _current(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and not self._quiet:
            self.chosen.emit(item.data(_TITLE, _ID))

    def _changed(self, item: QTreeWidgetItem, column: int) -> None:
        if column == _TITLE and not self._quiet:
            self.renamed.emit(item.data(_TITLE, _ID), " ".join(item.text(_TITLE).split()))

    def _offer_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add = menu.addAction(self.tr("Add a section"))
        add.triggered.connect(lambda: self.added.emit(int(self.current or 0)))
        if self.current:
            rename = menu.addAction(self.tr("Rename"))
            rename.triggered.connect(self.rename_current)
            menu.addSeparator()
            for text, way in (
                (self.tr("Move up"), Way.UP),
                (self.tr("Move down"), Way.DOWN),
                (self.tr("One level lower"), Way.IN),
                (self.tr("One level higher"), Way.OUT),
            ):
                entry = menu.addAction(text)
                entry.setEnabled(self._outline.moved(self.current, way) is not None)
                entry.triggered.connect(lambda _=False, way=way: self.move_current(way))
            menu.addSeparator()
            remove = menu.addAction(self.tr("Remove the section"))
            remove.triggered.connect(self.remove_current)
        menu.popup(self.viewport().mapToGlobal(at))
