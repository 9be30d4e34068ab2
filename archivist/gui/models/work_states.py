"""The states of archive work in the window: their words, and the sign before each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from archivist.gui import theme
from archivist.library.archive_work import WorkState

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

_NAMES = {
    WorkState.TO_ORDER: QT_TRANSLATE_NOOP("WorkStates", "To order"),
    WorkState.ORDERED: QT_TRANSLATE_NOOP("WorkStates", "Ordered"),
    WorkState.SEEN: QT_TRANSLATE_NOOP("WorkStates", "Seen"),
    WorkState.NOTHING_FOUND: QT_TRANSLATE_NOOP("WorkStates", "Nothing found"),
    WorkState.TO_COPY: QT_TRANSLATE_NOOP("WorkStates", "To copy"),
    WorkState.COPIED: QT_TRANSLATE_NOOP("WorkStates", "Copied"),
    WorkState.REFUSED: QT_TRANSLATE_NOOP("WorkStates", "Refused"),
}
_SIGNS = {
    WorkState.TO_ORDER: ("accent", False),
    WorkState.ORDERED: ("accent", True),
    WorkState.SEEN: ("good", False),
    WorkState.NOTHING_FOUND: ("muted", False),
    WorkState.TO_COPY: ("notice", False),
    WorkState.COPIED: ("good", True),
    WorkState.REFUSED: ("error", True),
}
"""The colour of a state's sign, and whether it is filled."""

SIGN = 10
"""The side of a sign."""


def state_name(state: WorkState) -> str:
    """Return the name of a state."""
    return QCoreApplication.translate("WorkStates", str(_NAMES[state]))


def draw_state(painter: QPainter, state: WorkState, corner: QPoint) -> None:
    """Draw the sign of a state: a ring for what is to be done, filled for what is done."""
    name, filled = _SIGNS[state]
    tint = theme.colour(name)
    area = QRectF(corner.x() + 1, corner.y() + 1, SIGN - 2, SIGN - 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tint, 2))
    painter.setBrush(tint if filled else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(area)
    if state in {WorkState.NOTHING_FOUND, WorkState.REFUSED}:
        painter.setPen(QPen(theme.colour("surface" if filled else name), 2))
        middle = area.center()
        reach = QPointF(area.width() / 4, 0)
        painter.drawLine(middle - reach, middle + reach)
    painter.restore()
