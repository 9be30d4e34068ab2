"""The text of a DOCX: headings, paragraphs with links to entries, and the lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Twips

from archivist.exchange.docx.letters import clean
from archivist.exchange.docx.look import ENTRY, HEADING, TITLE
from archivist.exchange.docx.notes import Footnotes
from archivist.exchange.docx.runs import Runs, element
from archivist.exchange.spaces import bind
from archivist.library.printed import Abbreviations, Heading, anchor

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

    from archivist.library.printed import Branch, Entry, EntryList, Printed

_HANGING = 709
_LABEL_LETTER = 140
"""Twentieths of a point: the room for an entry's number, and for each sign of a long one."""

_STEP = 284
"""So far in stands each level of a tree of archives (twentieths of a point, half a centimetre)."""

_SHORT, _FULL = Mm(40), Mm(130)
"""The columns of a list of abbreviations; together as wide as the text."""


class Body:
    """Writes the text into a package."""

    def __init__(self, package: Document) -> None:
        self._package = package
        self._runs = Runs(package.part, Footnotes(package))
        self._marked = 0

    def write(self, document: Printed) -> None:
        """Write all of a document."""
        if document.title:
            self._package.add_paragraph(clean(document.title), style=TITLE)
        for block in document.blocks:
            if isinstance(block, Heading):
                self._heading(block.text, block.level)
            else:
                self._runs.write(self._package.add_paragraph(), block.text)
        for one in document.lists:
            if one.heading:
                self._heading(one.heading, 1)
            if isinstance(one, Abbreviations):
                self._abbreviations(one)
            else:
                self._list(one)

    def _heading(self, text: str, level: int) -> None:
        self._package.add_paragraph(clean(text), style=HEADING.format(level))

    def _list(self, one: EntryList) -> None:
        longest = max((len(one.label(entry)) for entry in one.entries), default=0)
        room = Twips(max(_HANGING, _LABEL_LETTER * longest))
        for group in one.groups:
            if group.heading:
                self._heading(group.heading, 2)
            for entry in group.entries:
                for branch in entry.above:
                    self._branch(branch)
                self._entry(entry, one, room)

    def _branch(self, branch: Branch) -> None:
        """Write a line of a tree that is no entry; it stays on the page of the next one."""
        paragraph = self._package.add_paragraph(style=ENTRY)
        form = paragraph.paragraph_format
        form.left_indent, form.first_line_indent = Twips(_STEP * branch.depth), Twips(0)
        form.keep_with_next = True
        self._runs.write(paragraph, bind(branch.text))

    def _entry(self, entry: Entry, one: EntryList, room: Twips) -> None:
        paragraph = self._package.add_paragraph(style=ENTRY)
        form = paragraph.paragraph_format
        left = Twips(room.twips + _STEP * entry.depth)
        form.left_indent, form.first_line_indent = left, Twips(-room.twips)
        if any(run.link for run in entry.text):
            form.alignment = WD_ALIGN_PARAGRAPH.LEFT  # no address breaks: its line would gape
        root = paragraph._p  # noqa: SLF001 - python-docx has no bookmarks
        if one.cited:
            root.append(_bookmark("w:bookmarkStart", self._marked, anchor(entry.source_id)))
        if one.number:
            form.tab_stops.add_tab_stop(left)
            paragraph.add_run(f"{one.label(entry)}\t")
        self._runs.write(paragraph, bind(entry.text))
        if one.cited:
            root.append(_bookmark("w:bookmarkEnd", self._marked))
            self._marked += 1

    def _abbreviations(self, one: Abbreviations) -> None:
        """Write a table without lines: the short forms left, the full ones right."""
        if not one.rows:
            return
        table = self._package.add_table(rows=len(one.rows), cols=2)
        table.autofit = False
        for column, width in zip(table.columns, (_SHORT, _FULL), strict=True):
            column.width = width
        for row, texts in zip(table.rows, one.rows, strict=True):
            for cell, text, width in zip(row.cells, texts, (_SHORT, _FULL), strict=True):
                cell.width = width
                paragraph = cell.paragraphs[0]
                paragraph.style = self._package.styles[ENTRY]
                paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
                paragraph.add_run(clean(text))


def _bookmark(tag: str, place: int, name: str = "") -> BaseOxmlElement:
    return element(tag, id=str(place), **({"name": name} if name else {}))
