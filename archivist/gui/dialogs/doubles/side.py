"""One side of a pair: its picture or text, what tells it from the other, and what to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.widgets.labels import ElidedLabel, muted

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from archivist.services.comparing import Seen


_MINUTES = len("2024-05-14 11:20")


class Picture(QWidget):
    """A picture as large as there is room for; without one, a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._sentence = ""
        self.setMinimumSize(20 * theme.GRID, 16 * theme.GRID)

    def sizeHint(self) -> QSize:
        """Ask for half a window."""
        return QSize(56 * theme.GRID, 60 * theme.GRID)

    def show_image(self, image: QImage | None, sentence: str = "") -> None:
        """Show a picture, or a sentence in its place."""
        self._image, self._sentence = image, sentence
        self.setAccessibleName(sentence or self.tr("The page"))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the whole picture."""
        painter = QPainter(self)
        if self._image is None:
            painter.setPen(theme.colour("muted"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(16, 16, -16, -16), int(flags), self._sentence)
            return
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect((self.width() - size.width()) // 2, 0, size.width(), size.height())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._image)


class SideView(QFrame):
    """One of the two; `binned()` and `skipped()` say what the user wants done with it."""

    binned = Signal()
    skipped = Signal()

    def __init__(self, keys: tuple[str, str]) -> None:
        super().__init__()
        self.title = ElidedLabel()
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.place, self.file = ElidedLabel(), ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self.facts, self.more = ElidedLabel(), ElidedLabel()
        for label in (self.file, self.facts, self.more):
            label.setProperty("look", "muted")
        self.picture, self.text, self._none = Picture(), QPlainTextEdit(), QLabel()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Beginning of the text"))
        self._stack = QStackedWidget()
        for widget in (self.picture, self.text, self._none):
            self._stack.addWidget(widget)
        self.bin = self._button(self.tr("Move to the bin"), keys[0])
        self.skip = self._button(self.tr("Skip this photograph"), keys[1])
        self.bin.clicked.connect(self.binned)
        self.skip.clicked.connect(self.skipped)
        self._why = muted(wrap=False)
        line = QHBoxLayout()
        line.setSpacing(theme.GRID)
        line.addWidget(self.bin)
        line.addWidget(self.skip)
        line.addWidget(self._why)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        for label in (self.title, self.place, self.file, self.facts, self.more):
            column.addWidget(label)
        column.addWidget(self._stack, 1)
        column.addLayout(line)

    def show_nothing(self) -> None:
        """Show that no pair is chosen."""
        for label in (self.title, self.place, self.file, self.facts, self.more):
            label.clear()
        self._stack.setCurrentWidget(self._none)

    def show_side(self, seen: Seen) -> None:
        """Show what is known of a side; its picture may follow."""
        side, face = seen.side, seen.face
        self.title.setText(side.title)
        sheet = self.tr("sheet %1").replace("%1", side.sheet) if side.sheet else ""
        page = self.tr("page %1").replace("%1", str(side.number))
        self.place.setText(", ".join(filter(None, (seen.reference, sheet, page))))
        size = self.locale().formattedDataSize(face.size, 1)
        pixels = f"{face.width:.0f} × {face.height:.0f}" if face.width else ""
        linked = self.tr("linked") if face.path else ""
        self.file.setText(face.path or side.name)
        taken = face.taken.replace("T", " ")[:_MINUTES]
        self.facts.setText(" · ".join(filter(None, (taken, size, pixels, linked))))
        marks = self.tr("%n mark(s)", "", face.marks) if face.marks else ""
        tags = ", ".join(face.tags) or self.tr("no tags")
        self.more.setText(" · ".join(filter(None, (tags, marks, " ".join(face.note.split())))))
        if face.width:
            self.picture.show_image(None, self.tr("Drawing…"))
            self._stack.setCurrentWidget(self.picture)
        else:
            self.text.setPlainText(seen.text)
            self._stack.setCurrentWidget(self.text)

    def offer(self, *, may_bin: bool, may_skip: bool, shared: bool) -> None:
        """Let the user do with this side what can be done; `shared` says why it has no bin."""
        self.bin.setEnabled(may_bin)
        self.skip.setEnabled(may_skip)
        self.skip.setVisible(may_skip)
        self._why.setText(self.tr("Its source has other pages too.") if shared else "")

    def _button(self, text: str, keys: str) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setShortcut(QKeySequence(keys))
        shown = button.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{text} ({shown})")
        return button
