"""The search room: a query, what it was understood as, and where it was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.search.answers import Answers
from archivist.gui.search.chosen_filters import ChosenFilters
from archivist.gui.search.filters import FilterColumn
from archivist.gui.search.heading import Heading
from archivist.gui.search.preview import Preview
from archivist.gui.search.query_aids import QueryAids
from archivist.gui.search.recent import RecentSearches
from archivist.gui.search.renewal import Renewal
from archivist.gui.search.saving import Saving
from archivist.gui.search.searcher import Searcher
from archivist.gui.search.under_way import UnderWay
from archivist.services.searching import Filters, Spot

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

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
        self.aids = QueryAids(desk, self.field)
        self.filters = FilterColumn(desk)
        self.answers = Answers(desk)
        self.hits, self.concordance = self.answers.hits, self.answers.concordance
        self.preview = Preview(desk)
        self.recent = RecentSearches(desk, self.field.line, self)
        self._saving = Saving(desk, self)
        self.chips = ChosenFilters()
        self.under_way = UnderWay()
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stop what is searched for with Esc; else go back to the query, and empty it."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.searcher.searching or self.searcher.pending:
            self.searcher.stop()
        elif self.head.concordance and self.concordance.work.running:
            self.concordance.work.stop()
        elif not self.field.line.hasFocus():
            self._edit()
        else:
            self.field.line.clear()

    def put_away(self) -> None:
        """Keep the sizes."""
        self._desk.preferences.state.setValue("search/splitter", self._split.saveState())

    # -- how it is made

    def _lay_out(self) -> None:
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above: tuple[QWidget, ...] = (self.head, self.chips, self.under_way)
        for each in above:
            column.addWidget(each)
        column.addWidget(self.answers, 1)
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
        self.filters.changed.connect(self._narrow)
        self.chips.dropped.connect(self.filters.drop)
        self.under_way.stopped.connect(searcher.stop)
        self.answers.widened.connect(self.filters.clear)
        self.answers.meant.connect(self.field.line.setText)
        Renewal(self._desk, self).due.connect(searcher.again)
        self.head.saved.connect(lambda: self._saving.save(searcher.query, searcher.filters))
        self.head.viewed.connect(self._turn)
        self.head.ordered.connect(self._order)
        self._patience.timeout.connect(lambda: self.field.refuse(self._error))
        searcher.began.connect(self._begin)
        searcher.found.connect(self._show)
        searcher.further.connect(self._show_further)
        searcher.refused.connect(self._refuse)
        searcher.cleared.connect(self._clear)
        searcher.ended.connect(self.under_way.end)
        searcher.stopped.connect(self._stopped)
        searcher.waiting.connect(self.head.wait_for)
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

    def _narrow(self) -> None:
        self.chips.show_chosen(self.filters.chosen)
        self._edited(self.field.text)

    def _enter(self) -> None:
        """Search at once; where that was done already, go to the hits."""
        if self.hits.results.count and not self.searcher.pending:
            self._go_to_results()
        else:
            self.searcher.search(self.field.text, self.filters.filters, now=True)

    def _begin(self) -> None:
        self._patience.stop()
        self.under_way.begin()
        self._error = None
        self.head.save.setEnabled(not self._desk.read_only)
        self.answers.begin()
        self._desk.open_search.emit(self.searcher.query)  # the box at the top follows

    def _show(self, found: Found) -> None:
        results = found.results
        self.field.refuse(None)
        self.head.tell(results, found.explained)
        self.filters.show_facets(results.facets)
        again = self._shown == (self.searcher.query, self.searcher.filters)
        self._shown = (self.searcher.query, self.searcher.filters)
        self.answers.show_found(found, again=again)
        self._count(found)
        if results.hits:
            self.recent.remember(self.searcher.query)
            self._show_results()
            if self._asked_elsewhere:
                self._go_to_results()
            self._asked_elsewhere = False
            return
        self.answers.say_nothing(self.searcher.query, narrowed=self.filters.filters != Filters())

    def _show_further(self, found: Found) -> None:
        self.hits.add_hits(found.results.hits, found.references)
        self._count(found)

    def _count(self, found: Found) -> None:
        listed = self.hits.results
        self.head.count(found.results, shown=listed.count, sources=listed.sources)

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
            self.answers.show_concordance(self.searcher.query, self.searcher.filters)
        else:
            self.answers.show_hits()

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

    def _stopped(self) -> None:
        self._desk.status.emit(self.tr("The search was stopped."))
        self.answers.say_stopped()

    def _refuse(self, error: ArchivistError) -> None:
        self._error = error
        self.head.save.setEnabled(False)
        self._patience.start()
        self.answers.explain()

    def _clear(self) -> None:
        self._patience.stop()
        self.head.clear()
        self.filters.show_facets({})
        self.answers.clear()

    def _open(self, hit: Hit) -> None:
        self._desk.open_spot.emit(
            Spot(
                source_id=hit.source_id,
                page=hit.page,
                annotation_id=hit.annotation_id,
                section_id=hit.section_id,
            ),
            self.searcher.trail,
        )

    def _open_line(self, line: Line) -> None:
        spot = Spot(source_id=line.source.id, page=line.page, start=line.start)
        self._desk.open_spot.emit(spot, self.searcher.trail)
