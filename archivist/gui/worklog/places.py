"""The left side of the log: archives and funds with their files, and the states to narrow by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.models.words import archive_language, level_label
from archivist.gui.models.work_states import SIGN, draw_state, state_name
from archivist.gui.widgets.labels import heading
from archivist.gui.widgets.rows import RowDelegate, draw_ground, draw_text, ink
from archivist.gui.widgets.tips import plain_tip
from archivist.library.archive_work import WorkState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from archivist.gui.widgets.rows import Index
    from archivist.library.archive import Archive, Unit
    from archivist.library.archive_work import WorkCount
    from archivist.library.values import ArchiveId, UnitId

PLACE = Qt.ItemDataRole.UserRole
COUNT = Qt.ItemDataRole.UserRole + 1
STATE = Qt.ItemDataRole.UserRole + 2
ANY, NONE = "any", "none"
"""What stands in the list of states beside the states themselves."""

Spot = tuple["ArchiveId | None", "UnitId | None"]


class PlaceColumn(QWidget):
    """`changed()` comes when another place or state is chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tree, self.states = _Tree(), _States()
        self._counts: dict[Spot, WorkCount] = {}
        self._spot: Spot = (None, None)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID, theme.GRID, 0, theme.GRID)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(heading(self.tr("Archives and funds")))
        column.addWidget(self.tree, 1)
        column.addWidget(heading(self.tr("State")))
        column.addWidget(self.states)
        self.tree.currentItemChanged.connect(self._choose)
        self.states.currentRowChanged.connect(lambda _: self.changed.emit())
        self.setMinimumWidth(24 * theme.GRID)

    @property
    def spot(self) -> Spot:
        """The chosen archive and unit; None for all of them."""
        return self._spot

    @property
    def state(self) -> str:
        """The chosen state; `ANY` or `NONE` where it is not one."""
        item = self.states.currentItem()
        return str(item.data(STATE)) if item else ANY

    def choose_any_state(self) -> None:
        """Narrow by no state."""
        self.states.setCurrentRow(0)

    def show_counts(
        self, counts: Sequence[WorkCount], archives: Sequence[Archive], units: Sequence[Unit]
    ) -> None:
        """Show what there is now; what was chosen stays so."""
        self._counts = {(one.archive_id, one.unit_id): one for one in counts}
        names = {archive.id: archive for archive in archives}
        tops = {unit.id: unit for unit in units}
        self.tree.blockSignals(True)
        folded = self.tree.folded()
        self.tree.clear()
        every = self._item(self.tr("All archives"), (None, None), self._sum())
        self.tree.addTopLevelItem(every)
        above: QTreeWidgetItem | None = None
        for one in counts:
            archive = names.get(one.archive_id)
            if archive is None:
                continue
            if one.unit_id is None:
                above = self._item(archive.label, (one.archive_id, None), one.files)
                self.tree.addTopLevelItem(above)
            elif above is not None and (unit := tops.get(one.unit_id)):
                label = level_label(unit.level, archive_language(archive))
                title = " ".join(filter(None, (label, unit.level.name)))
                above.addChild(self._item(title, (one.archive_id, one.unit_id), one.files))
        self.tree.expandAll()
        self.tree.fold(folded)
        self.tree.choose(self._spot)
        self.tree.blockSignals(False)
        item = self.tree.currentItem()
        self._spot = item.data(0, PLACE) if item else (None, None)
        self._count_states()

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, PLACE) != self._spot:
            self._spot = item.data(0, PLACE)
            self._count_states()
            self.changed.emit()

    def _count_states(self) -> None:
        archive_id, _ = self._spot
        some = (
            [count for (_, unit_id), count in self._counts.items() if unit_id is None]
            if archive_id is None
            else [count for spot, count in self._counts.items() if spot == self._spot]
        )
        totals = {
            state: sum(dict(count.by_state).get(state, 0) for count in some) for state in WorkState
        }
        self.states.show_counts(sum(count.files for count in some), totals)

    def _sum(self) -> int:
        return sum(one.files for (_, unit), one in self._counts.items() if unit is None)

    def _item(self, title: str, spot: Spot, files: int) -> QTreeWidgetItem:
        item = QTreeWidgetItem([title])
        item.setData(0, PLACE, spot)
        item.setData(0, COUNT, files)
        item.setToolTip(0, plain_tip("\n".join([title, *self._told(spot)])))
        return item

    def _told(self, spot: Spot) -> list[str]:
        count = self._counts.get(spot)
        some = count.by_state if count else ()
        return [f"{state_name(state)}: {many}" for state, many in some if many]


