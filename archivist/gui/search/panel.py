"""The search room: a query, what it was understood as, and where it was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.search.concordance_view import ConcordanceView
from archivist.gui.search.filters import FilterColumn
from archivist.gui.search.heading import Heading
from archivist.gui.search.hit_list import HitList
from archivist.gui.search.preview import Preview
from archivist.gui.search.recent import RecentSearches
from archivist.gui.search.searcher import Searcher
from archivist.gui.widgets.empty import EmptyPlace
from archivist.services.searching import Filters

if TYPE_CHECKING:
    from archivist.errors import ArchivistError
    from archivist.gui.actions import Actions
    from archivist.gui.messages import Desk
    from archivist.gui.search.searcher import Found
    from archivist.services.searching import Hit, Line, Order

_SIDES = (26 * theme.GRID, 62 * theme.GRID, 50 * theme.GRID)
_PATIENCE = 500
"""Milliseconds until a query that cannot be understood is called so: it may be half typed."""


class SearchRoom(QWidget):
    """Finds pages, sources and notes by their words."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__()
        self._desk = desk
        self._error: ArchivistError | None = None
        self._asked_elsewhere = False
        self._shown = ("", Filters())
        self.searcher = Searcher(desk, self)
        self.head = Heading()
        self.field = self.head.field
        self.filters = FilterColumn(desk)
        self.hits = HitList()
        self.preview = Preview(desk)
        self.concordance = ConcordanceView(desk)
        self.recent = RecentSearches(desk, self.field.line, self)
        self._waiting = 0
        self._empty = EmptyPlace("search", "", " ", self._widen)
        self._middle = QStackedWidget()
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._lay_out()
        self._wire()
        for name, act in (
            ("edit.find", self._edit),
            ("edit.find_next", lambda: self._walk(1)),
            ("edit.find_previous", lambda: self._walk(-1)),
            ("view.sidebar", lambda: self.filters.setVisible(self.filters.isHidden())),
            ("view.inspector", lambda: self.preview.setVisible(self.preview.isHidden())),
        ):
            actions.handle(name, self, act)
        self._clear()

    # -- what the window asks

    def search(self, query: str) -> None:
        """Search for what was typed elsewhere; the keyboard goes to the hits when they come."""
        # The field has the keyboard as soon as the room is shown, whoever asks.
        own = query.strip() == self.searcher.query and self.field.line.hasFocus()
        self._asked_elsewhere = not own
        self.field.show_text(query)
        self.searcher.search(query, self.filters.filters)

    def take_focus(self) -> None:
        """Put the keyboard on the hits, or into the field where there are none."""
        if self.hits.results.count:
            self._go_to_results()
        else:
            self._edit()

    def put_away(self) -> None:
        """Keep the sizes."""
        self._desk.preferences.state.setValue("search/splitter", self._split.saveState())

    # -- how it is made

    def _lay_out(self) -> None:
        self._middle.addWidget(self._empty)
        self._middle.addWidget(self.hits)
        self._middle.addWidget(self.concordance)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._middle, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        for place, part in enumerate((self.filters, main, self.preview)):
            self._split.addWidget(part)
            self._split.setStretchFactor(place, place)
        self.filters.setMinimumWidth(22 * theme.GRID)
        main.setMinimumWidth(46 * theme.GRID)
        self.preview.setMinimumWidth(32 * theme.GRID)
        self._split.setSizes(list(_SIDES))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)
        kept = self._desk.preferences.state.value("search/splitter")
        if kept is not None:
            self._split.restoreState(kept)

    def _wire(self) -> None:
        searcher, hits = self.searcher, self.hits
        self.field.edited.connect(self._edited)
        self.field.entered.connect(self._enter)
        self.field.down.connect(self._go_down)
        self.filters.changed.connect(lambda: self._edited(self.field.text))
        self.head.saved.connect(self._save_search)
        self.head.viewed.connect(self._turn)
        self.head.ordered.connect(self._order)
        self._patience.timeout.connect(lambda: self.field.refuse(self._error))
        searcher.began.connect(self._begin)
        searcher.found.connect(self._show)
        searcher.further.connect(self._show_further)
        searcher.refused.connect(self._refuse)
        searcher.cleared.connect(self._clear)
        searcher.waiting.connect(self._wait)
        hits.chosen.connect(lambda hit: self.preview.show_hit(hit, searcher.query))
        hits.opened.connect(self._open)
        hits.ended.connect(searcher.more)
        self.preview.opened.connect(self._open)
        self.concordance.opened.connect(self._open_line)
        self.concordance.years_chosen.connect(self.filters.show_years)

    # -- what happens

    def _edit(self) -> None:
        self.field.line.setFocus()
        self.field.line.selectAll()

    def _edited(self, text: str) -> None:
        self.searcher.search(text, self.filters.filters)

    def _enter(self) -> None:
        """Search at once; where that was done already, go to the hits."""
        if self.hits.results.count and not self.searcher.pending:
            self._go_to_results()
        else:
            self.searcher.search(self.field.text, self.filters.filters, now=True)

    def _begin(self) -> None:
        self._patience.stop()
        self._error = None
        self.head.save.setEnabled(not self._desk.read_only)
        if not self.hits.results.count:
            self._empty.say(self.tr("Searching…"), "")
        self._desk.open_search.emit(self.searcher.query)  # the box at the top follows

    def _show(self, found: Found) -> None:
        results = found.results
        self.field.refuse(None)
        self.head.tell(results, found.explained)
        self.filters.show_facets(results.facets)
        self._waiting = results.indexing
        again = self._shown == (self.searcher.query, self.searcher.filters)
        self._shown = (self.searcher.query, self.searcher.filters)
        show = self.hits.show_hits_again if again else self.hits.show_hits
        show(results.hits, found.references)
        self._count(found)
        if results.hits:
            self.recent.remember(self.searcher.query)
            self._show_results()
            if self._asked_elsewhere:
                self._go_to_results()
            self._asked_elsewhere = False
            return
        narrowed = self.filters.filters != Filters()
        self._empty.say(
            self.tr("Nothing was found under these filters.")
            if narrowed
            else self.tr("Nothing was found. Try fewer words, or the beginning of a word and *."),
            self.tr("Search everywhere") if narrowed else "",
        )
        self._middle.setCurrentWidget(self._empty)

    def _show_further(self, found: Found) -> None:
        self.hits.add_hits(found.results.hits, found.references)
        self._count(found)

    def _count(self, found: Found) -> None:
        listed = self.hits.results
        self.head.count(found.results, shown=listed.count, sources=listed.sources)

    def _wait(self, waiting: int) -> None:
        self.head.wait_for(waiting)

    def _turn(self, concordance: bool) -> None:
        """Show the concordance, which needs the whole width, or the hits with their page."""
        self.head.order.setVisible(not concordance)
        self.head.counted.setVisible(not concordance)
        self.preview.setVisible(not concordance)
        if self.hits.results.count:
            self._show_results()
            self._go_to_results()

    def _show_results(self) -> None:
        if self.head.concordance:
            self._middle.setCurrentWidget(self.concordance)
            self.concordance.ask(self.searcher.query, self.searcher.filters, self._waiting)
        else:
            self._middle.setCurrentWidget(self.hits)

    def _go_to_results(self) -> None:
        (self.concordance if self.head.concordance else self.hits).setFocus()

    def _go_down(self) -> None:
        """Go to the results, or from an empty field to the recent searches."""
        if self.field.text:
            self._go_to_results()
        else:
            self.recent.offer()

    def _walk(self, way: int) -> None:
        (self.concordance.lines if self.head.concordance else self.hits).walk(way)

    def _order(self, order: Order) -> None:
        self.searcher.order = order
        self.searcher.search(self.field.text, self.filters.filters, now=True)

    def _refuse(self, error: ArchivistError) -> None:
        self._error = error
        self.head.save.setEnabled(False)
        self._patience.start()
        if not self.hits.results.count:
            self._explain()

    def _clear(self) -> None:
        self._patience.stop()
        self.head.clear()
        self.filters.show_facets({})
        self.hits.show_hits((), {})
        self.concordance.clear()
        self._explain()

    def _explain(self) -> None:
        """Say what can be searched for."""
        self._empty.say(
            self.tr(
                "Type what you look for. Words are found in all their forms, in Russian, Kazakh, "
                "Ukrainian, English and Chinese."
            ),
            "",
        )
        self._middle.setCurrentWidget(self._empty)

    def _widen(self) -> None:
        self.filters.clear()

    def _open(self, hit: Hit) -> None:
        if hit.section_id is not None:
            self._desk.open_section.emit(int(hit.section_id))
        elif hit.source_id is not None:
            self._desk.open_source.emit(int(hit.source_id), hit.page, self.searcher.query)

    def _open_line(self, line: Line) -> None:
        self._desk.open_source.emit(int(line.source.id), line.page, self.searcher.query)

    def _save_search(self) -> None:
        query = self.searcher.query

        def saved(_: object) -> None:
            said = self.tr("Saved as “%1”. It stands under Saved searches in the library.")
            self._desk.status.emit(said.replace("%1", query))

        self._desk.change(lambda w: w.sorting.save_search(query, query), saved, owner=self)
