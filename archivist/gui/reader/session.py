"""One opened source: which page is being read, and its content as it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from archivist.gui.reader.opened import OpenedSource, PageContent, open_page, open_source
from archivist.services.changes import Changes, Topic

if TYPE_CHECKING:
    from archivist.gui.messages import Desk
    from archivist.library.sources import Page
    from archivist.library.values import SourceId

_SHOWN = (Topic.ANNOTATIONS, Topic.TAGS, Topic.PAGES, Topic.FILES, Topic.UNITS, Topic.ARCHIVES)


class Session(QObject):
    """Fetches a source and the page that is being read, and fetches again what changed.

    Signals:
        opened(OpenedSource): the source came, or came again after a change.
        turned(Page): another page is to be shown; its content follows.
        read(PageContent): the content of the page that is being read.
        failed(ArchivistError): the source cannot be opened.
    """

    opened = Signal(object)
    turned = Signal(object)
    read = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, source_id: SourceId, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.source_id = source_id
        self.source: OpenedSource | None = None
        self.content: PageContent | None = None
        self._index = 0
        self._wanted = 0
        desk.changed.connect(self._changed)

    @property
    def page(self) -> Page | None:
        """The page that is being read; None before the source came and when it has no pages."""
        if self.source is None or not self.source.pages:
            return None
        return self.source.pages[self._index]

    @property
    def index(self) -> int:
        """Where the page that is being read stands among all, from 0."""
        return self._index

    def open(self, number: int = 0) -> None:
        """Open the source at a page (0: where it was left)."""
        self._wanted = number
        if self.source is None:
            self._fetch()
        elif number:
            self.go(self.source.index_of(number))

    def go(self, index: int) -> None:
        """Read another page; one that is not there is the nearest."""
        if self.source is None or not self.source.pages:
            return
        held = min(max(index, 0), len(self.source.pages) - 1)
        if held == self._index and self.content is not None:
            self.read.emit(self.content)
            return
        self._index = held
        self._turn()

    def step(self, pages: int) -> bool:
        """Read the page so many further on; tell whether there is one."""
        there = self.source is not None and 0 <= self._index + pages < len(self.source.pages)
        if there:
            self.go(self._index + pages)
        return there

    def _fetch(self) -> None:
        source_id = self.source_id
        self._desk.ask(
            lambda workspace: open_source(workspace, source_id),
            self._opened,
            self.failed.emit,
            owner=self,
            key="source",
        )

    def _opened(self, source: OpenedSource) -> None:
        first = self.source is None
        before = self.page
        self.source = source
        if first:
            self._index = source.index_of(self._wanted)
        self._index = min(self._index, max(0, len(source.pages) - 1))
        self.opened.emit(source)
        if first or self.page != before:
            self._turn()
        elif self.page is not None:
            self._fetch_page(self.page)

    def _turn(self) -> None:
        page = self.page
        if page is None:
            return
        self.content = None
        self.turned.emit(page)
        self._fetch_page(page)

    def _fetch_page(self, page: Page) -> None:
        self._desk.ask(
            lambda workspace: open_page(workspace, page),
            self._read,
            self.failed.emit,
            owner=self,
            key="page",
        )

    def _read(self, content: PageContent) -> None:
        self.content = content
        self.read.emit(content)

    def _changed(self, changes: Changes) -> None:
        ours = int(self.source_id) in changes.ids.get(Topic.SOURCES, ())
        if ours or any(topic in changes for topic in _SHOWN):
            self._fetch()