class _Tree(QTreeWidget):
    """Archives with their funds."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "side")
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setRootIsDecorated(True)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_CountDelegate(self))
        self.setAccessibleName(self.tr("Archives and funds"))

    def folded(self) -> set[Spot]:
        """Return the archives that are folded."""
        tops = [self.topLevelItem(at) for at in range(self.topLevelItemCount())]
        return {
            item.data(0, PLACE)
            for item in tops
            if item and item.childCount() and not item.isExpanded()
        }

    def fold(self, spots: set[Spot]) -> None:
        """Fold archives."""
        for at in range(self.topLevelItemCount()):
            item = self.topLevelItem(at)
            if item and item.data(0, PLACE) in spots:
                item.setExpanded(False)

    def choose(self, spot: Spot) -> None:
        """Choose a place, or all of them where it is gone."""
        if (first := self.topLevelItem(0)) is not None:
            self.setCurrentItem(first)
        for at in range(self.topLevelItemCount()):
            top = self.topLevelItem(at)
            for item in [top, *(top.child(row) for row in range(top.childCount()))] if top else []:
                if item and item.data(0, PLACE) == spot:
                    self.setCurrentItem(item)


class _States(QListWidget):
    """The states, each with its sign and how many files have it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "side")
        self.setItemDelegate(_CountDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("State"))
        for value, name in (
            (ANY, self.tr("Any")),
            *((state.value, state_name(state)) for state in WorkState),
            (NONE, self.tr("None yet")),
        ):
            item = QListWidgetItem(name)
            item.setData(STATE, value)
            self.addItem(item)
        self.setCurrentRow(0)
        self.setFixedHeight(self.count() * theme.ROW + 2)

    def show_counts(self, files: int, totals: dict[WorkState, int]) -> None:
        """Show how many files there are, in all and by state."""
        counts = {ANY: files, NONE: files - sum(totals.values())}
        counts.update({state.value: many for state, many in totals.items()})
        for at in range(self.count()):
            item = self.item(at)
            item.setData(COUNT, counts.get(str(item.data(STATE)), 0))


class _CountDelegate(RowDelegate):
    """Draws a name, the sign of a state before it and a count in grey at the right."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of all rows; a long name is elided."""
        return QSize(10 * theme.GRID, super().sizeHint(option, index).height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        self.initStyleOption(option, index)
        painter.save()
        draw_ground(painter, option)
        area = QRect(option.rect).adjusted(4, 0, -theme.GRID, 0)
        value = index.data(STATE)
        if value is not None:
            if value in set(WorkState):
                corner = QPoint(area.left(), area.center().y() - SIGN // 2 + 1)
                draw_state(painter, WorkState(value), corner)
            area.setLeft(area.left() + SIGN + 6)
        if count := index.data(COUNT):
            painter.setFont(theme.small_font())
            painter.setPen(ink(option, "muted"))
            text = self._view.locale().toString(count)
            draw_text(painter, area, text, right=True)
            area.setRight(area.right() - painter.fontMetrics().horizontalAdvance(text) - 6)
        painter.setFont(self._view.font())
        painter.setPen(ink(option))
        draw_text(painter, area, option.text)
        painter.restore()
