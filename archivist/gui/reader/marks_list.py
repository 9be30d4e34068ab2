"""All marks of the opened source, in the order of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.widgets.empty import EmptyPlace
from archivist.gui.widgets.rows import Index, draw_ground
from archivist.gui.widgets.tips import plain_tip
from archivist.library.annotations import AnnotationKind

if TYPE_CHECKING:
    from archivist.gui.reader.opened import OpenedSource
    from archivist.library.annotations import Annotation

_MARK = Qt.ItemDataRole.UserRole
_PLACE = Qt.ItemDataRole.UserRole + 1
_LINES = 3
"""How many lines of the words of a mark are shown."""


class _MarksModel(QAbstractListModel):
    """The marks, each with the sheet it stands on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.marks: tuple[Annotation, ...] = ()
        self._places: dict[int, str] = {}

    def show(self, source: OpenedSource) -> None:
        self.beginResetModel()
        self.marks = source.marks
        self._places = {
            int(page.id): self.tr("sheet %1").replace("%1", page.sheet)
            if page.sheet
            else self.tr("page %1").replace("%1", str(page.number))
            for page in source.pages
        }
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.marks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        mark = self.marks[index.row()]
        if role == _MARK:
            return mark
        if role == _PLACE:
            return self._places.get(int(mark.page_id), "")
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _words(mark)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(mark.note)
        return None


def _words(mark: Annotation) -> str:
    """Return the words by which a mark is known in a list."""
    quote = " ".join(mark.anchor.quote.split()) if mark.anchor else ""
    return quote or " ".join(mark.note.split())


class _MarkDelegate(QStyledItemDelegate):
    """Draws a mark's colour, its sheet, its words or its note."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        return QSize(0, 19 + _LINES * _line_height() + 2 * theme.GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        mark: Annotation = index.data(_MARK)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        around = option.rect.adjusted(4, 2, -4, -2)
        draw_ground(painter, option)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mark.color))
        painter.drawRoundedRect(around.left() + 4, around.top() + 8, 4, around.height() - 16, 2, 2)
        inner = around.adjusted(16, 4, -8, -4)
        small = theme.small_font()
        painter.setFont(small)
        ink = theme.colour("selection_text" if selected else "text")
        painter.setPen(ink if selected else theme.colour("muted"))
        line = QRect(inner.left(), inner.top(), inner.width(), 18)
        noted = " · " + self.tr("note") if mark.note and mark.anchor else ""
        kind = "" if mark.kind is AnnotationKind.HIGHLIGHT else f" · {self._kind(mark)}"
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, f"{index.data(_PLACE)}{kind}{noted}")
        painter.setPen(ink)
        option_wrap = QTextOption()
        option_wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        words = str(index.data()) or self.tr("No note yet")
        below = QRect(inner.left(), inner.top() + 19, inner.width(), _LINES * _line_height())
        painter.setClipRect(below)
        painter.drawText(below.toRectF(), words, option_wrap)
        painter.restore()

    def _kind(self, mark: Annotation) -> str:
        return self.tr("region") if mark.kind is AnnotationKind.REGION else self.tr("page")


def _line_height() -> int:
    return QFontMetrics(theme.small_font()).lineSpacing()


class MarksList(QStackedWidget):
    """The list of marks at the left of the reader, or a word on how to make one.

    Signals:
        chosen(Annotation): this mark is to be shown.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "side")
        self._empty = EmptyPlace("highlight", self.tr("No marks yet. Select words and press H."))
        self._list = QListView()
        self._list.setProperty("look", "side")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setAccessibleName(self.tr("Marks"))
        self._marks = _MarksModel(self)
        self._list.setModel(self._marks)
        self._list.setItemDelegate(_MarkDelegate(self._list))
        self.addWidget(self._empty)
        self.addWidget(self._list)
        self._list.clicked.connect(self._choose)
        self._list.activated.connect(self._choose)

    def show_source(self, source: OpenedSource) -> None:
        """Show the marks of a source."""
        if source.marks != self._marks.marks:
            at = self._list.verticalScrollBar().value()
            self._marks.show(source)
            self._list.doItemsLayout()
            self._list.verticalScrollBar().setValue(at)
        self.setCurrentWidget(self._list if source.marks else self._empty)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(_MARK))
