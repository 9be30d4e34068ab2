"""Tags as chips in lines, with a field at the end to add more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.widgets.flow import FlowLayout
from archivist.gui.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent

_DOT = 8


class Dot(QWidget):
    """A dot in a tag's colour; a ring for a tag without one."""

    def __init__(self, color: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.color = color
        self.setFixedSize(_DOT + 2, _DOT + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dot."""
        painter = QPainter(self)
        draw_dot(painter, self.color, 1, 1)


def draw_dot(painter: QPainter, color: str, x: float, y: float) -> None:
    """Draw a tag's dot with its top left corner at a point; a ring for ""."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(color) if color else theme.colour("muted"))
    painter.setBrush(QColor(color) if color else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(int(x), int(y), _DOT, _DOT)
    painter.restore()


class Chip(QFrame):
    """One tag with a dot and a cross; `removed(str)` comes from the cross.

    A `faint` one is borne only by some of several sources.
    """

    removed = Signal(str)

    def __init__(
        self, name: str, color: str = "", *, faint: bool = False, dotted: bool = True
    ) -> None:
        super().__init__()
        self.name = name
        self.setProperty("look", "chip-faint" if faint else "chip")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 1, 2, 1)
        self.setMinimumHeight(22)
        row.setSpacing(4)
        label = ElidedLabel(name)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        close = QToolButton()
        close.setIcon(theme.icon("close", "muted" if faint else "chip_text"))
        close.setIconSize(QSize(12, 12))
        close.setToolTip(
            self.tr("Only some bear this tag; take it away")
            if faint
            else self.tr("Take this tag away")
        )
        close.setAccessibleName(self.tr("Take the tag %1 away").replace("%1", name))
        close.clicked.connect(lambda: self.removed.emit(self.name))
        self.close_button = close
        self._row = row
        if dotted:
            row.addWidget(Dot(color))
        row.addWidget(label)
        row.addWidget(close)

    def lock(self) -> None:
        """Show the tag without a cross."""
        self.close_button.hide()
        self._row.setContentsMargins(8, 1, 8, 1)


class _TagLine(QLineEdit):
    """The field at the end; Backspace in the empty field takes the last tag away."""

    erased = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Backspace where there is nothing to erase."""
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.erased.emit()
            return
        super().keyPressEvent(event)


class TagEditor(QWidget):
    """Edits a set of tags; `added(str)` and `removed(str)` come for each change."""

    added = Signal(str)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[Chip] = []
        self._locked = False
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._line = _TagLine()
        self._line.setProperty("look", "quiet")
        self._line.setAcceptDrops(False)  # dropped files go to the window
        self._line.setPlaceholderText(self.tr("Add a tag"))
        self._line.setAccessibleName(self._line.placeholderText())
        self._line.setMinimumWidth(12 * theme.GRID)
        self._line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._line.setCompleter(completer)
        self._line.returnPressed.connect(self._add)
        self._line.editingFinished.connect(self._add)
        self._line.erased.connect(self._erase)
        self._flow = FlowLayout(self, gap=4)
        self._flow.addWidget(self._line)
        self.setFocusProxy(self._line)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def offer(self, names: Sequence[str]) -> None:
        """Offer tags that there are already."""
        self._known.setStringList(list(names))

    def lock(self, *, locked: bool) -> None:
        """Allow no change, or allow it again."""
        self._locked = locked
        self._line.setVisible(not locked)

    def show_tags(self, tags: Mapping[str, str], faint: Mapping[str, str] | None = None) -> None:
        """Show tags (names and colours); `faint` are those that only some of several bear."""
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._flow.removeWidget(self._line)
        self._chips = [Chip(name, color) for name, color in tags.items()]
        self._chips += [Chip(name, color, faint=True) for name, color in (faint or {}).items()]
        for chip in self._chips:
            if self._locked:
                chip.lock()
            chip.removed.connect(self.removed)
            self._flow.addWidget(chip)
        self._flow.addWidget(self._line)
        self.updateGeometry()

    @property
    def names(self) -> tuple[str, ...]:
        """The tags that are shown."""
        return tuple(chip.name for chip in self._chips)

    def _add(self) -> None:
        name = " ".join(self._line.text().split()).strip("/")
        self._line.clear()
        if name:
            self.added.emit(name)

    def _erase(self) -> None:
        if self._chips:
            self.removed.emit(self._chips[-1].name)
