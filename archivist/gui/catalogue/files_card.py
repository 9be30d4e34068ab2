"""The files of a source, and why one of them could not be read."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.widgets.labels import ElidedLabel, IconLabel, heading, muted
from archivist.library.sources import FileState, StoredFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.services.cataloguing import SourceDetails


_MOST = 20
"""How many files are listed: a day's photographs may be one source."""


class FilesCard(QWidget):
    """Lists name, size and state of each file; of many the first, and some that cannot be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_details(self, details: SourceDetails) -> None:
        """Show the files of a source."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()
        self._column.addWidget(heading(self.tr("Files")))
        if not details.files:
            self._column.addWidget(muted(self.tr("No file. This is a description alone.")))
        told = _told(details.files)
        for file in told:
            self._column.addWidget(self._row(file, details.pages))
        if left := len(details.files) - len(told):
            self._column.addWidget(muted(self.tr("and %n more file(s)", "", left)))

    def _row(self, file: StoredFile, pages: int) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        line = QHBoxLayout()
        line.setSpacing(theme.GRID // 2)
        unreadable = file.state is FileState.UNREADABLE
        name, tint = ("warning", "error") if unreadable else ("file", "muted")
        line.addWidget(IconLabel(name, tint))
        line.addWidget(ElidedLabel(file.name), 1)
        line.addWidget(muted(self.locale().formattedDataSize(file.size, 1), wrap=False))
        column.addLayout(line)
        note = self._note(file, pages)
        if note:
            said = muted(note)
            said.setProperty("look", "error" if unreadable else "muted")
            said.setContentsMargins(20, 0, 0, 0)
            column.addWidget(said)
        return row

    def _note(self, file: StoredFile, pages: int) -> str:
        if file.state is FileState.UNREADABLE:
            return self.tr("Kept, but not read: %1").replace("%1", file.reason)
        if file.state is FileState.NO_TEXT:
            return self.tr("It holds no text yet.")
        return self.tr("%n page(s)", "", pages) if pages else ""


def _told(files: Sequence[StoredFile]) -> tuple[StoredFile, ...]:
    broken = (file for file in files[_MOST:] if file.state is FileState.UNREADABLE)
    return (*files[:_MOST], *islice(broken, _MOST))
