"""The texts of the page that is being read: which is shown, what is typed, what is recognised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from archivist.gui.reader.layer_compare import CompareTexts
from archivist.gui.recognising.work import RecogniseWork
from archivist.library.sources import TextOrigin
from archivist.library.values import LanguageCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.messages import Desk
    from archivist.gui.reader.opened import PageContent
    from archivist.gui.reader.session import Session
    from archivist.gui.reader.view import ReaderView
    from archivist.library.sources import LayerKey, TextLayer
    from archivist.library.values import PageId
    from archivist.services.workspace import Workspace

_Found = tuple["TextLayer", tuple[tuple[int, int], ...]]


class Layered(QObject):
    """Keeps the layers of the page in step between the view and the library."""

    def __init__(self, desk: Desk, session: Session, view: ReaderView) -> None:
        super().__init__(view)
        self._desk, self._session, self._view = desk, session, view
        self._work = RecogniseWork(desk, view)
        self._layers: Sequence[TextLayer] = ()
        view.layer_bar.chosen.connect(self._show)
        view.layer_bar.removed.connect(self._remove)
        view.layer_bar.recognise.connect(self.recognise)
        view.layer_bar.compare.connect(self.compare)
        view.layer_bar.accepted.connect(self._accept)
        for pane in view.panes.values():
            pane.allow_editing(allowed=not desk.read_only)
        view.panes[TextOrigin.TRANSCRIPTION].typed.connect(self._transcribe)
        view.panes[TextOrigin.TRANSLATION].typed.connect(self._translate)

    def read(self, content: PageContent) -> None:
        """Take the page that is being read."""
        self._layers = content.layers
        self._view.layer_bar.show_page(content.page, content.layers)
        for pane in self._view.panes.values():
            pane.show_layers(content.page.id, content.layers)

    def save(self) -> None:
        """Keep what is being typed."""
        for pane in self._view.panes.values():
            pane.save()

    def recognise(self) -> None:
        """Ask how the page, or the pages of the source, are to be recognised."""
        page = self._session.page
        if page is not None:
            drawn = page.id if page.width else None
            self._work.ask((self._session.source_id,), drawn)

    def compare(self) -> None:
        """Show two texts of the page side by side."""
        self.save()
        if len(self._layers) > 1:
            CompareTexts(self._desk, self._view.window(), self._layers).show()

    def find(self, content: PageContent, query: str) -> None:
        """Look for the words of a query in the texts of the page that are not shown."""
        others = [layer for layer in content.layers if not layer.shown]
        if not query or not others:
            return

        def look(workspace: Workspace) -> _Found | None:
            for layer in others:
                if spans := workspace.searching.marks(query, layer.text).own:
                    return layer, spans
            return None

        self._desk.ask(
            look, lambda found: self._point(content, found), owner=self, key="other texts"
        )

    def _point(self, content: PageContent, found: _Found | None) -> None:
        page = self._session.page
        if found is None or page is None or page.id != content.page.id:
            return
        layer, spans = found
        pane = self._view.panes.get(layer.origin)
        if pane is None:
            self._view.layer_bar.point_to(layer)
        else:
            self._view.show_side(pane)
            pane.reveal(layer, spans)

    def _show(self, key: LayerKey) -> None:
        self.save()
        if (page := self._session.page) is not None:
            page_id = page.id
            self._desk.change(lambda w: w.layering.show(page_id, key), owner=self)

    def _remove(self, key: LayerKey) -> None:
        self.save()
        if (page := self._session.page) is not None:
            page_id = page.id
            said = self.tr("Text removed. Undo brings it back.")
            self._desk.change(
                lambda w: w.layering.remove(page_id, key),
                lambda _: self._desk.status.emit(said),
                owner=self,
            )

    def _accept(self) -> None:
        if (page := self._session.page) is not None:
            page_id = page.id
            self._desk.change(lambda w: w.layering.accept(page_id), owner=self)

    def _transcribe(self, page_id: PageId, text: str, _language: str) -> None:
        self._desk.change(lambda w: w.layering.transcribe(page_id, text), owner=self)

    def _translate(self, page_id: PageId, text: str, language: str) -> None:
        code = LanguageCode(language)
        self._desk.change(lambda w: w.layering.translate(page_id, text, code), owner=self)
