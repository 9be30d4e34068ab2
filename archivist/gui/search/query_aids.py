"""What helps to write a query: the help, and the form below the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from archivist.gui import theme
from archivist.gui.search.query_form import FormCard, Names
from archivist.gui.search.query_help import QueryHelp

if TYPE_CHECKING:
    from archivist.gui.messages import Desk
    from archivist.gui.search.query_field import QueryField
    from archivist.services.workspace import Workspace

_WIDTH = 116 * theme.GRID


class QueryAids(QObject):
    """Opens the help and the form for one field, and writes what comes from them into it."""

    def __init__(self, desk: Desk, field: QueryField) -> None:
        super().__init__(field)
        self._desk = desk
        self._field = field
        self._card: FormCard | None = None
        field.help_wanted.connect(self.show_help)
        field.form_wanted.connect(self.show_form)

    def show_help(self) -> None:
        """Open the help."""
        help_ = QueryHelp(self._field.window())
        help_.chosen.connect(self._write)
        help_.open()

    def show_form(self) -> None:
        """Open the form, filled with the query that stands in the field."""
        if self._card is None:
            self._card = FormCard(self._field)
            self._card.asked.connect(self._field.line.setText)
            self._card.done.connect(self._finish)
        card = self._card
        card.show_query(self._field.text)
        self._desk.ask(_names, card.offer, owner=self, key="names")
        self._place(card)
        card.show()
        card.lines["every"].setFocus()

    def _place(self, card: FormCard) -> None:
        """Put the form below the field, inside the window."""
        window, line = self._field.window(), self._field.line
        card.setFixedWidth(min(_WIDTH, window.width() - 4 * theme.GRID))
        at = line.mapTo(window, QPoint(0, line.height() + 2))
        at.setX(max(2 * theme.GRID, min(at.x(), window.width() - card.width() - 2 * theme.GRID)))
        card.move(window.mapToGlobal(at))

    def _finish(self) -> None:
        if self._card:
            self._card.hide()
        self._field.entered.emit()

    def _write(self, query: str) -> None:
        self._field.line.setText(query)
        self._field.line.setFocus()


def _names(workspace: Workspace) -> Names:
    sorting = workspace.sorting
    return {
        "archive": [archive.label for archive in workspace.tree.archives()],
        "group": [group.name for group, _ in sorting.groups()],
        "period": [period.name for period, _ in sorting.periods()],
        "tag": [tag.name for tag, _ in sorting.tags()],
    }
