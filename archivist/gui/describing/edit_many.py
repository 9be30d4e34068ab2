"""The dialog in which many sources are edited at once, after a look at what would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.describing.many_form import ManyForm
from archivist.gui.describing.preview_table import MOST, PreviewTable, lines_of
from archivist.gui.widgets.labels import muted
from archivist.library.own_fields import ManyEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.describing.many_form import Offers
    from archivist.gui.describing.preview_table import Line
    from archivist.gui.messages import Desk
    from archivist.library.values import SourceId
    from archivist.services.workspace import Workspace

_PAUSE = 200
"""Milliseconds after the last letter until the preview follows."""
_FORM = 410


class EditManyDialog(QDialog):
    """Ticks at the left, what they would change at the right; nothing is written before."""

    def __init__(
        self, desk: Desk, parent: QWidget, ids: Sequence[SourceId], offers: Offers
    ) -> None:
        super().__init__(parent)
        self._desk, self._ids = desk, tuple(ids)
        self._edit = ManyEdit()
        self._writing = False
        self.setWindowTitle(self.tr("Edit many"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = ManyForm(desk, offers)
        self.form.setFixedWidth(_FORM)
        self.table = PreviewTable()
        self._nothing = muted(self.tr("Tick what is to be written; here you see what changes."))
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._right = QStackedWidget()
        self._right.addWidget(self._nothing)
        self._right.addWidget(self.table)
        self.count = QLabel()
        self.count.setWordWrap(True)
        buttons = QDialogButtonBox()
        self.write = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.write.setProperty("look", "main")
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.submit)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._look)
        self.form.changed.connect(self._wait)
        self._show((0, ()))

    def submit(self) -> None:
        """Write what is ticked, as one step to undo."""
        edit, ids = self.form.edit(), self._ids
        if not edit or self._writing:
            return
        self._writing = True
        self.write.setEnabled(False)
        self._desk.change(
            lambda w: w.describing.edit(ids, edit),
            lambda _: self._written(),
            self._refuse,
            owner=self,
        )

    def _lay_out(self, buttons: QWidget) -> None:
        title = QLabel(self.tr("%Ln source(s) selected", "", len(self._ids)))
        title.setFont(theme.title_font(12))
        line = QFrame()
        line.setProperty("look", "divider")
        middle = QHBoxLayout()
        middle.setSpacing(theme.GRID)
        middle.addWidget(self.form)
        middle.addWidget(line)
        middle.addWidget(self._right, 1)
        foot = QHBoxLayout()
        foot.setSpacing(2 * theme.GRID)
        foot.addWidget(self.count, 1)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.GRID,) * 4)
        column.setSpacing(theme.GRID)
        column.addWidget(title)
        column.addLayout(middle, 1)
        column.addLayout(foot)
        self.resize(138 * theme.GRID, 78 * theme.GRID)

    # -- the preview

    def _wait(self) -> None:
        self.write.setEnabled(False)
        self._pause.start()

    def _look(self) -> None:
        edit, ids = self.form.edit(), self._ids
        if edit is None:
            self.count.setText(self.tr("Something typed is not understood; see at the left."))
            return
        if not edit:
            self._show((0, ()))
            return
        untitled = self.tr("Untitled")
        self._desk.ask(
            lambda w: _preview(w, ids, edit, untitled),
            self._show,
            self._refuse,
            owner=self,
            key="preview",
        )

    def _show(self, found: tuple[int, tuple[Line, ...]]) -> None:
        if self._writing:
            return
        many, lines = found
        self.table.table.show_lines(lines)
        ticked = bool(self.form.edit())
        self._nothing.setText(
            self.tr("Nothing changes: all of them are so already.")
            if ticked
            else self.tr("Tick what is to be written; here you see what changes.")
        )
        self._right.setCurrentIndex(1 if lines else 0)
        self.count.setText(self._said(many) if ticked else "")
        self.write.setText(self.tr("Write to %Ln source(s)", "", many or len(self._ids)))
        self.write.setEnabled(bool(many))

    def _said(self, many: int) -> str:
        said = [self.tr("%Ln source(s) will change", "", many)]
        if left := len(self._ids) - many:
            said.append(self.tr("%Ln unchanged", "", left))
        if many > MOST:
            said.append(self.tr("the first %Ln are shown", "", MOST))
        return ", ".join(said) + "."

    # -- the end

    def _written(self) -> None:
        said = self.tr("%Ln source(s) edited. Undo takes that back.", "", len(self._ids))
        self._desk.status.emit(said)
        self.accept()

    def _refuse(self, error: object) -> None:
        self._writing = False
        self.count.setText(str(error))
        self.write.setEnabled(False)


def _preview(
    workspace: Workspace, ids: Sequence[SourceId], edit: ManyEdit, untitled: str
) -> tuple[int, tuple[Line, ...]]:
    edited = workspace.describing.preview(ids, edit)
    return len(edited), lines_of(edited, untitled)
