"""Chips: citation marks as they stand in the text of the editor."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPyTextObject, QTextFormat

from archivist.gui import theme
from archivist.gui.manuscript.marks import chip_label, read_mark
from archivist.gui.manuscript.section_text import chips_of, raw_mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QTextDocument

    from archivist.library.manuscript import CitationMark
    from archivist.library.values import SourceId

_EDGE = 5.0
_AFTER = 12.0
"""Room behind a chip as long as the line, for the full stop."""
_UNKNOWN = "[…]"
"""What a chip says until the marks of the text are worked out."""
_SHARE = 0.88
"""How large a chip's letters are beside those of the text."""


class Chips(QPyTextObject):
    """Draws the chips of a document; `labels` are those of the list of references.

    `said` is what the printed text says for each mark, as often as it stands there. `fresh` are the
    marks that were put in since: their sources have no number yet, and are not lost.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.labels: Mapping[SourceId, str] | None = None
        self.said: Mapping[CitationMark, tuple[str, ...]] = {}
        self.fresh: set[str] = set()
        self._counted: tuple[int, dict[int, int]] = (-1, {})
        self._selected: list[tuple[QRectF, QTextDocument, int, QTextFormat]] = []

    def label(self, raw: str, document: QTextDocument | None = None, at: int = 0) -> str:
        """Return what the chip of a mark says; the same mark may be another note further on."""
        mark = read_mark(raw)
        if mark is None:
            return raw
        said = self.said.get(mark, ())
        if not said:
            return chip_label(mark, self.labels) if self.labels is not None else _UNKNOWN
        if document is None or len(set(said)) == 1:
            return said[0]
        return said[min(self._place(document, at), len(said) - 1)]

    def _place(self, document: QTextDocument, at: int) -> int:
        """Return how many chips of the same mark stand before the one at a position."""
        if self._counted[0] != document.revision():
            met: Counter[str] = Counter()
            places = {}
            for position, raw in chips_of(document):
                places[position] = met[raw]
                met[raw] += 1
            self._counted = (document.revision(), places)
        return self._counted[1].get(at, 0)

    def is_lost(self, raw: str) -> bool:
        """Tell whether a mark names a source that is not in the library."""
        mark = read_mark(raw)
        if mark is None or self.labels is None or raw in self.fresh:
            return False
        return any(item.source_id not in self.labels for item in mark.items)

    def intrinsicSize(
        self,
        doc: QTextDocument,
        posInDocument: int,  # noqa: N803 - Qt's signature
        format: QTextFormat,  # noqa: A002 - Qt's signature
    ) -> QSizeF:
        """Return the room that a chip takes."""
        label = self.label(raw_mark(format), doc, posInDocument)
        height = QFontMetricsF(doc.defaultFont()).height()
        width = QFontMetricsF(_font(doc)).horizontalAdvance(label) + 2 * _EDGE + 2
        line = doc.textWidth() - 2 * doc.documentMargin() - _AFTER
        return QSizeF(min(width, line) if line > 0 else width, height)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,  # noqa: N803 - Qt's signature
        format: QTextFormat,  # noqa: A002 - Qt's signature
    ) -> None:
        """Draw a chip; Qt lays the selection over a selected one, which `draw_selected` draws."""
        if format.hasProperty(QTextFormat.Property.BackgroundBrush.value):
            place = painter.worldTransform().mapRect(QRectF(rect))
            self._selected.append((place, doc, posInDocument, QTextFormat(format)))
            return
        lost = self.is_lost(raw_mark(format))
        ground = "error_surface" if lost else "chip"
        self._draw(
            painter,
            QRectF(rect),
            self.label(raw_mark(format), doc, posInDocument),
            doc,
            (ground, ground, "error" if lost else "chip_text"),
        )

    def draw_selected(self, painter: QPainter) -> None:
        """Draw the selected chips over what Qt has drawn; to be called when the text is drawn."""
        drawn, self._selected = self._selected, []
        for place, doc, position, form in drawn:
            label = self.label(raw_mark(form), doc, position)
            self._draw(painter, place, label, doc, ("selection", "accent", "selection_text"))

    @staticmethod
    def _draw(
        painter: QPainter,
        place: QRectF,
        label: str,
        doc: QTextDocument,
        tints: tuple[str, str, str],
    ) -> None:
        """Draw a chip in the tints of its ground, its edge and its letters."""
        ground, edge, ink = tints
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour(edge))
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), theme.RADIUS - 1, theme.RADIUS - 1)
        painter.setPen(theme.colour(ink))
        painter.setFont(_font(doc))
        descent = QFontMetricsF(doc.defaultFont()).descent()
        shown = QFontMetricsF(_font(doc)).elidedText(
            label, Qt.TextElideMode.ElideRight, place.width() - 2 * _EDGE
        )
        painter.drawText(QPointF(place.left() + _EDGE + 1, place.bottom() - descent), shown)
        painter.restore()


def _font(document: QTextDocument) -> QFont:
    font = QFont(document.defaultFont())
    font.setPointSizeF(font.pointSizeF() * _SHARE)
    return font
