"""The little form that asks in which languages pages are to be recognised, and which pages."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.recognising.words import model_name
from archivist.gui.widgets.form_dialog import FormDialog
from archivist.gui.widgets.labels import muted

if TYPE_CHECKING:
    from collections.abc import Sequence

AUTO = "auto"
_IN_A_ROW = 3


class Extent(Enum):
    """Which pages are to be recognised."""

    PAGE = auto()
    WANTING = auto()
    ALL = auto()


class RecogniseForm(FormDialog):
    """Asks for languages and pages.

    Signals:
        ordered(str, Extent): the languages (`rus+kaz` or `auto`) and the pages were chosen.
    """

    ordered = Signal(str, object)

    def __init__(
        self, parent: QWidget | None, languages: Sequence[str], *, one_page: bool, sources: int = 1
    ) -> None:
        """Offer these languages; `one_page` also offers the page that is being read."""
        super().__init__(parent, "", "")
        self.setWindowTitle(self.tr("Recognise text"))
        self._main.setText(self.tr("Recognise"))
        self._auto = QRadioButton(self.tr("As each page shows"))
        self._chosen = QRadioButton(self.tr("In these:"))
        self._auto.setChecked(True)
        self._boxes = {code: QCheckBox(model_name(code)) for code in languages}
        self._extents: dict[Extent, QRadioButton] = {}
        self.form.addRow(self.tr("Languages"), self._language_fields())
        self.form.addRow(self.tr("Pages"), self._extent_fields(one_page=one_page, sources=sources))

    def submit(self) -> None:
        """Tell what was chosen."""
        codes = [code for code, box in self._boxes.items() if box.isChecked()]
        if self._chosen.isChecked() and not codes:
            self.refuse(self.tr("Choose at least one language."))
            return
        extent = next(one for one, button in self._extents.items() if button.isChecked())
        self.ordered.emit("+".join(codes) if self._chosen.isChecked() else AUTO, extent)
        self.accept()

    def _language_fields(self) -> QWidget:
        fields = QWidget()
        column = QVBoxLayout(fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        group = QButtonGroup(fields)
        for button in (self._auto, self._chosen):
            group.addButton(button)
            column.addWidget(button)
        grid = QGridLayout()
        grid.setContentsMargins(3 * theme.GRID, 0, 0, 0)
        for place, box in enumerate(self._boxes.values()):
            grid.addWidget(box, *divmod(place, _IN_A_ROW))
            box.toggled.connect(lambda on: self._chosen.setChecked(True) if on else None)
        column.addLayout(grid)
        return fields

    def _extent_fields(self, *, one_page: bool, sources: int) -> QWidget:
        fields = QWidget()
        column = QVBoxLayout(fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        group = QButtonGroup(fields)
        if one_page:
            self._extents[Extent.PAGE] = QRadioButton(self.tr("This page"))
            wanting = self.tr("All pages of this source without a sound text")
            everything = self.tr("All pages of this source that were recognised before, too")
        else:
            wanting = self.tr("All pages of %n source(s) without a sound text", "", sources)
            everything = self.tr("Those that were recognised before, too")
        self._extents[Extent.WANTING] = QRadioButton(wanting)
        self._extents[Extent.ALL] = QRadioButton(everything)
        for button in self._extents.values():
            group.addButton(button)
            column.addWidget(button)
        next(iter(self._extents.values())).setChecked(True)
        column.addWidget(muted(self.tr("What you typed yourself is never touched.")))
        return fields
