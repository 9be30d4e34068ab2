"""Fields that say when a value was given: on leaving them or on Enter, and only when it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QTextOption
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QStylePainter,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent, QWheelEvent

_LINES = 8
"""How many lines a growing field grows to."""


def redress(widget: QWidget) -> None:
    """Let the stylesheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class LineField(QLineEdit):
    """One line; `given(str)` comes when it is left with another value. Escape brings it back."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = ""
        self._greys = ("", "")
        self.setProperty("look", "quiet")
        self.setAcceptDrops(False)  # dropped files go to the window, not their names in here
        self.editingFinished.connect(self._give)

    def show_value(self, value: str, inherited: str = "", example: str = "") -> None:
        """Show a value; not while it is being edited.

        Where it is empty, what is inherited stands there in grey, and an example while the field
        has the keyboard.
        """
        self._greys = (inherited, example)
        self._hint()
        if self.hasFocus() and self.isModified():
            return
        self._kept = value
        if value != self.text():
            self.setText(value)
            self.setCursorPosition(0)
        self.refuse("")

    def refuse(self, why: str) -> None:
        """Mark the value as wrong and say why in the tip; "" takes the mark away."""
        self.setToolTip(plain_tip(why or self.placeholderText()))
        if bool(self.property("wrong")) != bool(why):
            self.setProperty("wrong", bool(why))
            redress(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the example."""
        super().focusInEvent(event)
        self._hint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the example."""
        super().focusOutEvent(event)
        self._hint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the change back on Escape."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._kept:
            self.setText(self._kept)
            self.setModified(False)
            self.refuse("")
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the value; one that does not fit is elided while nobody types in it."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        area = (
            self.style()
            .subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
            .adjusted(2, 0, -2, 0)
        )
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, area.width()
        )
        if self.hasFocus() or shown == self.text():
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option)
        painter.setPen(self.palette().text().color())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _hint(self) -> None:
        inherited, example = self._greys
        self.setPlaceholderText(inherited or (example if self.hasFocus() else ""))

    def _give(self) -> None:
        value = " ".join(self.text().split())
        self.setModified(False)
        if value != self._kept:
            self._kept = value
            self.given.emit(value)


class TextField(QPlainTextEdit):
    """A text that grows with its lines; `given(str)` comes when it is left with another value.

    Enter leaves it; with `lines` Shift+Enter begins a new line. Escape brings the value back.
    """

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, lines: bool = False) -> None:
        super().__init__(parent)
        self._kept = ""
        self._greys = ("", "")
        self._lines = lines
        self.setProperty("look", "quiet")
        self.setAcceptDrops(False)  # as in LineField
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def show_value(self, value: str, inherited: str = "", example: str = "") -> None:
        """Show a value; not while it is being edited. For the rest see `LineField`."""
        self._greys = (inherited, example)
        self._hint()
        if self.hasFocus() and self.document().isModified():
            return
        self._kept = value
        if value != self.toPlainText():
            self.setPlainText(value)
        self.document().setModified(False)
        self.refuse("")

    def refuse(self, why: str) -> None:
        """Mark the value as wrong and say why in the tip; "" takes the mark away."""
        self.setToolTip(plain_tip(why))
        if bool(self.property("wrong")) != bool(why):
            self.setProperty("wrong", bool(why))
            redress(self)

    def select_all(self) -> None:
        """Take the keyboard with everything selected."""
        self.setFocus()
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Enter, take the change back on Escape."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if enter and not (self._lines and shift):
            self._give()
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._kept:
            self.setPlainText(self._kept)
            self.document().setModified(False)
            self.refuse("")
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the example."""
        super().focusInEvent(event)
        self._hint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give the value when the field is left."""
        super().focusOutEvent(event)
        self._hint()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._give()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the lines at another width."""
        super().resizeEvent(event)
        self._grow()

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        return QSize(10 * theme.GRID, self._height(1))

    def minimumSizeHint(self) -> QSize:
        """Return the size of one line."""
        return self.sizeHint()

    def _hint(self) -> None:
        inherited, example = self._greys
        self.setPlaceholderText(inherited or (example if self.hasFocus() else ""))

    def _height(self, lines: int) -> int:
        return QFontMetrics(self.font()).lineSpacing() * lines + 10

    def _grow(self) -> None:
        lines = max(1, int(self.document().size().height()))
        self.setFixedHeight(self._height(min(lines, _LINES)))
        more = lines > _LINES
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if more else policy.ScrollBarAlwaysOff
        )

    def _give(self) -> None:
        value = self.toPlainText().strip()
        value = value if self._lines else " ".join(value.split())
        self.document().setModified(False)
        if value != self._kept:
            self._kept = value
            self.given.emit(value)


class ChoiceField(QComboBox):
    """One of several values; `given(object)` comes when the user chooses another.

    The wheel does not change it while it has not the keyboard, so that scrolling a form is safe.
    """

    given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(20)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._values: list[Any] = []
        self.activated.connect(lambda at: self.given.emit(self._values[at]))

    def offer(self, choices: Sequence[tuple[str, object]]) -> None:
        """Offer other values, keeping the present one where it is among them."""
        present = self.currentData()
        self.clear()
        self._values = [value for _, value in choices]
        self.addItems([text for text, _ in choices])
        self.show_value(present)

    def show_value(self, value: object, unknown: str = "") -> None:
        """Show a value; one that is not offered shows as the grey text `unknown`."""
        self.setPlaceholderText(unknown)
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def currentData(self, _role: int = Qt.ItemDataRole.UserRole) -> Any:  # noqa: ANN401 - whatever was offered
        """Return the chosen value itself, or None; Qt would make a plain str of a StrEnum."""
        return self._values[self.currentIndex()] if self.currentIndex() >= 0 else None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the field, a value that does not fit elided."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        area = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        text = self.currentText() if self.currentIndex() >= 0 else self.placeholderText()
        option.currentText = self.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, area.width() - 4
        )
        if self.currentIndex() < 0:
            grey = self.palette().placeholderText()
            option.palette.setBrush(option.palette.ColorRole.Text, grey)
            option.palette.setBrush(option.palette.ColorRole.ButtonText, grey)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def showPopup(self) -> None:
        """Open the list, wide enough for its values, as far as the screen has room."""
        view, edges = self.view(), 4 * theme.GRID
        bar = view.verticalScrollBar().sizeHint().width()
        room = self.screen().availableGeometry().width() // 2
        view.setMinimumWidth(min(view.sizeHintForColumn(0) + bar + edges, room))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the form instead, unless the field has the keyboard."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
