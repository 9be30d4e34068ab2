"""The sources that a citation mark already names, as chips above the field for the next one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QWidget

from archivist.gui import theme
from archivist.gui.widgets.flow import FlowLayout
from archivist.gui.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from archivist.library.manuscript import CitationItem

_WIDEST = 44 * theme.GRID


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source of a mark, and its title for the user."""

    item: CitationItem
    title: str

    @property
    def label(self) -> str:
        """What the chip says."""
        locator = f", {self.item.locator}" if self.item.locator else ""
        return f"{self.item.prefix} {self.title}{locator}".strip()


class _Chip(QFrame):
    """One source; a click takes it up again, the cross takes it away."""

    taken = Signal()
    removed = Signal()

    def __init__(self, source: CitedSource) -> None:
        super().__init__()
        self.setProperty("look", "chip")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_WIDEST)
        self.setMinimumHeight(22)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        label = ElidedLabel(source.label)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        close = QToolButton()
        close.setIcon(theme.icon("close", "chip_text"))
        close.setIconSize(QSize(12, 12))
        close.setToolTip(self.tr("Do not cite this source"))
        close.setAccessibleName(self.tr("Do not cite %1").replace("%1", source.title))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 1, 2, 1)
        row.setSpacing(4)
        row.addWidget(label)
        row.addWidget(close)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the source up again."""
        super().mouseReleaseEvent(event)
        self.taken.emit()


class FindLine(QLineEdit):
    """The field in which sources are looked for; `erased` is Backspace in the empty field."""

    erased = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Backspace where there is nothing to erase."""
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.erased.emit()
        else:
            super().keyPressEvent(event)


class CitedChips(QWidget):
    """The sources chosen so far, in the order in which the mark will name them.

    Signals:
        changed(): a source came or went.
        taken(CitedSource): a source was taken out to be changed.
    """

    changed = Signal()
    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sources: tuple[CitedSource, ...] = ()
        self._chips: list[_Chip] = []
        self._flow = FlowLayout(self, gap=4)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    @property
    def items(self) -> tuple[CitationItem, ...]:
        """What the mark says of each source."""
        return tuple(source.item for source in self.sources)

    def show_sources(self, sources: tuple[CitedSource, ...]) -> None:
        """Show other sources."""
        self.sources = sources
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(source) for source in sources]
        self.setVisible(bool(sources))
        self.updateGeometry()
        self.changed.emit()

    def add(self, source: CitedSource) -> None:
        """Add a source behind the others."""
        self.show_sources((*self.sources, source))

    def take_last(self) -> None:
        """Take the last source out to be changed."""
        if self.sources:
            self._take(self.sources[-1])

    def _chip(self, source: CitedSource) -> _Chip:
        chip = _Chip(source)
        chip.removed.connect(lambda: self._without(source))
        chip.taken.connect(lambda: self._take(source))
        self._flow.addWidget(chip)
        return chip

    def _take(self, source: CitedSource) -> None:
        self._without(source)
        self.taken.emit(source)

    def _without(self, source: CitedSource) -> None:
        self.show_sources(tuple(one for one in self.sources if one is not source))
