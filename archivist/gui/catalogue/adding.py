"""New sources: empty ones, or such that begin with what a template says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from archivist.gui.models.words import kind_name
from archivist.library.records import Record, RecordKind

if TYPE_CHECKING:
    from archivist.gui.messages import Desk
    from archivist.library.own_fields import Template, TemplateId


class Adding(QObject):
    """Adds a source where the user stands; asks for the template where the library has some.

    `added(object)` comes with the `Made` of a source.
    """

    added = Signal(object)

    def __init__(self, desk: Desk, room: QWidget) -> None:
        super().__init__(room)
        self._desk, self._room = desk, room

    def ask(self) -> None:
        """Add a source, or offer the templates first."""
        if not self._desk.read_only:
            self._desk.ask(lambda w: w.describing.templates(), self._offer, owner=self)

    def _offer(self, templates: tuple[Template, ...]) -> None:
        if not templates:
            self._add_empty()
            return
        menu = QMenu(self._room)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        empty = menu.addAction(self.tr("Empty source"))
        empty.triggered.connect(self._add_empty)
        menu.addSeparator()
        for template in templates:
            action = menu.addAction(template.name.replace("&", "&&"))
            action.setToolTip(kind_name(template.kind))
            action.triggered.connect(lambda _=False, at=template.id: self._add_from(at))
        menu.setActiveAction(empty)
        middle = self._room.rect().center() - QPoint(menu.sizeHint().width() // 2, 0)
        menu.popup(self._room.mapToGlobal(QPoint(max(0, middle.x()), self._room.height() // 4)))

    def _add_empty(self) -> None:
        place = self._desk.place
        record = Record(kind=RecordKind.ARCHIVAL if place.unit_id else RecordKind.BOOK)
        self._desk.change(
            lambda w: w.sources.add(record, unit_id=place.unit_id, group_id=place.group_id),
            self.added.emit,
            owner=self,
        )

    def _add_from(self, template_id: TemplateId) -> None:
        place = self._desk.place
        self._desk.change(
            lambda w: w.describing.add_from(template_id, place.unit_id, place.group_id),
            self.added.emit,
            owner=self,
        )
