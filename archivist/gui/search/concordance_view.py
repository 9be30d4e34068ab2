"""The concordance of a query: its words below each other, and how often they stand when."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.search.concordancer import Concordancer
from archivist.gui.search.line_view import LineView
from archivist.gui.search.table_words import Wording
from archivist.gui.search.year_chart import YearChart
from archivist.gui.widgets.choosing import choose_target
from archivist.gui.widgets.empty import EmptyPlace
from archivist.gui.widgets.fields import ChoiceField
from archivist.gui.widgets.labels import muted
from archivist.services.searching import LineGroups

if TYPE_CHECKING:
    from collections.abc import Callable

    from archivist.errors import ArchivistError
    from archivist.gui.messages import Desk
    from archivist.services.searching import Concordance, Filters, Gathered, Line

_FOLDER = "search/export_folder"


class ConcordanceView(QWidget):
    """Shows the concordance of a query.

    Signals:
        opened(Line): the page of a line is to be opened.
        years_chosen(int, int): the search is to be narrowed to some years.
    """

    opened = Signal(object)
    years_chosen = Signal(int, int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.work = Concordancer(desk, self)
        self.lines = LineView()
        self.chart = YearChart()
        self._told = muted()
        self._told.setToolTip(
            self.tr(
                "The pages of sources are counted, of each the text that is shown, or the first of "
                "its others in which the words stand. Your notes, descriptions and sections are "
                "not: they are no texts of their time."
            )
        )
        self._groups = ChoiceField()
        self._stop = QPushButton(self.tr("Stop"))
        self._export = QPushButton(self.tr("Export"))
        self._empty = EmptyPlace("text", " ")
        self._middle = QStackedWidget()
        self.choose: Callable[..., object] = choose_target
        self._build()
        self._wire()
        self.clear()

    # -- what the room asks

    def ask(self, query: str, filters: Filters, waiting: int) -> None:
        """Show the concordance of a query."""
        self.work.ask(query, filters, waiting)

    def clear(self) -> None:
        """Show nothing: there is no query."""
        self.work.drop()
        self._begin()
        self._say(self.tr("Type a word to see every place where it stands."))
        self._told.setText("")
        self._stop.hide()

    # -- how it is made

    def _build(self) -> None:
        self._groups.setAccessibleName(self.tr("Group lines"))
        self._groups.offer(
            [
                (self.tr("No groups"), LineGroups.NONE),
                (self.tr("By period"), LineGroups.PERIOD),
                (self.tr("By group of sources"), LineGroups.GROUP),
            ]
        )
        self._groups.show_value(LineGroups.NONE)
        self._groups.setFixedWidth(22 * theme.GRID)
        self._export.setMenu(self._menu())
        bar = QHBoxLayout()
        bar.setContentsMargins(2 * theme.GRID, 0, 2 * theme.GRID, theme.GRID)
        bar.setSpacing(theme.GRID)
        bar.addWidget(self._told, 1)
        bar.addWidget(self._stop)
        bar.addWidget(self._groups)
        bar.addWidget(self._export)
        self._middle.addWidget(self._empty)
        self._middle.addWidget(self.lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.chart)
        column.addWidget(self._middle, 1)
        self.setFocusProxy(self.lines)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for text, suffix, counts in (
            (self.tr("Lines as a spreadsheet (CSV)…"), ".csv", False),
            (self.tr("Counts as a spreadsheet (CSV)…"), ".csv", True),
            (self.tr("Counts and lines as a document (DOCX)…"), ".docx", False),
        ):
            action = menu.addAction(text)
            action.triggered.connect(
                lambda _=False, suffix=suffix, counts=counts: self._ask_target(
                    suffix, counts=counts
                )
            )
        return menu

    def _wire(self) -> None:
        work = self.work
        work.began.connect(self._begin)
        work.first.connect(self._show_rows)
        work.came.connect(self._count)
        work.gathered.connect(self._take)
        work.arranged.connect(self._show_rows)
        work.stopped.connect(self._stopped)
        work.failed.connect(self._fail)
        self.lines.sorted.connect(self._arrange)
        self.lines.opened.connect(self.opened)
        self.chart.chosen.connect(self.years_chosen)
        self._groups.given.connect(lambda _: self._arrange())
        self._stop.clicked.connect(work.stop)

    # -- what happens

    def _begin(self) -> None:
        self.lines.show_rows(())
        self.chart.show_years(())
        self._export.setEnabled(False)
        self._stop.setVisible(True)
        self._told.setText("")
        self._say(self.tr("Gathering lines…"))

    def _show_rows(self, rows: tuple[Line, ...]) -> None:
        self.lines.show_rows(rows)
        if rows:
            self._middle.setCurrentWidget(self.lines)

    def _count(self, progress: Gathered) -> None:
        lines = self.tr("%Ln line(s) so far", "", progress.occurrences)
        pages = self.tr("%1 of %Ln page(s)", "", progress.total)
        number = self.locale().toString(progress.done)
        self._told.setText(f"{lines} · {pages.replace('%1', number)}")

    def _take(self, found: Concordance) -> None:
        self._stop.hide()
        self._export.setEnabled(bool(found.lines))
        self.chart.show_years(found.years if found.total else ())
        self._told.setText(self._summary(found) if found.total else "")
        if not found.total:
            self._say(
                self.tr(
                    "These words stand on no page. Pages alone are counted; notes, descriptions "
                    "and sections stand under Hits."
                )
            )

    def _summary(self, found: Concordance) -> str:
        rate = self.locale().toString(found.whole.per_thousand, "f", 2)
        parts = [
            self.tr("%Ln line(s)", "", found.total),
            self.tr("%Ln page(s)", "", found.whole.pages),
            self.tr("%Ln source(s)", "", found.sources),
            self.tr("%1 per 1,000 words").replace("%1", rate),
        ]
        if len(found.lines) < found.total:
            parts.append(self.tr("the first %Ln shown", "", len(found.lines)))
        parts.append(self.tr("pages alone"))
        return " · ".join(parts)

    def _stopped(self) -> None:
        self._stop.hide()
        self._told.setText(self.tr("Stopped: %1").replace("%1", self._told.text()))
        if not self.lines.table.rows:
            self._say(self.tr("Stopped before the first line was found."))

    def _fail(self, error: ArchivistError) -> None:
        self._stop.hide()
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        self._empty.say(sentence)
        self._middle.setCurrentWidget(self._empty)

    def _arrange(self) -> None:
        self.work.arrange(self.lines.order, self._groups.currentData())

    def _ask_target(self, suffix: str, *, counts: bool) -> None:
        found = self.work.found
        if found is None:
            return
        kept = self._desk.preferences.state.value(_FOLDER)
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(str(kept or QStandardPaths.writableLocation(documents)))
        letters = "".join(letter if letter.isalnum() else " " for letter in found.query)
        name = " ".join(letters.split())[:60] or "concordance"
        kind = self.tr("Spreadsheet") if suffix == ".csv" else self.tr("Word document")
        self.choose(
            self.window(),
            self.tr("Export"),
            str(folder / f"{name}{suffix}"),
            f"{kind} (*{suffix})",
            lambda target: self._write(target, counts=counts),
        )

    def _write(self, target: Path, *, counts: bool) -> None:
        self._desk.preferences.state.setValue(_FOLDER, str(target.parent))
        self.work.write(target, Wording(self).table_words(self.locale()), counts=counts)
