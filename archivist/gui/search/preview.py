"""The page of the hit that is chosen, with the words that were searched for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.recognising.words import origin_name
from archivist.gui.widgets.column import Stain, TextColumn
from archivist.gui.widgets.empty import EmptyPlace
from archivist.gui.widgets.flowing import flowing
from archivist.gui.widgets.labels import ElidedLabel, muted
from archivist.library.sources import TextOrigin

if TYPE_CHECKING:
    from archivist.gui.messages import Desk
    from archivist.services.searching import Hit
    from archivist.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Shown:
    """A text, where the words of the query begin in it, and all that is marked of them."""

    text: str
    finds: tuple[tuple[int, int], ...] = ()
    marks: tuple[tuple[int, int], ...] = ()


class Preview(QStackedWidget):
    """The right side of the search room.

    Signals:
        opened(Hit): the page is to be opened in the reader.
    """

    opened = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._hit: Hit | None = None
        self._shown = _Shown("")
        self._title = ElidedLabel()
        font = self._title.font()
        font.setWeight(font.Weight.DemiBold)
        self._title.setFont(font)
        self._place = muted()
        self._text = TextColumn()
        self._text.setReadOnly(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._text.setPlaceholderText(self.tr("No text is known of this page yet."))
        self._text.document().setDefaultFont(theme.reading_font(11))
        self._open = QPushButton(self.tr("Open the page"))
        self._open.clicked.connect(lambda: self._hit and self.opened.emit(self._hit))
        self._page = QWidget()
        self._build()
        self.addWidget(EmptyPlace("text", self.tr("The page of a hit is shown here.")))
        self.addWidget(self._page)

    def show_hit(self, hit: Hit | None, query: str) -> None:
        """Show the page of a hit; None for nothing."""
        self._hit = hit
        if hit is None:
            self.setCurrentIndex(0)
            return
        self.setCurrentWidget(self._page)
        self._title.setText(hit.source)
        sheet = self.tr("sheet %1").replace("%1", hit.sheet) if hit.sheet else ""
        page = self.tr("page %1").replace("%1", str(hit.page)) if hit.page else ""
        layer = origin_name(TextOrigin(hit.layer)) if hit.layer else ""
        self._place.setText(" · ".join(filter(None, (hit.reference, sheet or page, layer))))
        self._place.setVisible(bool(self._place.text()))
        section = hit.kind == "section"
        self._open.setText(self.tr("Open the section") if section else self.tr("Open the page"))

        self._desk.ask(lambda w: _shown(w, hit, query), self._show, owner=self, key="preview")

    def changeEvent(self, event: QEvent) -> None:
        """Take up another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_page"):
            self._stain()

    def _show(self, shown: _Shown) -> None:
        self._shown = shown
        self._text.show_text(flowing(shown.text))
        self._stain()
        if shown.finds:
            self._text.reveal(shown.finds[0][0])

    def _stain(self) -> None:
        self._text.stain(
            Stain(start=start, end=end, ground=theme.colour("hit"), ink=theme.colour("hit_text"))
            for start, end in self._shown.marks
        )

    def _build(self) -> None:
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(2 * theme.GRID, theme.GRID, 2 * theme.GRID, theme.GRID)
        head.setSpacing(theme.GRID // 2)
        head.addWidget(self._title)
        head.addWidget(self._place)
        head.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(head)
        column.addWidget(self._text, 1)


def _shown(workspace: Workspace, hit: Hit, query: str) -> _Shown:
    """Fetch what is shown of a hit: the text of its page in which the words stand."""
    page_id = hit.page_id
    if page_id is None and hit.kind == "source" and hit.source_id is not None:
        pages = workspace.reading.pages(hit.source_id)
        page_id = pages[0].id if pages else None
    if page_id is None:
        text = hit.snippet
    elif hit.layer:
        layers = [one for one in workspace.layering.layers(page_id) if one.origin == hit.layer]
        found = ((one.text, workspace.searching.marks(query, one.text).own) for one in layers)
        return next((_Shown(text, own, own) for text, own in found if own), _Shown(hit.snippet))
    else:
        text = workspace.reading.page_text(page_id).text
    marks = workspace.searching.marks(query, text, page_id)
    return _Shown(text, marks.own or marks.carried, marks.own + marks.carried)
