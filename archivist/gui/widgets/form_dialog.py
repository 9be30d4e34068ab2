"""A small dialog of fields: it closes when what it asks for was done, and says why when not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme


class FormDialog(QDialog):
    """Fields, a place for what is wrong with them, and two buttons.

    The main button calls `submit`, which a dialog overrides: it tells what is wrong by `refuse`,
    and closes the dialog by `accept` when all is done.
    """

    def __init__(self, parent: QWidget | None, title: str, button: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = QFormLayout()
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.form.setHorizontalSpacing(2 * theme.GRID)
        self.form.setVerticalSpacing(theme.GRID)
        self._problem = QLabel()
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setProperty("look", "error")
        self._problem.setWordWrap(True)
        self._problem.hide()
        buttons = QDialogButtonBox()
        self._main = buttons.addButton(button, QDialogButtonBox.ButtonRole.AcceptRole)
        self._main.setProperty("look", "main")
        self._main.setDefault(True)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.submit)
        buttons.rejected.connect(self.reject)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*(3 * theme.GRID,) * 4)
        self.column.setSpacing(2 * theme.GRID)
        self.column.addLayout(self.form)
        self.column.addWidget(self._problem)
        self.column.addWidget(buttons)
        self.setMinimumWidth(56 * theme.GRID)

    def submit(self) -> None:
        """Do what the dialog is for."""
        self.accept()

    def refuse(self, sentence: object) -> None:
        """Say what is wrong and let the user mend it."""
        self._problem.setText(str(sentence))
        self._problem.show()
        self.adjustSize()
        self._main.setEnabled(True)

    def wait(self) -> None:
        """Take no second order while the first is being carried out."""
        self._problem.hide()
        self._main.setEnabled(False)
