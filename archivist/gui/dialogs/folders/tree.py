"""The tree of what will go where, filled as it is unfolded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from archivist.gui import theme
from archivist.gui.models.words import archive_language, level_label
from archivist.gui.widgets.tips import plain_tip
from archivist.library.archive import Archive, name_as_typed
from archivist.library.values import ArchiveId

if TYPE_CHECKING:
    from archivist.library.references import Level
    from archivist.services.collecting import Branch, Misfit, Plan

_KEPT = Qt.ItemDataRole.UserRole
_UNFOLDED = 60
"""So many lines are unfolded at most without being asked for."""

_MOST_MISFITS = 500
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ICONS = {"fund": "fund", "series": "series", "file": "file"}


class PlanTree(QTreeWidget):
    """Archives, funds, series and files with how many files come into each; new ones marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(3)
        self.setHeaderLabels([self.tr("What goes where"), self.tr("Files"), self.tr("Sources")])
        self.setAccessibleName(self.tr("What goes where"))
        self.setUniformRowHeights(True)
        self.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            self.headerItem().setTextAlignment(column, _RIGHT)
        self.itemExpanded.connect(self._fill)
        self._language = ""

    def show_plan(self, plan: Plan) -> None:
        """Show a plan."""
        self.setUpdatesEnabled(False)
        self.clear()
        for branch in plan.branches:
            self.addTopLevelItem(self._item(branch, branch.name))
        fits = plan.unfiled - (0 if plan.gathering.left_out else len(plan.misfits))
        if fits > 0:
            self.addTopLevelItem(self._line(self.tr("Filed nowhere"), fits, "unfiled"))
        if plan.misfits:
            self._add_misfits(plan)
        self._unfold()
        self.setUpdatesEnabled(True)

    def _add_misfits(self, plan: Plan) -> None:
        said = self.tr("Does not fit: left out")
        if not plan.gathering.left_out:
            said = self.tr("Does not fit: comes in unfiled")
        top = self._line(said, len(plan.misfits), "warning")
        top.setForeground(0, theme.colour("notice"))
        top.setData(0, _KEPT, plan.misfits_by_folder)
        top.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        self.addTopLevelItem(top)
        if not plan.branches:  # the pattern is wrong: why is seen at once
            top.setExpanded(True)

    def _unfold(self) -> None:
        """Unfold from above as long as few lines are seen."""
        rows = [self.topLevelItem(at) for at in range(self.topLevelItemCount())]
        seen = len(rows)
        while rows:
            item = rows.pop(0)
            kept = item.data(0, _KEPT) if item else None
            below = len(getattr(kept, "below", kept or ()))
            if item is None or not below or seen + below > _UNFOLDED:
                continue
            seen += below
            item.setExpanded(True)
            rows += [item.child(at) for at in range(item.childCount())]

    def _fill(self, item: QTreeWidgetItem) -> None:
        kept = item.data(0, _KEPT)
        if item.childCount() or kept is None:
            return
        if isinstance(kept, tuple):
            item.addChildren([self._misfit(one) for one in kept[:_MOST_MISFITS]])
            for at in range(item.childCount()):
                line = item.child(at)
                if line is not None and not line.text(1):
                    line.setFirstColumnSpanned(True)
            if more := len(kept[_MOST_MISFITS:]):
                item.addChild(QTreeWidgetItem([self.tr("… and %Ln more", "", more)]))
            return
        top = item
        while (above := top.parent()) is not None:
            top = above
        archive = Archive(id=ArchiveId(0), names=(name_as_typed(top.data(0, _KEPT).name),))
        language = archive_language(archive)
        item.addChildren(
            [self._item(one, _named(one.level, language)) for one in kept.below if one.level]
        )

    def _item(self, branch: Branch, name: str) -> QTreeWidgetItem:
        icon = _ICONS.get(branch.level.kind.value, "folder") if branch.level else "archive"
        new = self.tr("new")
        text = f"{name}   {new}" if branch.new else name
        item = self._line(text, branch.files, icon)
        item.setText(2, self.locale().toString(branch.sources))
        item.setData(0, _KEPT, branch)
        if branch.new:
            item.setForeground(0, theme.colour("good"))
            item.setToolTip(0, self.tr("It is not in the library yet and will be made."))
        if branch.below:
            item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        return item

    def _line(self, text: str, files: int, icon: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([text, self.locale().toString(files), ""])
        item.setIcon(0, theme.icon(icon))
        for column in (1, 2):
            item.setTextAlignment(column, _RIGHT)
        return item

    def _misfit(self, misfit: Misfit) -> QTreeWidgetItem:
        item = QTreeWidgetItem([f"{misfit.way} — {misfit.reason}"])
        if misfit.files > 1:
            item.setText(1, self.locale().toString(misfit.files))
            item.setTextAlignment(1, _RIGHT)
        item.setToolTip(0, plain_tip(f"{misfit.way}\n{misfit.reason}"))
        return item


def _named(level: Level | None, language: str) -> str:
    if level is None:
        return ""
    label = level_label(level, language)
    return f"{label} {level.name}" if level.name else label
