"""About the program."""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

import archivist
from archivist.gui import theme
from archivist.gui.widgets.labels import muted


class AboutDialog(QDialog):
    """Name, version, licence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Archivist"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picture = QLabel()
        picture.setPixmap(QIcon("icons:archivist.svg").pixmap(96, 96))
        title = QLabel(f"Archivist {archivist.__version__}")
        title.setFont(theme.title_font(18))
        said = QLabel(
            self.tr("Collect, read, search and cite archival sources in one place, offline.")
        )
        said.setWordWrap(True)
        made = muted(
            self.tr(
                "Free software under the GNU Affero General Public License, version 3 or later. "
                "It comes without any warranty."
            )
        )
        machine = muted(f"Python {platform.python_version()}, Qt {qVersion()}")
        words = QVBoxLayout()
        words.setSpacing(theme.GRID)
        for part in (title, said, made, machine):
            words.addWidget(part)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(3 * theme.GRID)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(3 * theme.GRID,) * 4)
        column.setSpacing(2 * theme.GRID)
        column.addLayout(row)
        column.addWidget(buttons)
        self.setMinimumWidth(60 * theme.GRID)
