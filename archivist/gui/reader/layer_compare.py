"""Two texts of a page side by side, with the words marked in which they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollBar,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.recognising.words import layer_maker, layer_name
from archivist.gui.widgets.column import Stain, TextColumn
from archivist.gui.widgets.labels import ElidedLabel
from archivist.library.layers import differing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.messages import Desk
    from archivist.library.layers import Span
    from archivist.library.sources import TextLayer

_LETTERS = 60


class _Side(QWidget):
    """One of the texts of a page, to be chosen above it.

    `chosen()` comes when another was.
    """

    chosen = Signal()

    def __init__(self, layers: Sequence[TextLayer], at: int) -> None:
        super().__init__()
        self._layers = layers
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("Which text of the page is shown"))
        self.choice.addItems([layer_name(layer) for layer in layers])
        self.choice.setCurrentIndex(at)
        self._maker = ElidedLabel()
        self._maker.setProperty("look", "muted")
        self.text = TextColumn(letters=_LETTERS)
        self.text.setReadOnly(True)
        self.text.document().setDocumentMargin(2 * theme.GRID)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(self.choice)
        head.addWidget(self._maker, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(head)
        column.addWidget(self.text, 1)
        self.choice.currentIndexChanged.connect(self._show)
        self._show()

    @property
    def layer(self) -> TextLayer:
        """The text that is shown."""
        return self._layers[self.choice.currentIndex()]

    def mark(self, spans: Sequence[Span]) -> None:
        """Mark words that the other text has not."""
        ground, ink = theme.colour("hit"), theme.colour("hit_text")
        self.text.stain([Stain(start=s, end=e, ground=ground, ink=ink) for s, e in spans])

    def _show(self) -> None:
        self.text.show_text(self.layer.text)
        self._maker.setText(layer_maker(self.layer))
        self.chosen.emit()


class CompareTexts(QDialog):
    """Shows two of the texts of a page; nothing is changed here."""

    def __init__(self, desk: Desk, parent: QWidget, layers: Sequence[TextLayer]) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(self.tr("Texts of the page"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.sides = _Side(layers, 0), _Side(layers, 1)
        self.said = QLabel()
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        for side in self.sides:
            both.addWidget(side)
            side.chosen.connect(self._compare)
        both.setSizes([self.width(), self.width()])
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.GRID,) * 4)
        column.setSpacing(theme.GRID)
        column.addWidget(both, 1)
        column.addLayout(foot)
        bars = [side.text.verticalScrollBar() for side in self.sides]
        for bar, other in (bars, bars[::-1]):
            bar.valueChanged.connect(lambda _, bar=bar, other=other: _go_along(bar, other))
        self.resize(130 * theme.GRID, 78 * theme.GRID)
        self._compare()

    def _compare(self) -> None:
        one, other = (side.layer.text for side in self.sides)
        self._desk.ask(lambda _: differing(one, other), self._mark, owner=self, key="differing")

    def _mark(self, found: Sequence[tuple[Span, Span]]) -> None:
        for number, side in enumerate(self.sides):
            side.mark([pair[number] for pair in found])
        self.said.setText(
            self.tr("They differ at %Ln place(s).", "", len(found))
            if found
            else self.tr("They have the same words.")
        )


def _go_along(bar: QScrollBar, other: QScrollBar) -> None:
    """Scroll one text as far as the other."""
    if bar.maximum() > 0 and bar.isVisible():
        other.blockSignals(True)
        other.setValue(round(bar.value() / bar.maximum() * other.maximum()))
        other.blockSignals(False)
