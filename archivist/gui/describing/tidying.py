"""A dialog in which small things are renamed and removed; each step can be undone in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.widgets.banner import Banner, Banners

if TYPE_CHECKING:
    from archivist.gui.messages import Desk


class TidyDialog(QDialog):
    """Messages at the top, in the middle what inherits puts into `middle`, a button to close."""

    def __init__(self, desk: Desk, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.banners = Banners()
        self.middle = QVBoxLayout()
        self.middle.setSpacing(theme.GRID)
        buttons = QDialogButtonBox()
        close = buttons.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.GRID,) * 4)
        column.setSpacing(theme.GRID)
        column.addWidget(self.banners)
        column.addLayout(self.middle, 1)
        column.addWidget(buttons)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.undo)

    def undo(self) -> None:
        """Take the last step back."""
        self.banners.clear()
        if not self._desk.read_only:
            self._desk.change(lambda w: w.undo(), owner=self)

    def tell(self, sentence: str) -> None:
        """Say what was done, with a button to take it back."""
        self.banners.clear()
        banner = self.banners.add(Banner(sentence, "notice"))
        banner.offer(self.tr("Undo"), self.undo)

    def refuse(self, error: object) -> None:
        """Say what is wrong."""
        self.banners.clear()
        self.banners.show_error(str(error))
