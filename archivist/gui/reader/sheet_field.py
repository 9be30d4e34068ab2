"""The field that shows which sheet is being read, goes to another, or gives the page its label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from archivist.gui import theme
from archivist.gui.widgets.fields import redress

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from archivist.library.sources import Page

_WIDTH = 9 * theme.GRID


class _Field(QLineEdit):
    """A line that gives up its text when it is left or escaped from."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class SheetField(QWidget):
    """Shows `12об` and the number of pages.

    Signals:
        typed(str): the reader wants to go to this sheet.
        labelled(str): the page is this sheet.
    """

    typed = Signal(str)
    labelled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: Page | None = None
        self._labels = False
        self._name = QLabel(self.tr("Sheet"))
        self._name.setProperty("look", "muted")
        self.field = _Field()
        self.field.setFixedWidth(_WIDTH)
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.total = QLabel()
        self.total.setProperty("look", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID // 2)
        for widget in (self._name, self.field, self.total):
            row.addWidget(widget)
        self.field.returnPressed.connect(self._entered)
        self.field.left.connect(self._restore)
        self._restore()

    def show_page(self, page: Page, index: int, pages: int) -> None:
        """Show which sheet is being read."""
        self._page = page
        self.total.setText(
            self.tr("%1 of %2").replace("%1", str(index + 1)).replace("%2", str(pages))
        )
        if not self.field.hasFocus():
            self._restore()

    def ask(self) -> None:
        """Let a sheet be typed to go to."""
        self._begin(labels=False)

    def ask_label(self) -> None:
        """Let the label of this page be typed."""
        self._begin(labels=True)

    def refuse(self) -> None:
        """Show that there is no such sheet."""
        self.field.setProperty("wrong", True)
        redress(self.field)
        self.field.setFocus()
        self.field.selectAll()

    def _begin(self, *, labels: bool) -> None:
        self._restore()
        self._labels = labels
        self._name.setText(self.tr("Label as") if labels else self.tr("Go to"))
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _entered(self) -> None:
        text, labels = self.field.text().strip(), self._labels
        was = self._page.sheet if self._page else ""
        self.field.setProperty("wrong", False)
        if labels:
            if text != was:
                self.labelled.emit(text)
        elif text and text != was:
            self.typed.emit(text)
        if not self.field.property("wrong"):
            self.field.clearFocus()

    def _restore(self) -> None:
        self._labels = False
        self._name.setText(self.tr("Sheet"))
        self.field.setText(self._page.sheet if self._page else "")
        self.field.setPlaceholderText("–")
        self.field.setToolTip(self.tr("The sheet of this page. Type another and press Enter."))
        self.field.setAccessibleName(self.tr("Sheet"))
        if self.field.property("wrong"):
            self.field.setProperty("wrong", False)
            redress(self.field)
