"""What may be wrong with the sheets, in a quiet list beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.library.foliation import Flaw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.library.foliation import Remark

_PAUSE = 400
_MOST = 99_999


class RemarkList(QWidget):
    """Lists the remarks; how many sheets the file has is asked above them.

    Signals:
        chosen(tuple[int, ...]): the pages at these places are to be selected.
        extended(int): the file has so many sheets, 0 when that is not known.
    """

    chosen = Signal(object)
    extended = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = False
        self._extent = QSpinBox()
        self._extent.setRange(0, _MOST)
        self._extent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._extent.setSpecialValueText(self.tr("not known"))
        self._extent.setAccessibleName(self.tr("Sheets in the file"))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(lambda: self.extended.emit(self._extent.value()))
        self._extent.valueChanged.connect(self._change)
        self._list = QListWidget()
        self._list.setProperty("look", "side")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setWordWrap(True)
        self._list.setSpacing(2)
        self._list.setAccessibleName(self.tr("Remarks"))
        self._list.itemClicked.connect(self._choose)
        self._list.itemActivated.connect(self._choose)
        self._sound = QLabel()
        self._sound.setWordWrap(True)
        self._sound.setProperty("look", "muted")
        self.setProperty("look", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lay_out()

    def show_remarks(
        self, remarks: Sequence[Remark], places: Sequence[tuple[int, ...]], extent: int
    ) -> None:
        """Show remarks; of each the places of the pages that are selected at a click."""
        if not self._pause.isActive() and self._extent.value() != extent:
            self._extent.blockSignals(True)
            self._extent.setValue(extent)
            self._extent.blockSignals(False)
        self._list.clear()
        for remark, rows in zip(remarks, places, strict=True):
            item = QListWidgetItem(self._words(remark))
            item.setData(Qt.ItemDataRole.UserRole, rows)
            if remark.flaw is Flaw.MISSING:
                item.setToolTip(self.tr("Selects the pages between which they are missing"))
            self._list.addItem(item)
        self._list.setVisible(bool(remarks))
        self._sound.setVisible(not remarks)

    def explain(self, *, numbered: bool) -> None:
        """Say what an empty list means."""
        self._sound.setText(
            self.tr("Nothing is missing, twice or out of order.")
            if numbered
            else self.tr("No sheet has a number yet. Type the first one above.")
        )

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Remarks"))
        heading.setProperty("look", "heading")
        words = QLabel(self.tr("Sheets in the file"))
        words.setBuddy(self._extent)
        row = QHBoxLayout()
        row.addWidget(words, 1)
        row.addWidget(self._extent)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        column.setSpacing(theme.GRID)
        column.addLayout(row)
        column.addWidget(heading)
        column.addWidget(self._sound)
        column.addWidget(self._list, 1)
        column.addStretch(0)

    def _words(self, remark: Remark) -> str:
        words = {
            Flaw.MISSING: self.tr("%1 missing"),
            Flaw.DOUBLED: self.tr("%1 more than once"),
            Flaw.BACKWARDS: self.tr("%1 out of order"),
            Flaw.BEYOND: self.tr("%1 is beyond the end of the file"),
            Flaw.UNNUMBERED: self.tr("%n page(s) without a number", "", len(remark.shots)),
        }
        return words[remark.flaw].replace("%1", remark.sheets)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def _change(self) -> None:
        self._pause.start()
