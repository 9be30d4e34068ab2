"""Labels: one that elides what does not fit, and small headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from archivist.gui import theme
from archivist.gui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class ElidedLabel(QLabel):
    """One line that ends in "…" (or has it in the middle) when it does not fit."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(parent)
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self.updateGeometry()
        self._explain()

    def minimumSizeHint(self) -> QSize:
        """Return a width that shows three letters at least."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance("МММ…"), super().minimumSizeHint().height())

    def resizeEvent(self, event: object) -> None:
        """Offer the whole text as a tip when it does not fit any more."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # always a QResizeEvent
        self._explain()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much of the text as fits."""
        painter = QPainter(self)
        area = self.contentsRect()
        shown = painter.fontMetrics().elidedText(self.text(), self._mode, area.width())
        self.style().drawItemText(
            painter,
            area,
            int(self.alignment()),
            self.palette(),
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )

    def _explain(self) -> None:
        fits = QFontMetrics(self.font()).horizontalAdvance(self.text()) <= self.width()
        self.setToolTip("" if fits else plain_tip(self.text()))


class IconLabel(QLabel):
    """An icon that keeps in step with the theme."""

    def __init__(self, name: str, tint: str, side: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawn_from = (name, tint, side)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon again in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        name, tint, side = self._drawn_from
        self.setPixmap(theme.pixmap(name, tint, side, self.devicePixelRatioF()))


def heading(text: str, parent: QWidget | None = None) -> QLabel:
    """Return the small grey heading of a part."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("look", "heading")
    label.setFont(theme.small_font())
    return label


def muted(text: str = "", parent: QWidget | None = None, *, wrap: bool = True) -> QLabel:
    """Return a grey label in small letters."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("look", "muted")
    label.setFont(theme.small_font())
    label.setWordWrap(wrap)
    return label
