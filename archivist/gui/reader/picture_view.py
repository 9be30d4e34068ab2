"""The picture of a page, at any size."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from archivist.gui import theme
from archivist.gui.reader.hand import Hand
from archivist.gui.reader.passages import PageWords
from archivist.gui.reader.sheet_item import UNIT, Drawn, SheetItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent

    from archivist.library.annotations import Region

_STEP = 1.2
_LEAST, _MOST = 0.05, 8.0
_SETTLE = 140
"""Milliseconds after the last change of zoom until a picture of the right size is asked for."""


class Fit(Enum):
    """What a page is fitted to when the window changes."""

    WIDTH = auto()
    PAGE = auto()
    FREE = auto()


class PictureView(QGraphicsView):
    """Shows one page as a picture with marks over it; `hand` tells what the pointer does.

    Signals:
        wanted(int): a picture of so many pixels across would be sharp now.
        turned(int): the reader wants the next (1) or the previous (-1) page.
    """

    wanted = Signal(int)
    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = SheetItem()
        scene = QGraphicsScene(self)
        scene.addItem(self._sheet)
        self.setScene(scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setAccessibleName(self.tr("Picture of the page"))
        self.hand = Hand(self, self._sheet)
        self._fit = Fit.WIDTH
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settle.timeout.connect(self._want)
        self.setBackgroundBrush(theme.colour("window"))

    def show_page(self, width: float, height: float) -> None:
        """Show the outline of a page of these proportions until its picture comes."""
        self.hand.words = PageWords()
        self._sheet.clear(width, height)
        margin = UNIT / 60
        self.setSceneRect(self._sheet.boundingRect().adjusted(-margin, -margin, margin, margin))
        self.fit_to(self._fit)
        bar = self.verticalScrollBar()
        bar.setValue(bar.minimum())
        self._want()

    def show_picture(self, picture: QImage) -> None:
        """Show the page's picture, in the place of its outline or of a coarser one."""
        self._sheet.show_picture(QPixmap.fromImage(picture))

    def draw(self, drawn: Sequence[Drawn]) -> None:
        """Draw marks and hits over the page, later ones over earlier ones."""
        self._sheet.draw(drawn)

    def select(self, regions: Sequence[Region]) -> None:
        """Draw the selection over lines of words."""
        self._sheet.select(regions)

    def fit_to(self, fit: Fit) -> None:
        """Fit the page to the window now and whenever that changes."""
        self._fit = fit
        seen, page = self.maximumViewportSize(), self.sceneRect()
        if fit is Fit.FREE or page.isEmpty() or seen.isEmpty():
            return
        whole = min(seen.width() / page.width(), seen.height() / page.height())
        if fit is Fit.WIDTH:
            bar = self.verticalScrollBar().sizeHint().width() + 2
            whole = max(whole, (seen.width() - bar) / page.width())
        self._scale_to(whole)

    def zoom(self, steps: float) -> None:
        """Zoom in (or out, below 0) by so many steps."""
        self._fit = Fit.FREE
        self._scale_to(self.transform().m11() * _STEP**steps)

    def reveal(self, region: Region) -> None:
        """Scroll so that a place on the page is seen."""
        self.ensureVisible(self._sheet.rect_of(region), 40, round(self.height() / 4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page again."""
        super().resizeEvent(event)
        self.fit_to(self._fit)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(event.angleDelta().y() / 120)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the page where its end is reached with the page keys."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_PageDown and bar.value() == bar.maximum():
            self.turned.emit(1)
        elif event.key() == Qt.Key.Key_PageUp and bar.value() == bar.minimum():
            self.turned.emit(-1)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take up another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.setBackgroundBrush(theme.colour("window"))

    def _scale_to(self, scale: float) -> None:
        factor = min(_MOST, max(_LEAST, scale)) / self.transform().m11()
        self.scale(factor, factor)
        self._settle.start()

    def _want(self) -> None:
        self._settle.stop()
        self.wanted.emit(round(UNIT * self.transform().m11() * self.devicePixelRatioF()))
