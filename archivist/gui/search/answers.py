"""What stands in the middle of the search room: hits, the concordance, or a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from archivist.gui.search.concordance_view import ConcordanceView
from archivist.gui.search.hit_list import HitList
from archivist.gui.widgets.empty import EmptyPlace

if TYPE_CHECKING:
    from archivist.gui.messages import Desk
    from archivist.gui.search.searcher import Found
    from archivist.services.searching import Filters


class Answers(QStackedWidget):
    """Shows one of the two ways to look at what was found, or says why there is nothing.

    `widened()` comes from the button that takes away what narrows the search, `meant(str)` from
    the one that searches for what the query may have been meant to be.
    """

    widened = Signal()
    meant = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting = 0
        self.hits = HitList()
        self.concordance = ConcordanceView(desk)
        self.empty = EmptyPlace("search", "", " ", self._help)
        self._desk = desk
        self._meant = ""
        for part in (self.empty, self.hits, self.concordance):
            self.addWidget(part)

    @property
    def there(self) -> bool:
        """Tell whether there are hits."""
        return bool(self.hits.results.count)

    def show_found(self, found: Found, *, again: bool) -> None:
        """Take what was found; `again` by the same search, so that the choice stays."""
        self._waiting = found.results.indexing
        show = self.hits.show_hits_again if again else self.hits.show_hits
        show(found.results.hits, found.references)

    def show_hits(self) -> None:
        """Turn to the hits."""
        self.setCurrentWidget(self.hits)

    def show_concordance(self, query: str, filters: Filters) -> None:
        """Turn to the concordance of a query."""
        self.setCurrentWidget(self.concordance)
        self.concordance.ask(query, filters, self._waiting)

    def clear(self) -> None:
        """Show nothing: there is no query."""
        self.hits.show_hits((), {})
        self.concordance.clear()
        self.explain()

    # -- sentences, where there are no hits

    def begin(self) -> None:
        """Say that a search is under way."""
        if not self.there:
            self._say(self.tr("Searching…"))

    def explain(self) -> None:
        """Say what can be searched for."""
        if not self.there:
            self._say(
                self.tr(
                    "Type what you look for. Words are found in all their forms, in Russian, "
                    "Kazakh, Ukrainian, English and Chinese."
                )
            )

    def say_stopped(self) -> None:
        """Say that the user stopped the search."""
        if not self.there:
            self._say(self.tr("The search was stopped before anything was found."))

    def say_nothing(self, query: str, *, narrowed: bool) -> None:
        """Say that nothing was found, and what helps."""
        if narrowed:
            button = self.tr("Search everywhere")
            self._say(self.tr("Nothing was found under these filters."), button)
        elif self._waiting:
            self._say(
                self.tr(
                    "Nothing was found so far. The index is being built: what is read into it is "
                    "found at once."
                )
            )
        else:
            self._say(
                self.tr("Nothing was found. Try fewer words, or the beginning of a word and *.")
            )
            self._desk.ask(
                lambda w: w.searching.meant(query), self._say_meant, owner=self, key="meant"
            )

    def _say_meant(self, query: str) -> None:
        if query and not self.there and self.currentWidget() is self.empty:
            button = self.tr("Search for “%1”").replace("%1", query)
            said = self.tr("Nothing was found. Did you mean “%1”?").replace("%1", query)
            self._say(said, button, query)

    def _help(self) -> None:
        if self._meant:
            self.meant.emit(self._meant)
        else:
            self.widened.emit()

    def _say(self, sentence: str, button: str = "", meant: str = "") -> None:
        self._meant = meant
        self.empty.say(sentence, button)
        self.setCurrentWidget(self.empty)
