"""The foot of the import of inventories: what will happen, and the buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.services.inventorying import Fate

if TYPE_CHECKING:
    from archivist.services.inventorying import Preview
    from archivist.services.progress import Progress


class Foot(QWidget):
    """`wanted()` comes when the inventory is to be imported, `left()` when not."""

    wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.overwrite = QCheckBox(self.tr("Replace what I typed myself, too"))
        self.overwrite.hide()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.main = QPushButton(self.tr("Import"))
        self.main.setProperty("look", "main")
        self.main.setDefault(True)
        self.main.clicked.connect(self.wanted)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.left)
        line = QHBoxLayout()
        line.setSpacing(theme.GRID)
        words = QVBoxLayout()
        words.addWidget(self.said)
        words.addWidget(self.overwrite)
        line.addLayout(words, 1)
        line.addWidget(cancel)
        line.addWidget(self.main)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar)
        column.addLayout(line)

    def tell(self, preview: Preview) -> None:
        """Say what an import would do."""
        self.bar.hide()
        clashes = preview.count(Fate.CLASH)
        self.overwrite.setVisible(clashes > 0 or self.overwrite.isChecked())
        self.main.setEnabled(bool(preview.units) and not preview.homeless)
        if not preview.units:
            self.said.setText(self._why_nothing(preview))
            return
        said = [
            self.tr("%Ln new", "", preview.count(Fate.NEW)),
            self.tr("%Ln changed", "", preview.count(Fate.CHANGED)),
            self.tr("%Ln as they are", "", preview.count(Fate.SAME)),
        ]
        if clashes:
            said.append(self.tr("%Ln where yours differs and stays", "", clashes))
        if preview.slips:
            said.append(self.tr("%Ln line(s) left out", "", len(preview.slips)))
        sentence = f"{', '.join(said)}."
        if preview.homeless:
            sentence += " " + self.tr("Say above under which archive it goes.")
        elif preview.new_archives:
            names = ", ".join(preview.new_archives)
            sentence += " " + self.tr("The archive %1 is new.").replace("%1", names)
        self.said.setText(sentence)

    def wait(self, what: str) -> None:
        """Say that work is under way."""
        self.said.setText(what)
        self.main.setEnabled(False)
        self.bar.setRange(0, 0)
        self.bar.show()

    def show_progress(self, progress: Progress) -> None:
        """Show how far the work has come."""
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)

    def refuse(self) -> None:
        """Say nothing more: a banner says what is wrong."""
        self.bar.hide()
        self.said.clear()
        self.main.setEnabled(False)

    def _why_nothing(self, preview: Preview) -> str:
        if preview.slips:
            return self.tr("No row can be taken over: choose the column with the file number.")
        return self.tr("There is nothing in it to take over.")
