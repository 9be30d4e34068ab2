"""A search that takes long: that it is under way, for how long, and the button that stops it."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from archivist.gui import theme
from archivist.gui.widgets.labels import muted

_LONG = 400
"""Milliseconds until a search is called long."""

_TICK = 500


class UnderWay(QWidget):
    """Hidden until a search is long; `stopped()` comes from the button."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._began = 0.0
        self._told = muted(wrap=False)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(self.tr("Searching"))
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.setToolTip(self.tr("Stop this search (Esc)"))
        self.stop.clicked.connect(self.stopped)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.GRID, 0, 2 * theme.GRID, theme.GRID)
        row.setSpacing(theme.GRID)
        row.addWidget(self._told)
        row.addWidget(bar, 1)
        row.addWidget(self.stop)
        self._tick = QTimer(self, interval=_TICK)
        self._tick.timeout.connect(self._tell)
        self.hide()

    def begin(self) -> None:
        """Count the time of a search."""
        self._began = time.monotonic()
        self._tick.start(_LONG)

    def end(self) -> None:
        """Say nothing more: it is over."""
        self._tick.stop()
        self.hide()

    def _tell(self) -> None:
        self._tick.setInterval(_TICK)
        seconds = int(time.monotonic() - self._began)
        told = self.tr("Searching… %n s", "", seconds) if seconds else self.tr("Searching…")
        self._told.setText(told)
        self.show()
