"""The preview of an import of folders: what their names mean, and what will go where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from archivist.errors import ParseError
from archivist.gui import theme
from archivist.gui.dialogs.folders.fields import GatheringFields
from archivist.gui.dialogs.folders.tree import PlanTree
from archivist.gui.widgets.labels import ElidedLabel, muted
from archivist.library.watching import Gathering
from archivist.services.collecting import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from archivist.errors import ArchivistError
    from archivist.gui.jobs import LongJob
    from archivist.gui.messages import Desk
    from archivist.library.values import GroupId
    from archivist.services.collecting import Plan, Survey
    from archivist.services.progress import Progress


@dataclass(frozen=True, kw_only=True, slots=True)
class FolderOrder:
    """An import that was looked through, and is wanted."""

    survey: Survey
    plan: Plan
    group_id: GroupId | None
    link: bool


class FolderDialog(QDialog):
    """Shows what would go where, as it is typed; `ordered(FolderOrder)` comes when it is wanted."""

    ordered = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget, paths: Sequence[Path]) -> None:
        super().__init__(parent)
        self._desk, self._paths = desk, tuple(paths)
        self._survey: Survey | None = None
        self._plan: Plan | None = None
        self._job: LongJob | None = None
        self.setWindowTitle(self.tr("Import folders"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name = ElidedLabel(", ".join(path.absolute().name for path in paths))
        self.name.setFont(theme.title_font(12))
        self.fields = GatheringFields()
        self.fields.changed.connect(self._preview)
        self.tree = PlanTree()
        self.said = muted()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.link = QCheckBox(self.tr("Link, do not copy"))
        self.link.setToolTip(
            self.tr("The files stay where they are; the library needs them there to show them.")
        )
        self.main = QPushButton(self.tr("Import"))
        self._lay_out()
        self._look()

    def reject(self) -> None:
        """Leave; a look at the folders that is under way ends."""
        if self._job is not None:
            self._job.cancel()
        super().reject()

    def _lay_out(self) -> None:
        self.main.setProperty("look", "main")
        self.main.setDefault(True)
        self.main.setEnabled(False)
        self.main.clicked.connect(self._order)
        # What is ordered is what was seen: not before the preview has caught up with the typing.
        self.fields.pattern.editTextChanged.connect(lambda _: self.main.setEnabled(False))
        self.fields.place.textChanged.connect(lambda _: self.main.setEnabled(False))
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GRID)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.link)
        foot.addWidget(cancel)
        foot.addWidget(self.main)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.GRID,) * 4)
        column.setSpacing(theme.GRID)
        column.addWidget(self.name)
        column.addWidget(self.fields)
        column.addWidget(self.tree, 1)
        column.addWidget(self.bar)
        column.addLayout(foot)
        self.resize(100 * theme.GRID, 78 * theme.GRID)

    # -- looking

    def _look(self) -> None:
        paths = self._paths
        self.said.setText(self.tr("Looking at the folders…"))
        self.fields.setEnabled(False)
        self._desk.ask(lambda w: w.sorting.groups(), self._offer, owner=self)
        job = self._desk.run(
            lambda w: w.placing.survey(paths), self.tr("Looking at folders"), quiet=True
        )
        self._job = job
        job.progress.connect(self._tell)
        job.done.connect(self._show)
        job.failed.connect(self._refuse)
        job.ended.connect(self._ended)

    def _offer(self, groups: object) -> None:
        self.fields.offer_groups(groups)  # type: ignore[arg-type]  # what was asked for
        self.fields.group.show_value(self._desk.place.group_id)

    def _tell(self, progress: Progress) -> None:
        self.said.setText(self.tr("%Ln file(s) found…", "", progress.done))

    def _ended(self) -> None:
        self._job = None
        self.bar.hide()

    def _show(self, survey: Survey) -> None:
        self._survey = survey
        self.fields.setEnabled(True)
        self.fields.offer_patterns((survey.guess, *survey.remembered, *EXAMPLES))
        last = survey.remembered[0] if survey.remembered else ""
        self.fields.show_gathering(
            Gathering(pattern=survey.guess or last, under=self._desk.place.path)
        )
        self.fields.pattern.setFocus()
        self._preview()

    # -- planning

    def _preview(self) -> None:
        survey, gathering = self._survey, self.fields.gathering
        if survey is None:
            return
        self._desk.ask(
            lambda w: w.placing.plan(survey, gathering),
            self._show_plan,
            self._refuse,
            owner=self,
            key="plan",
        )

    def _show_plan(self, plan: Plan) -> None:
        if plan.gathering != self.fields.gathering:
            return
        self._plan = plan
        self.fields.refuse(None)
        self.tree.show_plan(plan)
        count = len(plan.wanted)
        self.main.setText(self.tr("Import %Ln file(s)", "", count))
        self.main.setEnabled(count > 0)
        self.said.setText(self._words(plan))

    def _words(self, plan: Plan) -> str:
        if not plan.wanted and not plan.misfits:
            return self.tr("There is no file in it.")
        parts = [self.tr("%Ln source(s)", "", plan.sources)]
        if plan.misfits and not plan.branches:
            parts.append(self.tr("no file fits the pattern"))
        elif plan.misfits:
            parts.append(self.tr("%Ln do not fit", "", len(plan.misfits)))
        if plan.unreadable:
            parts.append(self.tr("%Ln cannot be opened", "", plan.unreadable))
        if plan.groups:
            parts.append(self.tr("groups: %1").replace("%1", ", ".join(plan.groups[:3])))
        if plan.tags:
            parts.append(self.tr("tags: %1").replace("%1", ", ".join(plan.tags[:3])))
        return " · ".join(parts)

    def _refuse(self, error: ArchivistError) -> None:
        self._plan = None
        self.main.setEnabled(False)
        if isinstance(error, ParseError):
            self.fields.refuse(error)
            self.tree.clear()
            self.said.clear()
        else:
            self.said.setText(str(error))

    def _order(self) -> None:
        survey, plan = self._survey, self._plan
        if survey is None or plan is None or plan.gathering != self.fields.gathering:
            return
        self.ordered.emit(
            FolderOrder(
                survey=survey,
                plan=plan,
                group_id=self.fields.group_id,
                link=self.link.isChecked(),
            )
        )
        self.accept()
