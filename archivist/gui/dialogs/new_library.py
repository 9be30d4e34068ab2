"""Where a new library is to be made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from archivist.gui import theme
from archivist.gui.widgets.choosing import choose_folder
from archivist.gui.widgets.form_dialog import FormDialog
from archivist.gui.widgets.labels import muted

if TYPE_CHECKING:
    from collections.abc import Callable

_FORBIDDEN = frozenset('<>:"/\\|?*')


class NewLibraryDialog(FormDialog):
    """Asks for a name and a place; `done` gets the folder."""

    def __init__(self, parent: QWidget, done: Callable[[Path], object]) -> None:
        super().__init__(parent, self.tr("Make a library"), self.tr("Make"))
        self._done = done
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Thesis"))
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        self.place = QLineEdit(str(Path(documents)))
        browse = QPushButton(self.tr("Choose…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(
            lambda: choose_folder(
                self, self.tr("Where the library is made"), lambda at: self.place.setText(str(at))
            )
        )
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.place, 1)
        row.addWidget(browse)
        self.form.addRow(self.tr("Name"), self.name)
        self.form.addRow(self.tr("In the folder"), row)
        self.column.insertWidget(
            1,
            muted(
                self.tr(
                    "A folder of this name is made there. Everything of the library lies in it; "
                    "you can move and copy it as a whole."
                )
            ),
        )
        self.name.setFocus()

    def submit(self) -> None:
        """Hand over the folder, when its name will do."""
        name, place = self.name.text().strip(), self.place.text().strip()
        if not name or name.strip(".") == "" or _FORBIDDEN & set(name):
            self.refuse(self.tr("Give the library a name that a folder can have."))
            return
        if not place or not Path(place).is_absolute():
            self.refuse(self.tr("Choose the folder in which the library is to lie."))
            return
        self.accept()
        self._done(Path(place) / name)
