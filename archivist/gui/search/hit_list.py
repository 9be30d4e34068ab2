"""The list of hits and the keys that walk through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from archivist.gui.search.delegate import ResultDelegate
from archivist.gui.search.results import ROW, Results, Row, RowKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from archivist.library.values import SourceId
    from archivist.services.searching import Hit

_NEAR = 600
"""Pixels from the end of the list at which more hits are asked for."""


class HitList(QListView):
    """Hits gathered by source.

    Signals:
        chosen(Hit | None): another hit is the current one.
        opened(Hit): a hit is to be opened.
        ended(): the end of the list comes into sight.
    """

    chosen = Signal(object)
    opened = Signal(object)
    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.results = Results(self)
        self._delegate = ResultDelegate(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(self.tr("Hits"))
        self.setModel(self.results)
        self.setItemDelegate(self._delegate)
        self.selectionModel().currentChanged.connect(self._current)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.activated.connect(self._activate)
        self.clicked.connect(self._click)

    def show_hits(self, hits: Sequence[Hit], references: Mapping[SourceId, str]) -> None:
        """Show the first hits of a search and choose the best."""
        self._delegate.snippets.clear()
        self.results.show(hits, references)
        self.scrollToTop()
        first = self.results.next_hit(-1, 1)
        if first < 0:
            self.chosen.emit(None)
        else:
            self.setCurrentIndex(self.results.index(first))

    def show_hits_again(self, hits: Sequence[Hit], references: Mapping[SourceId, str]) -> None:
        """Show the hits of the same search, of which there may be more now; the choice stays."""
        row: Row | None = self.currentIndex().data(ROW)
        self.show_hits(hits, references)
        if row is None or row.hit is None:
            return
        for at in range(self.results.rowCount()):
            found: Row = self.results.index(at).data(ROW)
            if found.hit is not None and _place(found.hit) == _place(row.hit):
                self.setCurrentIndex(self.results.index(at))
                return

    def add_hits(self, hits: Sequence[Hit], references: Mapping[SourceId, str]) -> None:
        """Show further hits."""
        self.results.add(hits, references)

    def walk(self, way: int) -> None:
        """Go to the next hit (1) or the previous one (-1)."""
        at = self.results.next_hit(self.currentIndex().row(), way)
        if at >= 0:
            self.setCurrentIndex(self.results.index(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter and with the right key."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right}:
            if self.currentIndex().isValid():
                self._activate(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the source whose head was clicked; the list does the rest."""
        index = self.indexAt(event.position().toPoint())
        row: Row | None = index.data(ROW) if index.isValid() else None
        if row is not None and row.kind is RowKind.SOURCE:
            self.opened.emit(row.source.first)
            return
        super().mouseDoubleClickEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for more hits where there is room for them."""
        super().resizeEvent(event)
        self._scrolled()

    def changeEvent(self, event: QEvent) -> None:
        """Set the snippets again in the colours of another theme."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange}:
            delegate = getattr(self, "_delegate", None)
            if delegate is not None:
                delegate.snippets.clear()

    def _current(self, index: QModelIndex) -> None:
        row: Row | None = index.data(ROW) if index.isValid() else None
        if row is not None and row.hit is not None:
            self.chosen.emit(row.hit)

    def _click(self, index: QModelIndex) -> None:
        row: Row = index.data(ROW)
        if row.kind is RowKind.MORE:
            self.results.open_source(row)

    def _activate(self, index: QModelIndex) -> None:
        row: Row = index.data(ROW)
        if row.kind is RowKind.MORE:
            at = index.row()
            self.results.open_source(row)
            self.setCurrentIndex(self.results.index(at))
        elif row.hit is not None:
            self.opened.emit(row.hit)

    def _scrolled(self) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() - bar.value() < _NEAR:
            self.ended.emit()


def _place(hit: Hit) -> tuple[object, ...]:
    """Return what tells a hit of a search from the others."""
    return hit.source_id, hit.page_id, hit.section_id, hit.annotation_id
