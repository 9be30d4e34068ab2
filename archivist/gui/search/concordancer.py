"""The work behind a concordance: gathered on a thread of its own, put in order on another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from archivist.gui.search.line_table import Head
from archivist.services.searching import (
    Gathered,
    LineGroups,
    LineOrder,
    grouped_lines,
    write_concordance,
    write_counts,
)

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.errors import ArchivistError
    from archivist.gui.jobs import LongJob
    from archivist.gui.messages import Desk
    from archivist.services.searching import Concordance, Filters, Line, TableWords

Asked = tuple[str, "Filters", int]


class Concordancer(QObject):
    """Gathers the concordance of a query; a newer query stops an older one.

    Signals:
        began(): another concordance is gathered; the old one holds no more.
        first(tuple[Line, ...]): its first lines, in the order in which they were found.
        came(Gathered): so many pages have been gone through.
        gathered(Concordance): all of it.
        arranged(tuple[Line | Head, ...]): its rows in the order that is wanted.
        stopped(): the user stopped it; what came first is all there is.
        failed(ArchivistError): it cannot be gathered.
    """

    began = Signal()
    first = Signal(object)
    came = Signal(object)
    gathered = Signal(object)
    arranged = Signal(object)
    stopped = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked: Asked | None = None
        self._job: LongJob | None = None
        self._told = False
        self.found: Concordance | None = None
        self.order: tuple[LineOrder, bool] = (LineOrder.REFERENCE, False)
        self.groups = LineGroups.NONE

    @property
    def running(self) -> bool:
        """Tell whether a concordance is being gathered."""
        return self._job is not None and self._job.running and not self._job.cancelling

    def ask(self, query: str, filters: Filters, waiting: int = 0) -> None:
        """Gather the concordance of a query, unless it is there already.

        `waiting` is how many documents are not indexed yet: when that changes, so do the lines.
        """
        if self._asked == (query, filters, waiting):
            return
        self.drop()
        self._asked = (query, filters, waiting)
        self.began.emit()
        said = self.tr("Concordance of “%1”").replace("%1", query)
        job = self._desk.run(lambda w: w.searching.concordance(query, filters), said, quiet=True)
        self._job = job
        job.progress.connect(lambda progress: self._come(job, progress))
        job.done.connect(lambda found: self._take(job, found))
        job.failed.connect(lambda error: self._fail(job, error))

    def drop(self) -> None:
        """Stop what is being gathered, and forget what was."""
        if self._job is not None:
            self._job.cancel()
        self._job, self._asked, self._told, self.found = None, None, False, None

    def stop(self) -> None:
        """Stop at what is there, as the user wishes."""
        if self.running and self._job is not None:
            self._job.cancel()
            self.stopped.emit()

    def arrange(self, order: tuple[LineOrder, bool], groups: LineGroups) -> None:
        """Put the lines in another order, or under other heads."""
        self.order, self.groups = order, groups
        found = self.found
        if found is None:
            return
        self._desk.ask(
            lambda _: _rows(found, order, groups), self.arranged.emit, owner=self, key="arrange"
        )

    def write(self, target: Path, words: TableWords, *, counts: bool = False) -> None:
        """Write the lines as they are arranged, or the counts, to a file."""
        found, order, groups = self.found, self.order, self.groups
        if found is None:
            return

        def work(_: object) -> None:
            if counts:
                write_counts(found, target, words)
            else:
                lines = found.sorted(order[0], descending=order[1])
                write_concordance(found, lines, target, groups, words)

        said = self.tr("Written to %1").replace("%1", str(target))
        self._desk.ask(work, lambda _: self._desk.status.emit(said), owner=self)

    def _come(self, job: LongJob, progress: object) -> None:
        if job is not self._job or job.cancelling or not isinstance(progress, Gathered):
            return
        if progress.lines and not self._told:
            self._told = True
            self.first.emit(progress.lines)
        self.came.emit(progress)

    def _take(self, job: LongJob, found: Concordance) -> None:
        if job is self._job:
            self.found = found
            self.gathered.emit(found)
            self.arrange(self.order, self.groups)

    def _fail(self, job: LongJob, error: ArchivistError) -> None:
        if job is self._job:
            self._asked = None
            self.failed.emit(error)


def _rows(
    found: Concordance, order: tuple[LineOrder, bool], groups: LineGroups
) -> tuple[Line | Head, ...]:
    """Return the lines in an order, each group after its head."""
    lines = found.sorted(order[0], descending=order[1])
    if groups is LineGroups.NONE:
        return lines
    heads = {one.name: Head(one) for one in found.counted(groups)}
    rows: list[Line | Head] = []
    for name, some in grouped_lines(lines, groups, heads):
        rows.append(heads[name])
        rows += some
    return tuple(rows)
