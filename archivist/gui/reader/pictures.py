"""Pictures of pages as they are needed: the page that is read first, thumbnails in between."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from archivist.errors import ArchivistError
    from archivist.gui.messages import Desk
    from archivist.library.sources import Page
    from archivist.library.values import PageId
    from archivist.services.workspace import Workspace

THUMBNAIL = 112
"""The width of a thumbnail in logical pixels."""

_WIDEST = 3600
_STEP = 160
_KEPT = 6
_KEPT_THUMBNAILS = 400
_FIRST_WORDS = 160


def draw_page(workspace: Workspace, page_id: PageId, width: int) -> QImage | None:
    """Draw a page in a colour format that the screen takes without conversion."""
    picture = workspace.reading.picture(page_id, width)
    if picture is None:
        return None
    image = QImage(
        picture.rgb, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB888
    )
    return image.convertToFormat(QImage.Format.Format_RGB32)


class Pictures(QObject):
    """Draws the page that is being read; keeps the last few.

    Signals:
        drawn(Page, QImage): the picture of a page came.
        failed(Page, ArchivistError): the page cannot be drawn.
    """

    drawn = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept: OrderedDict[tuple[int, int], QImage] = OrderedDict()

    def want(self, page: Page, width: int) -> None:
        """Ask for a page about `width` pixels wide; what was asked before is dropped."""
        rounded = min(_WIDEST, -(-max(width, 1) // _STEP) * _STEP)
        key = (int(page.id), rounded)
        if key in self._kept:
            self._kept.move_to_end(key)
            self.drawn.emit(page, self._kept[key])
            return
        self._coarse(page)
        self._desk.ask(
            lambda workspace: draw_page(workspace, page.id, rounded),
            lambda image: self._drawn(page, key, image),
            lambda error: self.failed.emit(page, error),
            owner=self,
            key="picture",
        )

    def _coarse(self, page: Page) -> None:
        """Show the page in another size until the right one comes."""
        for (page_id, _), image in reversed(self._kept.items()):
            if page_id == page.id:
                self.drawn.emit(page, image)
                return

    def _drawn(self, page: Page, key: tuple[int, int], image: QImage | None) -> None:
        if image is None:
            return
        self._kept[key] = image
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.drawn.emit(page, image)


class Thumbnails(QObject):
    """Draws thumbnails (or fetches first words) one by one, those asked for last first.

    It waits for `begin`, so that the page that is read comes before them.

    Signals:
        came(int): the thumbnail or the words of a page (its id) came.
    """

    came = Signal(int)

    def __init__(self, desk: Desk, ratio: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ratio = ratio
        self._begun = False
        self._kept: OrderedDict[int, QImage | str] = OrderedDict()
        self._wanted: list[Page] = []
        self._busy = True

    def of(self, page: Page) -> QImage | str | None:
        """Return the thumbnail of a page, or its first words, or None while they are coming."""
        found = self._kept.get(int(page.id))
        if found is None:
            if page in self._wanted:
                self._wanted.remove(page)
            self._wanted.append(page)
            del self._wanted[:-20]
            self._next()
        return found

    def begin(self) -> None:
        """Begin to draw: what is read now has its picture, and the lanes are free."""
        if not self._begun:
            self._begun, self._busy = True, False
            self._next()

    def _next(self) -> None:
        if self._busy or not self._wanted:
            return
        self._busy = True
        page, width = self._wanted.pop(), round(THUMBNAIL * self._ratio)

        def fetch(workspace: Workspace) -> QImage | str:
            image = draw_page(workspace, page.id, width) if page.width else None
            if image is not None:
                return image
            text = workspace.reading.page_text(page.id).text
            return " ".join(text[: _FIRST_WORDS * 2].split())[:_FIRST_WORDS]

        self._desk.ask(
            fetch,
            lambda found: self._came(page, found),
            lambda error: self._missed(page, error),
            owner=self,
        )

    def _came(self, page: Page, found: QImage | str) -> None:
        self._busy = False
        self._kept[int(page.id)] = found
        while len(self._kept) > _KEPT_THUMBNAILS:
            self._kept.popitem(last=False)
        self.came.emit(int(page.id))
        self._next()

    def _missed(self, page: Page, error: ArchivistError) -> None:
        self._came(page, str(error))
