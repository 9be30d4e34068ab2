"""The reader: one source in a tab, its pages in the middle, its notes at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from archivist.gui.messages import SheetsOf
from archivist.gui.page_pictures import Pictures
from archivist.gui.reader.annotating import Annotating
from archivist.gui.reader.finder import Finder
from archivist.gui.reader.layered import Layered
from archivist.gui.reader.linked import LinkNotice
from archivist.gui.reader.picture_view import Fit
from archivist.gui.reader.quoting import lend_original
from archivist.gui.reader.session import Session
from archivist.gui.reader.strip import Mode
from archivist.gui.reader.view import ReaderView
from archivist.services.searching import Order, Spot, Trail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from archivist.errors import ArchivistError
    from archivist.gui.actions import Actions
    from archivist.gui.messages import Desk
    from archivist.gui.reader.opened import OpenedSource, PageContent, PageHits
    from archivist.library.sources import Page, StoredFile
    from archivist.library.values import SourceId


class Reader(QWidget):
    """Reads one source.

    Signals:
        titled(str): the title of the source, for the tab.
    """

    titled = Signal(str)

    def __init__(self, desk: Desk, actions: Actions, source_id: SourceId) -> None:
        super().__init__()
        self._desk = desk
        self.session = Session(desk, source_id, self)
        self.view = ReaderView(desk, actions, self)
        self._finder = Finder(desk, source_id, self)
        self._pictures = Pictures(desk, self)
        self._annotating = Annotating(desk, self.session, self.view)
        self._layered = Layered(desk, self.session, self.view)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.view)
        self._wire_reading()
        self._wire_finding()
        for name, view, act in self._acts():
            actions.handle(name, view, act)
        self.show_page(0)

    # -- what the window asks

    def show_page(self, number: int, query: str = "") -> None:
        """Read a page (0: where the source was left) and mark the words of a query."""
        if not number and self.session.source is None:
            number = int(str(self._desk.preferences.state.value(self._left_key, 0)))
        if query:
            self.show_spot(Spot(page=number), Trail(query=query, order=Order.ARCHIVE))
        else:
            self.session.open(number)

    def show_spot(self, spot: Spot, trail: Trail) -> None:
        """Read the page of a hit, and mark there what was looked for; F3 goes on along the list."""
        self.view.find_bar.show_query(trail.query)
        self._finder.follow(trail, spot)
        self._annotating.await_mark(spot.annotation_id or 0)
        self.session.open(spot.page)

    def page_number(self) -> int:
        """Return the number of the page that is being read, 0 for none."""
        return self.session.page.number if self.session.page else 0

    def take_focus(self) -> None:
        """Put the keyboard on the page."""
        self.view.stage.take_focus()

    def put_away(self) -> None:
        """Save what is being typed, and keep where the source was left."""
        self.view.notes.save()
        self._layered.save()
        self.view.keep()
        if self.page_number():
            self._desk.preferences.state.setValue(self._left_key, self.page_number())

    # -- how the parts speak with each other

    @property
    def _left_key(self) -> str:
        return f"left/{self._desk.workspace.name}/{int(self.session.source_id)}"

    def _wire_reading(self) -> None:
        session, view, pictures = self.session, self.view, self._pictures
        session.opened.connect(self._opened)
        session.turned.connect(self._turned)
        session.read.connect(self._read)
        session.failed.connect(self._fail)
        view.pages.chosen.connect(session.go)
        for wish in (view.strip.stepped, view.stage.turned):
            wish.connect(session.step)
        view.stage.wanted.connect(self._want)
        view.stage.helped.connect(self._help)
        pictures.drawn.connect(view.stage.show_picture)
        pictures.drawn.connect(lambda *_: view.pages.thumbnails.begin())
        pictures.failed.connect(self._refuse_picture)
        self._links = LinkNotice(self._desk, session, view.stage, pictures)
        view.strip.zoomed.connect(view.stage.zoom)
        view.strip.fitted.connect(view.stage.picture.fit_to)
        view.strip.moded.connect(self._use_mode)
        view.strip.sheet.typed.connect(self._go_to_sheet)
        view.strip.sheet.labelled.connect(self._annotating.set_sheet)

    def _wire_finding(self) -> None:
        finder, bar = self._finder, self.view.find_bar
        self.view.strip.searched.connect(bar.begin)
        bar.wanted.connect(finder.find)
        bar.walked.connect(finder.walk)
        bar.closed.connect(self.take_focus)
        finder.counted.connect(lambda: bar.count(finder.place, finder.waiting))
        finder.hits.connect(self.view.stage.show_hits)
        finder.hits.connect(self._look_elsewhere)
        finder.go.connect(self.session.go)
        finder.beyond.connect(self._desk.open_spot)
        finder.refused.connect(lambda error: bar.refuse(str(error)))

    def _acts(self) -> Iterator[tuple[str, QWidget, Callable[[], object]]]:
        """Yield the actions that the reader handles, where their keys work, and what they do."""
        view, stage, finder = self.view, self.view.stage, self._finder
        yield "edit.find", self, view.find_bar.begin
        yield "edit.find_next", self, lambda: finder.walk(1)
        yield "edit.find_previous", self, lambda: finder.walk(-1)
        yield "edit.copy_citation", self, self._annotating.quote
        yield "page.copy_quotation", self, self._annotating.quote
        yield "view.zoom_in", self, lambda: stage.zoom(1)
        yield "view.zoom_out", self, lambda: stage.zoom(-1)
        yield "view.zoom_fit", self, lambda: stage.picture.fit_to(Fit.WIDTH)
        yield "view.sidebar", self, lambda: view.left.setVisible(view.left.isHidden())
        yield "view.inspector", self, lambda: view.right.setVisible(view.right.isHidden())
        yield "page.next", stage, lambda: stage.step(1)
        yield "page.previous", stage, lambda: stage.step(-1)
        yield "page.go", self, view.strip.sheet.ask
        yield "page.original", self, self._show_original
        yield "page.sheets", self, self._show_sheets
        yield "source.sheets", self, self._show_sheets
        if not self._desk.read_only:
            yield "page.sheet", self, view.strip.sheet.ask_label
            yield "source.rename", stage, view.strip.sheet.ask_label
            yield "page.highlight", stage, self._annotating.highlight
            yield "page.region", stage, self._annotating.use_region
            yield "page.note", stage, self._annotating.note
            yield "page.tag", stage, self._annotating.tag
            yield "page.recognise", self, self._layered.recognise

    # -- what happens

    def _opened(self, source: OpenedSource) -> None:
        self.titled.emit(source.details.source.record.title)
        counts: dict[int, int] = {}
        for mark in source.marks:
            counts[int(mark.page_id)] = counts.get(int(mark.page_id), 0) + 1
        self.view.pages.show_pages(source.pages, counts)
        self.view.pages.follow(self.session.index)
        self.view.marks.show_source(source)
        self._finder.show_source(source)
        if not source.pages:
            self._show_nothing(source.unreadable)
        elif self.view.tools.isHidden():
            self._show_parts(shown=True)
        source_id = source.details.source.id
        if source.details.source.unread and not self._desk.read_only:
            self._desk.change(lambda workspace: workspace.sources.mark_read(source_id), owner=self)

    def _show_nothing(self, broken: StoredFile | None) -> None:
        self._show_parts(shown=False)
        if broken is None:
            self.view.stage.show_empty(
                self.tr("This source has no pages yet. Add its scans in the library."),
                self.tr("Show in the library"),
            )
            return
        told = self.tr("“%1” cannot be read: %2.").replace("%1", broken.name)
        help_ = self.tr(
            "The original is kept as it is. If another program can save it in a form that can be "
            "read, add that."
        )
        sentence = f"{told.replace('%2', broken.reason.rstrip('.'))} {help_}"
        self.view.stage.show_empty(sentence, self.tr("Open the original"))

    def _show_parts(self, *, shown: bool) -> None:
        for part in (self.view.tools, self.view.left, self.view.right):
            part.setVisible(shown)

    def _turned(self, page: Page) -> None:
        self._annotating.turn()
        self.view.stage.turn(page)
        self.view.pages.follow(self.session.index)
        self.view.strip.show_mode(self.view.stage.mode, pictures=bool(page.width))
        self._show_sheet(page)

    def _read(self, content: PageContent) -> None:
        self.view.stage.show_content(content)
        if not content.page.width or self.view.stage.mode is Mode.TEXT:
            self.view.pages.thumbnails.begin()
        self._annotating.read(content)
        self._layered.read(content)
        self._finder.show_page(content)
        self._show_sheet(content.page)

    def _look_elsewhere(self, hits: PageHits) -> None:
        content = self.session.content
        if content is not None and not hits.spans and not hits.carried:
            self._layered.find(content, self._finder.query)

    def _show_sheet(self, page: Page) -> None:
        if self.session.source is not None:
            pages = len(self.session.source.pages)
            self.view.strip.show_sheet(page, self.session.index, pages)

    def _fail(self, error: ArchivistError) -> None:
        self.view.stage.show_empty(str(error), self.tr("Show in the library"))

    def _want(self, width: int) -> None:
        if self.session.page is not None:
            self._pictures.want(self.session.page, width)

    def _refuse_picture(self, page: Page, error: ArchivistError) -> None:
        self.view.pages.thumbnails.begin()
        self.view.stage.refuse_picture(page, str(error))

    def _use_mode(self, mode: Mode) -> None:
        page = self.session.page
        self.view.stage.show_mode(mode)
        self.view.strip.show_mode(mode, pictures=bool(page and page.width))

    def _go_to_sheet(self, typed: str) -> None:
        found = self.session.source.index_of_sheet(typed) if self.session.source else None
        if found is None:
            self.view.strip.sheet.refuse()
            said = self.tr("There is no sheet “%1” in this source.")
            self._desk.status.emit(said.replace("%1", typed))
        else:
            self.session.go(found)
            self.take_focus()

    def _help(self) -> None:
        source = self.session.source
        if source is not None and source.unreadable is not None:
            self._show_original()
        else:
            self._desk.show_in_library.emit(int(self.session.source_id))

    def _show_sheets(self) -> None:
        page = self.session.page
        self._desk.open_sheets.emit(
            SheetsOf(source_id=self.session.source_id, page_id=int(page.id) if page else 0)
        )

    def _show_original(self) -> None:
        source, page = self.session.source, self.session.page
        if source is None or not source.details.files:
            return
        files = source.details.files
        wanted = page.file_id if page else (source.unreadable or files[0]).id
        file = next((one for one in files if one.id == wanted), files[0])
        cache = self._desk.preferences.places.cache
        self._desk.ask(
            lambda workspace: lend_original(workspace, file, cache),
            _open_file,
            owner=self,
            key="original",
        )


def _open_file(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
