"""The tools that stand over the page."""

from __future__ import annotations

import sys
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.reader.picture_view import Fit
from archivist.gui.reader.sheet_field import SheetField

if TYPE_CHECKING:
    from collections.abc import Callable

    from archivist.gui.actions import Actions
    from archivist.library.sources import Page

_DOT = 14

_NAMES = (
    QT_TRANSLATE_NOOP("MarkColours", "Yellow"),
    QT_TRANSLATE_NOOP("MarkColours", "Green"),
    QT_TRANSLATE_NOOP("MarkColours", "Blue"),
    QT_TRANSLATE_NOOP("MarkColours", "Pink"),
    QT_TRANSLATE_NOOP("MarkColours", "Orange"),
)
"""What the colours of `theme.MARK_COLOURS` are called."""


class Mode(Enum):
    """What is shown of a page."""

    PICTURE = auto()
    TEXT = auto()
    BOTH = auto()


def colour_icon(colour: str, ratio: float = 1.0) -> QIcon:
    """Return a dot in a mark's colour."""
    side = round(theme.ICON * ratio)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(colour))
    painter.setPen(QColor(colour).darker(130))
    dot, edge = round(_DOT * ratio), round((theme.ICON - _DOT) / 2 * ratio)
    painter.drawEllipse(edge, edge, dot, dot)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return QIcon(picture)


def colour_menu(parent: QWidget, choose: Callable[[str], object]) -> QMenu:
    """Make a menu of the colours of marks."""
    menu = QMenu(parent)
    for colour, name in zip(theme.MARK_COLOURS, _NAMES, strict=True):
        text = QCoreApplication.translate("MarkColours", str(name))
        entry = menu.addAction(colour_icon(colour, parent.devicePixelRatioF()), text)
        entry.setIconVisibleInMenu(True)
        entry.triggered.connect(lambda _=False, colour=colour: choose(colour))
    return menu


