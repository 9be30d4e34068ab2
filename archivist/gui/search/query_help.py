"""The language of queries on one page: what is written, what it finds, examples to be clicked."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.widgets.labels import muted

if TYPE_CHECKING:
    from collections.abc import Iterable

_Rows = tuple[tuple[tuple[str, ...], str], ...]
"""Examples, and what they find."""


class QueryHelp(QDialog):
    """The help; `chosen(str)` comes with an example that was clicked, which then is closed."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("How to search"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pages = (QTextBrowser(), QTextBrowser())
        halves = QHBoxLayout()
        halves.setSpacing(3 * theme.GRID)
        for page in self.pages:
            page.setFont(theme.small_font(-1))
            page.setFrameShape(QFrame.Shape.NoFrame)
            page.setOpenLinks(False)
            page.viewport().setAutoFillBackground(False)
            page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            page.setAccessibleName(self.windowTitle())
            page.anchorClicked.connect(self._choose)
            halves.addWidget(page, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(3 * theme.GRID, 2 * theme.GRID) * 2)
        column.setSpacing(theme.GRID)
        column.addWidget(
            muted(
                self.tr(
                    "Type words: each is found in all its forms, in Russian, Ukrainian, Kazakh, "
                    "English and Chinese, on pages, in titles, references, notes and your own "
                    "sections. Click an example to search for it."
                )
            )
        )
        column.addLayout(halves, 1)
        self.resize(150 * theme.GRID, 82 * theme.GRID)
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        """Write the page in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()

    def _choose(self, address: QUrl) -> None:
        self.chosen.emit(unquote(address.toString(QUrl.ComponentFormattingOption.FullyEncoded)))
        self.accept()

    def _write(self) -> None:
        left = ((self.tr("Words"), self._words()), (self.tr("References"), self._references()))
        right = (
            (self.tr("Fields, anywhere in a query"), self._fields()),
            (self.tr("Good to know"), self._hints()),
        )
        for page, parts in zip(self.pages, (left, right), strict=True):
            page.document().setDefaultStyleSheet(_style())
            page.setHtml("".join(_table(title, rows) for title, rows in parts))

    def _words(self) -> _Rows:
        return (
            (("договор граница",), self.tr("both words, in any form")),
            (("договор OR соглашение",), self.tr("one of them at least")),
            (("договор -проект",), self.tr("the first without the second")),
            (('"договор о границе"',), self.tr("these words in a row, in these forms")),
            (('"торговля граница"~8',), self.tr("near each other: 8 words apart at most")),
            (("=архивах",), self.tr("this very form")),
            (
                ("погранич*", "*граф", "г?лод"),
                self.tr("a part of a word; * any letters, ? one letter"),
            ),
            (("архив~",), self.tr("words like it: misprints, bad scans")),
            (("name:Назарбаев",), self.tr("a name in any script: Nazarbayev, Nasarbajew")),
            (("(договор OR граница) -проект",), self.tr("brackets group")),
        )

    def _references(self) -> _Rows:
        return (
            (("5-Н 5059", "5-Н/1/5059"), self.tr("a file, by fund and file")),
            (("AP RK 5-N 5059", "F. 897 Op. 4"), self.tr("in Latin letters too")),
            (("Ф. 897 Оп. 4 голод",), self.tr("words in a series")),
            (("Ф. 5-Н Оп. 1 Д. 5059 Л. 21",), self.tr("the page of a sheet")),
        )

    def _fields(self) -> _Rows:
        return (
            (("title:голод", "note:сверить"), self.tr("a word of the title, of a note")),
            (("author:Михайлов",), self.tr("by somebody, in any spelling")),
            (('archive:"АП РК"', "fund:5-Н"), self.tr("an archive, a fund (also series:, file:)")),
            (("group:Literature", "period:Голод"), self.tr("a group, the years of a period")),
            (("tag:граница", "tag:граница/*"), self.tr("a tag, those below it")),
            (("lang:kk",), self.tr("a language: ru, kk, uk, en, zh …")),
            (("year:1932", "year:1992..1995", "year:..1917"), self.tr("years")),
            (("type:book", "type:newspaper"), self.tr("a kind of source")),
            (
                ("type:page", "type:note", "type:section"),
                self.tr("pages alone, notes, your own sections"),
            ),
            (("has:annotation", "has:note", "has:text"), self.tr("what a source has")),
            (("is:unverified", "is:unread"), self.tr("not checked, not read yet")),
            (("голод OR tag:мор",), self.tr("beside words, after OR, in brackets")),
            (("голод -tag:черновик",), self.tr("a field that is left out")),
        )

    def _hints(self) -> _Rows:
        return (
            (
                (),
                self.tr("Capitals, ё and е, stress marks and hyphens at line ends do not matter."),
            ),
            ((), self.tr("A name that finds little is looked for in its other spellings too.")),
            (
                (),
                self.tr("Beside the hits Ctrl and a click choose several values side by side."),
            ),
            (
                (),
                self.tr("Fields have Russian, Ukrainian and Kazakh names too: год:, мітка:, тіл:"),
            ),
        )


def _style() -> str:
    chosen = theme.colours()
    return (
        f"h3 {{ color: {chosen.muted}; font-size: medium; margin: 12px 0 4px 0; }}"
        f"a {{ color: {chosen.accent}; text-decoration: none; }}"
        f"td {{ padding: 4px 0 4px 0; color: {chosen.text}; }}"
    )


def _table(title: str, rows: Iterable[tuple[tuple[str, ...], str]]) -> str:
    body = "".join(
        f'<tr><td width="50%">{", &nbsp;".join(map(_link, examples))}</td>'
        f"<td>{escape(meaning)}</td></tr>"
        if examples
        else f'<tr><td colspan="2">{escape(meaning)}</td></tr>'
        for examples, meaning in rows
    )
    return f'<h3>{escape(title)}</h3><table width="100%" cellspacing="0">{body}</table>'


def _link(example: str) -> str:
    return f'<a href="{quote(example)}">{escape(example).replace(" ", "&nbsp;")}</a>'
