"""The references view: entries and notes as they will print, to be opened and copied."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QDesktopServices,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPalette,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QListView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.manuscript.reference_rows import Row, RowModel, copied
from archivist.gui.widgets.rows import Index, draw_ground, ink
from archivist.gui.widgets.wrapped_list import ROW, WrappedList
from archivist.library.richtext import to_html

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_EDGE = 12
_GAP = 8
_LABEL = 34
_SIZE = 10.5
_KEPT = 2_000


class _RowDelegate(QStyledItemDelegate):
    """Draws an entry: its number in the accent colour, its text with its styles."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[tuple[Row, int], int] = {}

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of all lines at the width of the view."""
        row: Row = index.data(ROW)
        width = self._view.viewport().width()
        key = (row, width)
        if key not in self._heights:
            if len(self._heights) >= _KEPT:
                self._heights.clear()
            document = _document(row, self._area(row, QRect(0, 0, width, 0)).width())
            self._heights[key] = int(document.size().height()) + _GAP
        return QSize(width, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        row: Row = index.data(ROW)
        painter.save()
        draw_ground(painter, option)
        area = self._area(row, option.rect)
        if row.label:
            painter.setFont(theme.reading_font(_SIZE))
            painter.setPen(ink(option, "accent"))
            place = QRect(option.rect.left(), area.top(), _LABEL + _EDGE - 6, area.height())
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            painter.drawText(place, int(side), row.label)
        document = _document(row, area.width())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(
            QPalette.ColorRole.Text, ink(option, "muted" if row.heading else "text")
        )
        painter.translate(area.topLeft())
        context.clip = QRectF(0, 0, area.width(), area.height())
        document.documentLayout().draw(painter, context)
        painter.restore()

    @staticmethod
    def _area(row: Row, whole: QRect) -> QRect:
        left = _EDGE + (_LABEL if row.label else 0)
        return whole.adjusted(left, _GAP // 2, -_EDGE, -_GAP // 2)


def _document(row: Row, width: int) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(theme.small_font() if row.heading else theme.reading_font(_SIZE))
    # links are no links here: the whole row leads to its source
    text = to_html(tuple(replace(run, link="") for run in row.text))
    document.setHtml(f"<b>{text}</b>" if row.heading else text)
    document.setTextWidth(max(40, width))
    return document


class ReferencesList(WrappedList):
    """Lists entries; Enter opens the source of one, Ctrl+C copies those that are selected.

    Signals:
        source_wanted(int): a source is to be opened.
        copied(int): so many entries lie on the clipboard.
    """

    source_wanted = Signal(int)
    copied = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("References"))
        self.rows = RowModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_RowDelegate(self))
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.customContextMenuRequested.connect(self._offer_menu)
        self.activated.connect(lambda index: self._open(index.data(ROW)))

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show rows; the place stays where it was."""
        if rows == self.rows.rows:
            return
        at = self.verticalScrollBar().value()
        current = self.currentIndex().row()
        self.rows.show(rows)
        if 0 <= current < len(rows):
            self.setCurrentIndex(self.rows.index(current))
            self.clearSelection()
        self.verticalScrollBar().setValue(at)

    @property
    def chosen(self) -> tuple[Row, ...]:
        """The rows that are selected, else the current one."""
        places = sorted(index.row() for index in self.selectedIndexes())
        if not places and self.currentIndex().isValid():
            places = [self.currentIndex().row()]
        return tuple(self.rows.rows[place] for place in places)

    def copy(self, rows: tuple[Row, ...]) -> None:
        """Put rows on the clipboard, styled and plain."""
        if rows:
            QGuiApplication.clipboard().setMimeData(copied(rows))
            self.copied.emit(sum(not row.heading for row in rows))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy what is selected."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy(self.chosen)
        else:
            super().keyPressEvent(event)

    def _open(self, row: Row) -> None:
        if row.source_ids:
            self.source_wanted.emit(int(row.source_ids[0]))

    def _offer_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if not index.isValid():
            return
        row: Row = index.data(ROW)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not row.heading:
            menu.addAction(self.tr("Copy")).triggered.connect(lambda: self.copy(self.chosen))
        everything = menu.addAction(self.tr("Copy all"))
        everything.triggered.connect(lambda: self.copy(self.rows.rows))
        if row.source_ids:
            menu.addSeparator()
            opened = menu.addAction(self.tr("Open the source"))
            opened.triggered.connect(lambda: self._open(row))
        if row.address:
            page = menu.addAction(self.tr("Open the web page"))
            page.triggered.connect(lambda: QDesktopServices.openUrl(QUrl(row.address)))
        menu.popup(self.viewport().mapToGlobal(at))
