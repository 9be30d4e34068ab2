"""The head of the writing room: title, style and language of the manuscript, its export."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.checking.words import TINTS
from archivist.gui.models.words import LANGUAGES, language_name
from archivist.gui.widgets.fields import ChoiceField, LineField
from archivist.gui.widgets.flow import FlowLayout
from archivist.gui.widgets.labels import muted
from archivist.services.writing import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.library.manuscript import Manuscript
    from archivist.services.citing import StyleInfo


class Header(QWidget):
    """Shows a manuscript.

    Signals:
        edited(Manuscript): it has another title, style or language.
        exported(Part): it, its open section or its references are to be written to a file.
        styles_wanted(): another style is to be chosen from all there are.
        list_wanted(): the form of the list of references is to be chosen.
        check_wanted(): what the checks found is to be shown, or not any more.
    """

    edited = Signal(object)
    exported = Signal(object)
    styles_wanted = Signal()
    list_wanted = Signal()
    check_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._manuscript: Manuscript | None = None
        self.title = LineField()
        self.title.setFont(theme.title_font(13))
        self.title.setAccessibleName(self.tr("Title of the manuscript"))
        self.title.setMinimumWidth(16 * theme.GRID)
        self._style = ChoiceField()
        self._style.setAccessibleName(self.tr("Citation style"))
        self._style.setToolTip(self._style.accessibleName())
        self._language = ChoiceField()
        self._language.setAccessibleName(self.tr("Language of the manuscript"))
        self._language.setToolTip(self._language.accessibleName())
        self._language.offer([(language_name(code), code) for code in LANGUAGES])
        for field, width in ((self._style, 22), (self._language, 13)):
            field.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            field.setFixedWidth(width * theme.GRID)
        self.list_button = QPushButton(self.tr("List of references…"))
        self.list_button.setToolTip(self.tr("Order, sections and numbers of the list"))
        self.list_button.clicked.connect(self.list_wanted)
        self.check_button = QPushButton()
        self.check_button.clicked.connect(self.check_wanted)
        self.show_findings(None)
        self._export = QPushButton(self.tr("Export"))
        self._export.setMenu(self._menu())
        self._lay_out()
        self.title.given.connect(lambda title: self._edit(title=title))
        self._style.given.connect(self._take_style)
        self._language.given.connect(lambda language: self._edit(language=language))

    def offer_styles(self, styles: Sequence[StyleInfo]) -> None:
        """Offer citation styles."""
        offered: list[tuple[str, object]] = [(style.title, style.name) for style in styles]
        self._style.offer([*offered, (self.tr("More styles…"), None)])
        if self._manuscript is not None:
            self._style.show_value(self._manuscript.style, self._manuscript.style)

    def show_manuscript(self, manuscript: Manuscript) -> None:
        """Show a manuscript."""
        self._manuscript = manuscript
        self.title.show_value(manuscript.title, self.tr("Title"))
        self._style.show_value(manuscript.style, manuscript.style)
        self._language.show_value(manuscript.language, manuscript.language)

    def show_section(self, *, there: bool) -> None:
        """Offer to export the open section, or not."""
        self._section.setEnabled(there)

    def show_findings(self, severities: Sequence[str] | None) -> None:
        """Show how many findings there are, and the worst; None before they are known."""
        count = len(severities or ())
        number = f" · {self.locale().toString(count)}" if count else ""
        worst = next((one for one in TINTS if one in (severities or ())), "")
        clean = ("findings", "") if severities is None else ("checked", "good")
        self.check_button.setText(self.tr("Check") + number)
        self.check_button.setIcon(theme.icon(*TINTS.get(worst, clean)))
        told = self.tr("Nothing to mend.")
        if severities is None:
            told = self.tr("Not checked yet.")
        elif count:
            told = self.tr("%Ln finding(s)", "", count)
        self.check_button.setToolTip(self.tr("Check citations (F7)") + ". " + told)
        self.check_button.setAccessibleName(self.check_button.toolTip())

    def allow_editing(self, *, allowed: bool) -> None:
        """Let the manuscript be changed, or not."""
        self.title.setReadOnly(not allowed)
        self._style.setEnabled(allowed)
        self._language.setEnabled(allowed)
        self.list_button.setEnabled(allowed)

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), FlowLayout(gap=theme.GRID)
        first.setSpacing(theme.GRID)
        first.addWidget(self.title, 1)
        first.addWidget(self.check_button)
        first.addWidget(self._export)
        second.setContentsMargins(theme.GRID, 0, 0, 0)
        for name, field in (
            (self.tr("Citation style"), self._style),
            (self.tr("Language"), self._language),
        ):
            both = _labelled(name, field)
            both.setMinimumHeight(self.list_button.sizeHint().height())
            second.addWidget(both)
        second.addWidget(self.list_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID, theme.GRID, 2 * theme.GRID, theme.GRID)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(first)
        column.addLayout(second)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        whole = menu.addAction(self.tr("The whole manuscript…"))
        whole.triggered.connect(lambda: self.exported.emit(Part.ALL))
        self._section = menu.addAction(self.tr("This section…"))
        self._section.triggered.connect(lambda: self.exported.emit(Part.SECTION))
        references = menu.addAction(self.tr("The list of references…"))
        references.triggered.connect(lambda: self.exported.emit(Part.REFERENCES))
        return menu

    def take_style(self, style: str) -> None:
        """Give the manuscript another style."""
        self._edit(style=style)

    def _take_style(self, style: str | None) -> None:
        if style is not None:
            self._edit(style=style)
        elif self._manuscript is not None:
            self._style.show_value(self._manuscript.style, self._manuscript.style)
            self.styles_wanted.emit()

    def _edit(self, **chosen: object) -> None:
        if self._manuscript is not None:
            self._manuscript = replace(self._manuscript, **chosen)  # type: ignore[arg-type]  # fields of Manuscript
            self.edited.emit(self._manuscript)


def _labelled(name: str, field: QWidget) -> QWidget:
    """Return a field with its name before it, which stay together when the row is broken."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, theme.GRID, 0)
    row.setSpacing(theme.GRID)
    row.addWidget(muted(name, wrap=False))
    row.addWidget(field)
    return both
