"""The pages of the opened source: thumbnails, or sheets with their first words."""

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
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPen, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.page_pictures import THUMBNAIL, Thumbnails
from archivist.gui.recognising.words import doubt_sentence
from archivist.gui.widgets.rows import Index, draw_ground
from archivist.library.sources import Doubt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archivist.gui.messages import Desk
    from archivist.library.sources import Page

_PAGE = Qt.ItemDataRole.UserRole
_THUMBNAIL = Qt.ItemDataRole.UserRole + 1
_MARKS = Qt.ItemDataRole.UserRole + 2

_TALLEST = 160
_CAPTION = 24
_LINES = 3
"""How many lines of the first words are shown."""


class PageModel(QAbstractListModel):
    """The pages, each with its thumbnail as it comes."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._pages: tuple[Page, ...] = ()
        self._rows: dict[int, int] = {}
        self._marks: Mapping[int, int] = {}
        thumbnails.came.connect(self._came)

    def show(self, pages: tuple[Page, ...], marks: Mapping[int, int]) -> None:
        """Take the pages, and how many marks each has (by page id)."""
        if [page.id for page in pages] != [page.id for page in self._pages]:
            self.beginResetModel()
            self._pages, self._marks = pages, marks
            self._rows = {int(page.id): row for row, page in enumerate(pages)}
            self.endResetModel()
            return
        sizes = [[(page.width, page.height) for page in some] for some in (self._pages, pages)]
        self._pages, self._marks = pages, marks
        if pages:
            self.dataChanged.emit(self.index(0), self.index(len(pages) - 1))
        if sizes[0] != sizes[1]:  # turned or cut: the rows have other heights
            self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of pages."""
        return 0 if parent.isValid() else len(self._pages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a page, its thumbnail, or its label."""
        page = self._pages[index.row()]
        if role == _PAGE:
            return page
        if role == _THUMBNAIL:
            return self._thumbnails.of(page)
        if role == _MARKS:
            return self._marks.get(int(page.id), 0)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.tr("sheet %1").replace("%1", page.sheet) if page.sheet else str(page.number)
        if role == Qt.ItemDataRole.ToolTipRole and page.doubt is not Doubt.NONE:
            return doubt_sentence(page.doubt)
        return None

    def _came(self, page_id: int) -> None:
        row = self._rows.get(page_id)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row), [_THUMBNAIL])


class _PageDelegate(QStyledItemDelegate):
    """Draws a thumbnail over its label, or a label beside the first words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        page: Page = index.data(_PAGE)
        if not page.width:
            return QSize(0, _CAPTION + _LINES * _line_height() + theme.GRID + 4)
        height = min(_TALLEST, round(THUMBNAIL * page.height / page.width))
        return QSize(0, height + _CAPTION + theme.GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        page: Page = index.data(_PAGE)
        chosen = theme.colours()
        painter.save()
        around = option.rect.adjusted(4, 2, -4, -2)
        draw_ground(painter, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ink = chosen.selection_text if selected else chosen.text
        if page.width:
            self._paint_thumbnail(painter, around, index, ink)
        else:
            self._paint_words(painter, around, index, ink)
        painter.restore()

    def _paint_thumbnail(self, painter: QPainter, around: QRect, index: Index, ink: str) -> None:
        page: Page = index.data(_PAGE)
        height = around.height() - _CAPTION - 4
        width = min(THUMBNAIL, round(height * page.width / page.height))
        place = QRect(around.center().x() - width // 2, around.top() + 4, width, height)
        found = index.data(_THUMBNAIL)
        if isinstance(found, QImage):
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, found)
        else:
            painter.fillRect(place, theme.colour("paper"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)
        caption = QRect(around.left(), place.bottom() + 1, around.width(), _CAPTION)
        painter.setFont(theme.small_font())
        painter.setPen(ink)
        painter.drawText(caption, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        self._paint_doubt(painter, caption, page)
        self._paint_marks(painter, caption, index.data(_MARKS))

    def _paint_words(self, painter: QPainter, around: QRect, index: Index, ink: str) -> None:
        inner = around.adjusted(8, 4, -8, -4)
        painter.setFont(theme.small_font())
        painter.setPen(ink)
        line = QRect(inner.left(), inner.top(), inner.width(), 18)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        self._paint_marks(painter, line, index.data(_MARKS))
        words = index.data(_THUMBNAIL)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if ink == theme.colours().text:
            painter.setPen(theme.colour("muted"))
        below = QRect(inner.left(), inner.top() + 19, inner.width(), _LINES * _line_height())
        painter.setClipRect(below)
        painter.drawText(below.toRectF(), words if isinstance(words, str) else "…", option)

    @staticmethod
    def _paint_doubt(painter: QPainter, line: QRect, page: Page) -> None:
        """Draw at the left of the label that the text of a page makes no sense."""
        if page.doubt is not Doubt.NONE:
            place = QRect(line.left() + 4, line.center().y() - 8, 16, 16)
            theme.icon("doubtful", "notice").paint(painter, place)

    @staticmethod
    def _paint_marks(painter: QPainter, line: QRect, marks: int) -> None:
        """Draw the number of marks at the right of the label."""
        if not marks:
            return
        place = QRect(line.right() - 28, line.center().y() - 8, 24, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("chip"))
        painter.drawRoundedRect(place, 8, 8)
        painter.setPen(theme.colour("chip_text"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(marks))


def _line_height() -> int:
    return QFontMetrics(theme.small_font()).lineSpacing()


class PageList(QListView):
    """The list of pages at the left of the reader.

    Signals:
        chosen(int): the page at this index is to be read.
    """

    chosen = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "side")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Pages"))
        self.thumbnails = Thumbnails(desk, round(THUMBNAIL * self.devicePixelRatioF()), self)
        self._pages = PageModel(self.thumbnails, self)
        self.setModel(self._pages)
        self.setItemDelegate(_PageDelegate(self))
        self._quiet = False
        self.selectionModel().currentChanged.connect(self._current)

    def show_pages(self, pages: tuple[Page, ...], marks: Mapping[int, int]) -> None:
        """Show the pages, and how many marks each has (by page id)."""
        self._quiet = True
        self._pages.show(pages, marks)
        self._quiet = False

    def follow(self, index: int) -> None:
        """Show which page is being read."""
        self._quiet = True
        self.setCurrentIndex(self._pages.index(index))
        self._quiet = False

    def _current(self, index: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.chosen.emit(index.row())
