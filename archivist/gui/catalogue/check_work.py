"""The checks of the library room: what is wrong with sources, listed below the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from archivist.gui import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSplitter

    from archivist.gui.catalogue.panel import LibraryRoom
    from archivist.gui.checking.findings_pane import FindingsPane
    from archivist.gui.checking.told import Told
    from archivist.gui.messages import Desk
    from archivist.library.archive import Archive
    from archivist.services.citing import Finding

_HEIGHT = 30 * theme.GRID
_ARCHIVE = "unnamed_archive"


class LibraryChecks(QObject):
    """Checks all sources when asked to, and again after changes while the findings are seen."""

    def __init__(self, desk: Desk, room: LibraryRoom) -> None:
        super().__init__(room)
        self._desk = desk
        self._room = room
        self._split: QSplitter
        self.pane: FindingsPane | None = None

    def lie_in(self, split: QSplitter) -> None:
        """Take the place below the table; the pane is made when it is asked for first."""
        self._split = split

    def open(self) -> None:
        """Check all sources and show what is found."""
        pane = self._open()
        self._checks.again()
        pane.take_focus()

    def step(self, by: int) -> None:
        """Go to the next finding (1) or the one before (-1)."""
        if self.pane is None or self.pane.count is None:
            self.open()
        else:
            self._open().step(by)

    def show_finding(self, finding: Finding) -> None:
        """Show what a finding is about: a source, several, or the archive."""
        ids = finding.source_ids
        if finding.kind == _ARCHIVE:
            self._desk.ask(
                lambda w: w.sources.details(ids[0]).archive,
                self._show_archive,
                owner=self,
                key="archive",
            )
        elif len(ids) == 1:
            self._room.show_source(ids[0])
        elif ids:
            self._room.show_sources(ids)

    def _show_archive(self, archive: Archive | None) -> None:
        if archive is not None:
            self._room.sidebar.show()
            self._room.sidebar.choose(("archive", archive.id))
            self._room.sidebar.setFocus()

    def _open(self) -> FindingsPane:
        if self.pane is None:
            self.pane = self._make()
        self.pane.show()
        return self.pane

    def _make(self) -> FindingsPane:
        from archivist.gui.checking.checks import Checks  # noqa: PLC0415 - quick start
        from archivist.gui.checking.findings_pane import FindingsPane  # noqa: PLC0415 - as above
        from archivist.gui.checking.told import check_library  # noqa: PLC0415 - as above

        clean = self.tr("Nothing to mend. Every source has what its citation needs.")
        pane = FindingsPane(clean, wide=True)
        self._split.addWidget(pane)
        self._split.setSizes([self._split.height() - _HEIGHT, _HEIGHT])
        self._split.setStretchFactor(0, 1)
        pane.setMinimumHeight(18 * theme.GRID)
        self._checks = Checks(self._desk, pane)
        self._checks.watch(check_library)
        self._checks.found.connect(pane.show_told)
        self._checks.working.connect(pane.show_working)
        pane.again_wanted.connect(self._checks.again)
        pane.closed.connect(self._close)
        pane.said.connect(self._desk.status)
        pane.list.wanted.connect(self._go)
        pane.list.stepped.connect(self._go)
        return pane

    def _go(self, told: Told) -> None:
        self.show_finding(told.finding)

    def _close(self) -> None:
        if self.pane is not None:
            self.pane.hide()
        self._room.table.setFocus()
