"""How pages are numbered: from which sheet, which sides, what the file lacks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget

from archivist.errors import ParseError
from archivist.gui import theme
from archivist.gui.widgets.fields import ChoiceField, redress
from archivist.library.foliation import Foliation, Sides
from archivist.library.references import Sheet, parse_sheets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent

    from archivist.library.values import PageId

_OMITTED = re.compile(r"(\d+)(?:\s*[-–—]\s*(\d+))?")
_MOST = 100_000


class NumberingBar(QWidget):
    """The fields over the grid; what they say is previewed on the pages until it is written.

    Signals:
        changed(): something else is to be previewed.
        wanted(): the numbers are to be written.
        dropped(): nothing is to be numbered after all.
    """

    changed = Signal()
    wanted = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pins: dict[PageId, str] = {}
        self.start = QLineEdit()
        self.start.setPlaceholderText("12, 12об, 12а")
        self.start.setFixedWidth(14 * theme.GRID)
        self.sides = ChoiceField()
        self.sides.offer(
            [
                (self.tr("fronts only"), Sides.RECTO),
                (self.tr("front and back in turn"), Sides.BOTH),
                (self.tr("openings: a back and a front"), Sides.OPENINGS),
            ]
        )
        self.sides.show_value(Sides.RECTO)
        self.sides.setMinimumWidth(24 * theme.GRID)
        self.step = QSpinBox()
        self.step.setRange(1, 100)
        self.step.setFixedWidth(6 * theme.GRID)
        self.step.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.lacking = QLineEdit()
        self.lacking.setPlaceholderText("14, 20–22")
        self.lacking.setMinimumWidth(12 * theme.GRID)
        self.write = QPushButton()
        self.write.setProperty("look", "main")
        self.drop = QPushButton(self.tr("Discard"))
        self._lay_out()
        for field in (self.start, self.lacking):
            field.textChanged.connect(lambda _: self._change())
            field.returnPressed.connect(self._finish)
        self.sides.given.connect(lambda _: self._change())
        self.step.valueChanged.connect(lambda _: self._change())
        self.write.clicked.connect(self.wanted)
        self.drop.clicked.connect(self.clear)
        self.tell(0)

    @property
    def pins(self) -> Mapping[PageId, str]:
        """The labels that the user typed on pages."""
        return self._pins

    @property
    def asks(self) -> bool:
        """Tell whether there is anything to number by."""
        return bool(self.start.text().strip() or self._pins)

    def pin(self, page_id: PageId, label: str) -> None:
        """Take a label that was typed on a page, "" takes it off again.

        Raises:
            ParseError: when it is no sheet.
        """
        if label:
            if not parse_sheets(label):
                raise ParseError(label, 0, "a sheet")
            self._pins[page_id] = label
        else:
            self._pins.pop(page_id, None)
        self._change()

    def foliation(self) -> Foliation | None:
        """Return what the fields say; a start of None means from the first page that is pinned.

        None when a field says nothing that can be understood; it is marked then.
        """
        start, lacking = self._start(), self._lacking()
        _mark(self.start, wrong=start is None)
        _mark(self.lacking, wrong=lacking is None)
        if start is None or lacking is None:
            return None
        return Foliation(
            start=start,
            sides=self.sides.currentData() or Sides.RECTO,
            step=self.step.value(),
            omitted=lacking,
        )

    def clear(self) -> None:
        """Forget what was to be numbered."""
        self._pins = {}
        self.start.clear()
        self.dropped.emit()

    def tell(self, pages: int) -> None:
        """Say on the button how many pages would be numbered."""
        some = bool(pages) and self.asks
        words = self.tr("Number %n page(s)", "", pages) if some else self.tr("Number")
        self.write.setText(words)
        self.write.setEnabled(some)
        self.drop.setEnabled(self.asks)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Discard with Escape."""
        if event.key() == Qt.Key.Key_Escape and self.asks:
            self.clear()
        else:
            super().keyPressEvent(event)

    # -- inside

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.GRID, 0, theme.GRID, theme.GRID)
        row.setSpacing(theme.GRID)
        for words, field, share in (
            (self.tr("From sheet"), self.start, 0),
            ("", self.sides, 2),
            (self.tr("Step"), self.step, 0),
            (self.tr("The file lacks"), self.lacking, 1),
        ):
            if words:
                label = QLabel(words)
                label.setBuddy(field)
                row.addWidget(label)
            field.setAccessibleName(words or self.tr("What one photograph after the other shows"))
            row.addWidget(field, share)
        row.addWidget(self.write)
        row.addWidget(self.drop)

    def _change(self) -> None:
        self.changed.emit()

    def _finish(self) -> None:
        if self.write.isEnabled():
            self.wanted.emit()

    def _start(self) -> Sheet | None:
        text = self.start.text().strip()
        if not text:
            return Sheet(number="1")
        try:
            spans = parse_sheets(text)
        except ParseError:
            return None
        return spans[0].first if len(spans) == 1 and spans[0].last is None else None

    def _lacking(self) -> frozenset[int] | None:
        found: set[int] = set()
        for part in filter(None, (part.strip() for part in self.lacking.text().split(","))):
            match = _OMITTED.fullmatch(part)
            if match is None:
                return None
            first, last = int(match[1]), int(match[2] or match[1])
            if last - first > _MOST:
                return None
            found.update(range(first, last + 1))
        return frozenset(found)


def _mark(field: QLineEdit, *, wrong: bool) -> None:
    if bool(field.property("wrong")) != wrong:
        field.setProperty("wrong", wrong)
        redress(field)
