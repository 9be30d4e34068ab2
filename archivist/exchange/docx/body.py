"""The text of a DOCX: headings, paragraphs with links to entries, and the entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Twips

from archivist.exchange.docx.letters import clean
from archivist.exchange.docx.look import ENTRY, HEADING, LINK, TITLE
from archivist.exchange.spaces import bind
from archivist.library.printed import Heading, anchor

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run as DocxRun

    from archivist.library.printed import Entry, Printed
    from archivist.library.richtext import RichText, Run

_HANGING = 709
_LABEL_LETTER = 140
"""Twentieths of a point: the room for an entry's number, and for each sign of a long one."""


class Body:
    """Writes the text into a package."""

    def __init__(self, package: Document) -> None:
        self._package = package

    def write(self, document: Printed) -> None:
        """Write all of a document."""
        if document.title:
            self._package.add_paragraph(clean(document.title), style=TITLE)
        for block in document.blocks:
            if isinstance(block, Heading):
                self._heading(block)
            else:
                self._runs(self._package.add_paragraph(), block.text)
        if document.heading:
            self._heading(Heading(text=document.heading, level=1))
        longest = max((len(document.label(entry)) for entry in document.entries), default=0)
        room = Twips(max(_HANGING, _LABEL_LETTER * longest))
        for place, entry in enumerate(document.entries):
            self._entry(entry, document.label(entry), place, room)

    def _heading(self, heading: Heading) -> None:
        self._package.add_paragraph(clean(heading.text), style=HEADING.format(heading.level))

    def _entry(self, entry: Entry, label: str, place: int, room: Twips) -> None:
        paragraph = self._package.add_paragraph(style=ENTRY)
        form = paragraph.paragraph_format
        form.left_indent, form.first_line_indent = room, Twips(-room.twips)
        form.tab_stops.add_tab_stop(room)
        if any(run.link for run in entry.text):
            form.alignment = WD_ALIGN_PARAGRAPH.LEFT  # no address breaks: its line would gape
        root = paragraph._p  # noqa: SLF001 - python-docx has no bookmarks
        root.append(_bookmark("w:bookmarkStart", place, anchor(entry.source_id)))
        paragraph.add_run(f"{label}\t")
        self._runs(paragraph, bind(entry.text))
        root.append(_bookmark("w:bookmarkEnd", place))

    def _runs(self, paragraph: Paragraph, text: RichText) -> None:
        for run in text:
            if run.link:
                link = self._link(run.link)
                paragraph._p.append(link)  # noqa: SLF001 - python-docx writes no links
                written = paragraph.add_run(style=LINK)
                link.append(written._r)  # noqa: SLF001 - out of the paragraph, into the link
                _style(written, run)
            else:
                _style(paragraph.add_run(), run)

    def _link(self, address: str) -> BaseOxmlElement:
        """Return a link; LibreOffice drops those whose runs have no style of their own."""
        link = _element("w:hyperlink")
        if address.startswith("#"):
            link.set(qn("w:anchor"), address[1:])
        else:
            part = self._package.part
            target = part.relate_to(clean(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link.set(qn("r:id"), target)
        link.set(qn("w:history"), "1")
        return link


def _style(written: DocxRun, run: Run) -> None:
    written.text = clean(run.text)
    if run.italic:
        written.italic = True
    if run.bold:
        written.bold = True
    if run.superscript:
        written.font.superscript = True


def _bookmark(tag: str, place: int, name: str = "") -> BaseOxmlElement:
    mark = _element(tag)
    mark.set(qn("w:id"), str(place))
    if name:
        mark.set(qn("w:name"), name)
    return mark


def _element(tag: str) -> BaseOxmlElement:
    return cast("BaseOxmlElement", OxmlElement(tag))  # typed by its bare lxml parent
