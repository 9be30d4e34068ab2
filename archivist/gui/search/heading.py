"""What stands above the hits: the query, how it was understood, and how the hits are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabBar, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.search.query_field import QueryField
from archivist.gui.widgets.fields import ChoiceField
from archivist.gui.widgets.labels import ElidedLabel, muted
from archivist.services.searching import Order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.services.searching import Explained, Results

_HITS, _CONCORDANCE = 0, 1
_WORDS = 8
"""So many words that stand for a part of a query are told."""


class Heading(QWidget):
    """The query and what is told of its results.

    Signals:
        viewed(bool): the concordance (True) or the hits (False) are to be shown.
        ordered(Order): the hits are to stand in another order.
        saved(): the search is to be saved.
    """

    viewed = Signal(bool)
    ordered = Signal(object)
    saved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QueryField()
        self.save = QPushButton(self.tr("Save this search"))
        self.views = QTabBar()
        self.understood = muted()
        self.counted = _count_label()
        self.waiting = muted()
        self.order = ChoiceField()
        self._build()
        self.save.clicked.connect(self.saved)
        self.views.currentChanged.connect(lambda at: self.viewed.emit(at == _CONCORDANCE))
        self.order.given.connect(self.ordered)

    @property
    def concordance(self) -> bool:
        """Tell whether the concordance is wanted."""
        return self.views.currentIndex() == _CONCORDANCE

    def show_concordance(self, *, wanted: bool) -> None:
        """Turn to the concordance, or to the hits."""
        self.views.setCurrentIndex(_CONCORDANCE if wanted else _HITS)

    def tell(self, results: Results, explained: Sequence[Explained]) -> None:
        """Say how a query was understood, of which words these are forms, and what else was tried.

        Of very many words some are told.
        """
        parts = [
            f"{one.part} ({_listed(one.words)})" if one.words else one.part for one in explained
        ]
        said = self.tr("Looked for: %1").replace("%1", "; ".join(parts) or results.understood)
        others = [word for words in results.also.values() for word in words]
        if others:
            also = self.tr("also searched for: %1").replace("%1", _listed(others))
            said = f"{said} · {also}"
        self.understood.setText(said if parts or results.understood else "")
        self.wait_for(results.indexing)

    def count(self, results: Results, *, shown: int, sources: int) -> None:
        """Say how much was found, of which so many hits in so many sources are shown."""
        hits = self.tr("%Ln hit(s)", "", results.total)
        if not results.exact:
            hits = self.tr("about %1").replace("%1", hits)
        found = self.tr("%Ln source(s)", "", sources) if shown >= results.total else ""
        seconds = self.locale().toString(results.seconds, "f", 3 if results.seconds < 1 else 1)
        took = self.tr("%1 s").replace("%1", seconds)
        told = " · ".join(part for part in (hits, found, took) if part)
        self.counted.setText(told if results.hits else "")

    def wait_for(self, waiting: int) -> None:
        """Say how many documents are still to be indexed."""
        self.waiting.setVisible(bool(waiting))
        self.waiting.setText(self.tr("%Ln page(s) still to be read into the index.", "", waiting))

    def clear(self) -> None:
        """Say nothing: nothing is looked for."""
        self.field.refuse(None)
        for label in (self.understood, self.counted):
            label.setText("")
        self.wait_for(0)
        self.save.setEnabled(False)

    def _build(self) -> None:
        self.save.setEnabled(False)
        self.views.setAccessibleName(self.tr("What is shown of the results"))
        self.views.setDrawBase(False)
        self.views.setExpanding(False)
        self.views.setUsesScrollButtons(False)
        self.views.addTab(self.tr("Hits"))
        self.views.addTab(self.tr("Concordance"))
        self.order.setAccessibleName(self.tr("Order of the hits"))
        self.order.offer(
            [
                (self.tr("Best first"), Order.RELEVANCE),
                (self.tr("By date"), Order.DATE),
                (self.tr("As in the archives"), Order.ARCHIVE),
            ]
        )
        self.order.show_value(Order.RELEVANCE)
        self.order.setFixedWidth(20 * theme.GRID)
        top = QHBoxLayout()
        top.setSpacing(theme.GRID)
        top.addWidget(self.field, 1)
        top.addWidget(self.save, 0, Qt.AlignmentFlag.AlignTop)
        below = QHBoxLayout()
        below.setSpacing(theme.GRID)
        below.addWidget(self.views)
        below.addStretch()  # in place of the count where that is hidden
        below.addWidget(self.counted, 1)
        below.addWidget(self.order)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.GRID, theme.GRID, 2 * theme.GRID, theme.GRID)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(top)
        for label in (self.understood, self.waiting):
            column.addWidget(label)
        column.addLayout(below)


def _count_label() -> ElidedLabel:
    label = ElidedLabel()
    label.setProperty("look", "muted")
    label.setFont(theme.small_font())
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words[:_WORDS]) + (", …" if len(words) > _WORDS else "")
