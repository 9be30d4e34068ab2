"""What the user sees of an error that nobody expected: a sentence, and a report to copy."""

from __future__ import annotations

import platform
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QSysInfo, Qt, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

import archivist
from archivist.gui import theme

if TYPE_CHECKING:
    from types import TracebackType


def write_report(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> str:
    """Return the report: what broke where, in which program on which machine."""
    head = (
        f"Archivist {archivist.__version__}, Python {platform.python_version()}, "
        f"Qt {qVersion()}, {QSysInfo.prettyProductName()}"
    )
    return head + "\n\n" + "".join(traceback.format_exception(kind, error, trace))


class ReportDialog(QDialog):
    """Shows a report and copies it."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("An error in Archivist"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        said = QLabel(
            self.tr(
                "Something went wrong that Archivist did not expect. Your library is safe: a "
                "change that was not finished was taken back whole. You can go on working. "
                "Please send this report to the makers of Archivist."
            )
        )
        said.setWordWrap(True)
        self._text = QPlainTextEdit(report)
        self._text.setReadOnly(True)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setProperty("look", "field")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy_button = buttons.addButton(
            self.tr("Copy the report"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.GRID,) * 4)
        column.setSpacing(2 * theme.GRID)
        for part in (said, self._text, buttons):
            column.addWidget(part)
        self.resize(80 * theme.GRID, 52 * theme.GRID)