class Strip(QFrame):
    """The tools of the reader; each says by a signal what is wanted."""

    highlighted = Signal()
    coloured = Signal(str)
    boxing = Signal(bool)
    noted = Signal()
    tagged = Signal()
    quoted = Signal()
    zoomed = Signal(int)
    fitted = Signal(object)
    stepped = Signal(int)
    moded = Signal(object)
    searched = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setProperty("look", "card")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.GRID // 2, 2, theme.GRID // 2, 2)
        self._row.setSpacing(0)
        self.sheet = SheetField()
        self._add_marking()
        self._divide()
        self._add_pages()
        lines = [self._divide()]
        self._add_zoom()
        lines.append(self._divide())
        self._add_modes()
        self._groups: tuple[tuple[QWidget, ...], ...] = (
            (*self._zoom, lines[0]),
            (*self._modes, lines[1]),
            self._leaving,
            (self.sheet.total,),
        )
        self._pictures = True
        self._room = sys.maxsize

    def fit_in(self, width: int) -> None:
        """Fit into a width: what keys and menus offer too goes first, zoom before the views."""
        if width != self._room:
            self._room = width
            self._show_tools()

    def show_sheet(self, page: Page, index: int, pages: int) -> None:
        """Show which sheet of how many is being read."""
        self.sheet.show_page(page, index, pages)
        self._show_tools()

    def show_colour(self, colour: str) -> None:
        """Show the colour that the next mark takes."""
        self._colour.setIcon(colour_icon(colour, self.devicePixelRatioF()))

    def show_boxing(self, *, on: bool) -> None:
        """Show whether a drag draws a box."""
        self._box.setChecked(on)

    def show_mode(self, mode: Mode, *, pictures: bool) -> None:
        """Show which view is on, and offer those that there are."""
        for button, one in self._modes.items():
            button.setChecked(one is mode)
        self._pictures = pictures
        self._show_tools()

    def allow_marking(self, *, allowed: bool) -> None:
        """Grey the tools that would change a library that is open for reading only."""
        for widget in self._changing:
            widget.setEnabled(allowed)

    def _show_tools(self) -> None:
        for_pictures = {self._box, self._fit, *self._modes}
        for widget in (self._box, *(one for group in self._groups for one in group)):
            widget.setVisible(self._pictures or widget not in for_pictures)
        for group in self._groups:
            if self.sizeHint().width() <= self._room:
                break
            for widget in group:
                widget.hide()

    def _add_marking(self) -> None:
        highlight = self._tool("highlight", self.tr("Highlight"), "page.highlight")
        highlight.clicked.connect(self.highlighted)
        self._colour = self._tool("highlight", self.tr("Colour of the next mark"))
        self._colour.setMenu(colour_menu(self, self.coloured.emit))
        self._colour.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.show_colour(theme.MARK_COLOURS[0])
        self._box = self._tool("region", self.tr("Mark a region"), "page.region")
        self._box.setCheckable(True)
        self._box.clicked.connect(self.boxing)
        note = self._tool("note", self.tr("Note"), "page.note")
        note.clicked.connect(self.noted)
        tag = self._tool("tag", self.tr("Tags of the mark"), "page.tag")
        tag.clicked.connect(self.tagged)
        quote = self._tool("quote", self.tr("Copy quotation with citation"), "edit.copy_citation")
        quote.clicked.connect(self.quoted)
        self._leaving = (tag, quote)
        self._changing = (highlight, self._colour, self._box, note, tag)

    def _add_pages(self) -> None:
        back = self._tool("up", self.tr("Previous page"), "page.previous")
        back.clicked.connect(lambda: self.stepped.emit(-1))
        self._row.addWidget(self.sheet)
        self._row.addSpacing(theme.GRID // 2)
        on = self._tool("down", self.tr("Next page"), "page.next")
        on.clicked.connect(lambda: self.stepped.emit(1))

    def _add_zoom(self) -> None:
        out = self._tool("zoom-out", self.tr("Smaller"), "view.zoom_out")
        out.clicked.connect(lambda: self.zoomed.emit(-1))
        larger = self._tool("zoom-in", self.tr("Larger"), "view.zoom_in")
        larger.clicked.connect(lambda: self.zoomed.emit(1))
        self._fit = self._tool("zoom-fit", self.tr("Fit the page"))
        menu = QMenu(self)
        for text, fit in (
            (self.tr("Fit the width"), Fit.WIDTH),
            (self.tr("Fit the page"), Fit.PAGE),
        ):
            entry = menu.addAction(text)
            entry.triggered.connect(lambda _=False, fit=fit: self.fitted.emit(fit))
        self._fit.setMenu(menu)
        self._fit.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._zoom = (out, larger, self._fit)

    def _add_modes(self) -> None:
        self._modes: dict[QToolButton, Mode] = {}
        for icon, text, mode in (
            ("picture", self.tr("Picture"), Mode.PICTURE),
            ("text", self.tr("Text"), Mode.TEXT),
            ("columns", self.tr("Picture and text"), Mode.BOTH),
        ):
            button = self._tool(icon, text)
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, mode=mode: self.moded.emit(mode))
            self._modes[button] = mode
        find = self._tool("search", self.tr("Find in this source"), "edit.find")
        find.clicked.connect(self.searched)

    def _tool(self, icon: str, text: str, action: str = "") -> QToolButton:
        button = QToolButton()
        button.setIcon(theme.icon(icon))
        button.setIconSize(QSize(theme.ICON, theme.ICON))
        button.setAccessibleName(text)
        keys = self._keys(action)
        button.setToolTip(f"{text} ({keys})" if keys else text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row.addWidget(button)
        return button

    def _keys(self, action: str) -> str:
        if action not in set(self._actions):
            return ""
        shown = self._actions[action].shortcut()
        return shown.toString(shown.SequenceFormat.NativeText)

    def _divide(self) -> QWidget:
        line = QFrame()
        line.setFixedSize(1, theme.ICON)
        line.setProperty("look", "divider")
        self._row.addSpacing(theme.GRID // 2)
        self._row.addWidget(line)
        self._row.addSpacing(theme.GRID // 2)
        return line
