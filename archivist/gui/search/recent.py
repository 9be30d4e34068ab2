"""The queries that were asked last, offered again below the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStringListModel
from PySide6.QtWidgets import QCompleter, QLineEdit

from archivist.gui import theme

if TYPE_CHECKING:
    from archivist.gui.messages import Desk

MOST = 12
_LEAST = 3
"""Fewer letters are no query that anybody would want again."""


class RecentSearches(QObject):
    """Remembers queries in which something was found, the newest first, for each library."""

    def __init__(self, desk: Desk, line: QLineEdit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = desk.preferences.state
        self._key = f"search/recent/{desk.workspace.name}"
        self._model = QStringListModel(self)
        self.completer = QCompleter(self._model, self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setMaxVisibleItems(MOST)
        self.completer.setWidget(line)
        self.completer.activated.connect(line.setText)
        arrow = line.addAction(
            theme.icon("down", "muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        arrow.setText(self.tr("Recent searches"))
        arrow.setToolTip(self.tr("Recent searches"))
        arrow.triggered.connect(self.offer)

    def offer(self) -> None:
        """Let one of the queries be chosen again."""
        self._model.setStringList(self.queries)
        self.completer.complete()

    @property
    def queries(self) -> list[str]:
        """The queries that are remembered."""
        kept = self._state.value(self._key)
        if isinstance(kept, str):  # a list of one comes back as its only text
            return [kept]
        return [str(one) for one in kept] if isinstance(kept, list) else []

    def remember(self, query: str) -> None:
        """Put a query first; what it was typed on from is no query of its own."""
        if len(query) < _LEAST:
            return
        others = [one for one in self.queries if one != query and not _typed_on(one, query)]
        queries = [query, *others][:MOST]
        self._state.setValue(self._key, queries)


def _typed_on(earlier: str, query: str) -> bool:
    """Tell whether a query is an earlier one with letters added to its last word."""
    return query.startswith(earlier) and " " not in query[len(earlier) :]
