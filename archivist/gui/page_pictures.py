"""Pictures of pages as they are needed: the page that is read first, thumbnails in between."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from archivist.services.changes import Topic

if TYPE_CHECKING:
    from archivist.errors import ArchivistError
    from archivist.gui.messages import Desk
    from archivist.library.page_shapes import PageShape
    from archivist.library.values import PageId
    from archivist.services.changes import Changes
    from archivist.services.workspace import Workspace

THUMBNAIL = 112
"""The width of a thumbnail in logical pixels."""

_WIDEST = 3600
_STEP = 160
_KEPT = 6
_KEPT_THUMBNAILS = 400
_WAITING = 20
_FIRST_WORDS = 160


class Pictured(Protocol):
    """What may be drawn of a page: which it is, and how its picture is turned and cut."""

    @property
    def id(self) -> PageId:
        """The page."""

    @property
    def width(self) -> float:
        """The width of what is shown, 0 for a page without a picture."""

    @property
    def shape(self) -> PageShape | None:
        """How the picture is turned and cut, None when it is shown whole as it is."""


_Look = tuple[int, "PageShape | None"]
"""A page and how it is shown: another turn or cut is another picture."""


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
        drawn(Pictured, QImage): the picture of a page came.
        failed(Pictured, ArchivistError): the page cannot be drawn.
    """

    drawn = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept: OrderedDict[tuple[_Look, int], QImage] = OrderedDict()

    def want(self, page: Pictured, width: int) -> None:
        """Ask for a page about `width` pixels wide; what was asked before is dropped."""
        rounded = min(_WIDEST, -(-max(width, 1) // _STEP) * _STEP)
        key = (_look(page), rounded)
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

    def _coarse(self, page: Pictured) -> None:
        """Show the page in another size until the right one comes."""
        for (look, _), image in reversed(self._kept.items()):
            if look == _look(page):
                self.drawn.emit(page, image)
                return

    def _drawn(self, page: Pictured, key: tuple[_Look, int], image: QImage | None) -> None:
        if image is None:
            return
        self._kept[key] = image
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.drawn.emit(page, image)


class Thumbnails(QObject):
    """Draws thumbnails (or fetches first words) one by one, those asked for last first.

    It waits for `begin`, so that the page that is read comes before them. `width` is that of a
    thumbnail in pixels; of those that wait, as many are remembered as may be seen at once.

    Signals:
        came(int): the thumbnail or the words of a page (its id) came.
    """

    came = Signal(int)

    def __init__(
        self, desk: Desk, width: int, parent: QObject | None = None, *, waiting: int = _WAITING
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._width, self._waiting = width, waiting
        self._begun = False
        self._kept: OrderedDict[_Look, QImage | str] = OrderedDict()
        self._wanted: OrderedDict[_Look, Pictured] = OrderedDict()
        self._busy = True
        desk.changed.connect(self._forget_words)

    def of(self, page: Pictured) -> QImage | str | None:
        """Return the thumbnail of a page, or its first words, or None while they are coming."""
        look = _look(page)
        found = self._kept.get(look)
        if found is None:
            self._wanted[look] = page
            self._wanted.move_to_end(look)
            while len(self._wanted) > self._waiting:
                self._wanted.popitem(last=False)
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
        (_, page), width = self._wanted.popitem(), self._width

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

    def _came(self, page: Pictured, found: QImage | str) -> None:
        self._busy = False
        self._kept[_look(page)] = found
        while len(self._kept) > _KEPT_THUMBNAILS:
            self._kept.popitem(last=False)
        self.came.emit(int(page.id))
        self._next()

    def _missed(self, page: Pictured, error: ArchivistError) -> None:
        self._came(page, str(error))

    def _forget_words(self, changes: Changes) -> None:
        """Fetch the first words of pages again that have other ones now."""
        if Topic.PAGES in changes:
            changed = changes.ids[Topic.PAGES]
            for look in [look for look, found in self._kept.items() if isinstance(found, str)]:
                if look[0] in changed or 0 in changed:
                    del self._kept[look]


def _look(page: Pictured) -> _Look:
    return int(page.id), page.shape
