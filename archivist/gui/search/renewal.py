"""Whether what a view has found may have changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal

from archivist.services.changes import Topic

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from archivist.gui.messages import Desk
    from archivist.services.changes import Changes

_TOPICS = (Topic.SOURCES, Topic.TAGS, Topic.GROUPS, Topic.PERIODS, Topic.ARCHIVES, Topic.UNITS)


class Renewal(QObject):
    """`due()` comes when sources came, went or were sorted otherwise, once the view is seen."""

    due = Signal()

    def __init__(self, desk: Desk, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self._stale = False
        desk.changed.connect(self._changed)
        view.installEventFilter(self)

    def eventFilter(self, _view: QObject, event: QEvent) -> bool:
        """Tell of what changed while the view was hidden."""
        if self._stale and event.type() == QEvent.Type.Show:
            self._stale = False
            self.due.emit()
        return False

    def _changed(self, changes: Changes) -> None:
        if not any(topic in changes for topic in _TOPICS):
            return
        if self._view.isVisible():
            self.due.emit()
        else:
            self._stale = True
