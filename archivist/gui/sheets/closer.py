"""One page seen closer, to be looked at, split or cut to a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.page_pictures import Pictures
from archivist.gui.sheets.easel import Easel, Tool
from archivist.gui.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from archivist.errors import ArchivistError
    from archivist.gui.messages import Desk
    from archivist.gui.page_pictures import Pictured
    from archivist.gui.sheets.easel import Box
    from archivist.library.page_shapes import SheetPage


class CloserView(QWidget):
    """Takes the place of the grid.

    Signals:
        stepped(int): the next page (1) or the one before (-1) is to be seen.
        split(float, bool): the page is to be split at a fraction of its width; all selected ones
            when True.
        cropped(tuple, bool): the page is to be cut to a box; all selected ones when True.
        left(): the grid is wanted again.
    """

    stepped = Signal(int)
    split = Signal(float, bool)
    cropped = Signal(object, bool)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page: SheetPage | None = None
        self._selected = 1
        self._pictures = Pictures(desk, self)
        self.easel = Easel()
        self._what = ElidedLabel()
        self._hint = QLabel()
        self._hint.setProperty("look", "muted")
        self.all = QPushButton()
        self.one = QPushButton()
        self._back = QPushButton(self.tr("Back to all pages"))
        self._lay_out()
        self._pictures.drawn.connect(self._drawn)
        self._pictures.failed.connect(self._refuse)
        self.easel.resized.connect(self._want)
        self.easel.changed.connect(self._tell)
        self.easel.stepped.connect(self.stepped)
        self.easel.left.connect(self._leave)
        self.easel.done.connect(lambda: self._do(all_of_them=self._selected > 1))
        self.all.clicked.connect(lambda: self._do(all_of_them=True))
        self.one.clicked.connect(lambda: self._do(all_of_them=False))
        self._back.clicked.connect(self.left)

    def show_page(self, page: SheetPage, selected: int) -> None:
        """Show a page; with it so many are selected."""
        other = self.page is None or (page.id, page.shape) != (self.page.id, self.page.shape)
        self.page, self._selected = page, selected
        words = (
            self.tr("Sheet %1").replace("%1", page.label) if page.label else self.tr("No number")
        )
        self._what.setText(f"{words} – {page.name}")
        if other:
            self.easel.show_page(page.width, page.height)
            self._want()
        self._tell()

    def use(self, tool: Tool) -> None:
        """Begin to look, to split or to cut."""
        self.easel.use(tool)
        self.easel.setFocus()

    # -- inside

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(2 * theme.GRID, theme.GRID, 2 * theme.GRID, theme.GRID)
        row.setSpacing(theme.GRID)
        self._steps: list[QToolButton] = []
        for icon, words, step in (
            ("back", self.tr("Page before"), -1),
            ("forward", self.tr("Next page"), 1),
        ):
            button = QToolButton()
            button.setIcon(theme.icon(icon))
            button.setIconSize(QSize(theme.ICON, theme.ICON))
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(lambda _=False, step=step: self.stepped.emit(step))
            row.addWidget(button)
            self._steps.append(button)
        row.addWidget(self._what, 1)
        row.addWidget(self._hint)
        row.addWidget(self.all)
        row.addWidget(self.one)
        row.addWidget(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.easel, 1)

    def _tell(self) -> None:
        tool, many = self.easel.tool, self._selected > 1
        splits = tool is Tool.SPLIT
        self._hint.setText(
            {
                Tool.LOOK: "",
                Tool.SPLIT: self.tr("Drag the line between the sheets"),
                Tool.CROP: self.tr("Drag a box around what is to stay"),
            }[tool]
        )
        if splits:
            all_, one = self.tr("Split all %n", "", self._selected), self.tr("Split")
        else:
            all_, one = self.tr("Crop all %n", "", self._selected), self.tr("Crop")
        self.all.setText(all_)
        self.one.setText(self.tr("Only this one") if many else one)
        self.all.setVisible(tool is not Tool.LOOK and many)
        self.one.setVisible(tool is not Tool.LOOK)
        main, other = (self.all, self.one) if many else (self.one, self.all)
        for button, look in ((main, "main"), (other, "")):
            if button.property("look") != look:
                button.setProperty("look", look)
                button.style().unpolish(button)
                button.style().polish(button)
            button.setEnabled(splits or self.easel.cut)
        for step in self._steps:
            step.setVisible(tool is Tool.LOOK)

    def _do(self, *, all_of_them: bool) -> None:
        if self.easel.tool is Tool.LOOK:
            self.left.emit()
        elif self.easel.tool is Tool.SPLIT:
            self.split.emit(self.easel.line, all_of_them)
        elif self.easel.cut:
            box: Box = self.easel.box
            self.cropped.emit(box, all_of_them)

    def _leave(self) -> None:
        self.left.emit()

    def _want(self) -> None:
        if self.page is not None and self.page.width and self.isVisible():
            self._pictures.want(self.page, self.easel.sharp_width)

    def _drawn(self, page: Pictured, picture: QImage) -> None:
        if self.page is not None and (page.id, page.shape) == (self.page.id, self.page.shape):
            self.easel.show_picture(picture)

    def _refuse(self, page: Pictured, error: ArchivistError) -> None:
        if self.page is not None and page.id == self.page.id:
            self.easel.refuse(str(error))
