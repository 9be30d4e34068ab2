"""Runs of styled text in a paragraph of a DOCX: words, links, and the calls of footnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from archivist.exchange.docx.letters import clean
from archivist.exchange.docx.look import LINK, NOTE_CALL

if TYPE_CHECKING:
    from docx.opc.part import Part
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run as DocxRun

    from archivist.exchange.docx.notes import Footnotes
    from archivist.library.richtext import RichText, Run


def element(tag: str, **values: str) -> BaseOxmlElement:
    """Make an element of Word's own; the values are its attributes."""
    made = cast("BaseOxmlElement", OxmlElement(tag))  # typed by its bare lxml parent
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    return made


class Runs:
    """Writes runs into the paragraphs of one part of a package: the text, or the footnotes."""

    def __init__(self, part: Part, notes: Footnotes | None = None) -> None:
        self._part = part
        self._notes = notes

    def write(self, paragraph: Paragraph, text: RichText) -> None:
        """Write a text at the end of a paragraph."""
        for run in text:
            if run.note and self._notes is not None:
                call = paragraph.add_run(style=NOTE_CALL)
                call._r.append(element("w:footnoteReference", id=str(self._notes.add(run.note))))  # noqa: SLF001 - python-docx has no footnotes
            elif run.link:
                link = self._link(run.link)
                paragraph._p.append(link)  # noqa: SLF001 - python-docx writes no links
                written = paragraph.add_run(style=LINK)
                link.append(written._r)  # noqa: SLF001 - out of the paragraph, into the link
                _style(written, run)
            else:
                _style(paragraph.add_run(), run)

    def _link(self, address: str) -> BaseOxmlElement:
        """Return a link; LibreOffice drops those whose runs have no style of their own."""
        link = element("w:hyperlink")
        if address.startswith("#"):
            link.set(qn("w:anchor"), address[1:])
        else:
            target = self._part.relate_to(
                clean(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
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
