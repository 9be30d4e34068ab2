"""The footnotes of a DOCX, which python-docx cannot write: a part of their own in the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from archivist.exchange.docx.look import NOTE, NOTE_CALL
from archivist.exchange.docx.runs import Runs, element
from archivist.exchange.spaces import bind

if TYPE_CHECKING:
    from docx.document import Document

    from archivist.library.richtext import RichText

_EMPTY = f"""<w:footnotes {nsdecls("w", "r")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0" w:line="240"
  w:lineRule="auto"/><w:ind w:firstLine="0"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" w:line="240"
  w:lineRule="auto"/><w:ind w:firstLine="0"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p>
</w:footnote>
</w:footnotes>"""
"""The lines between text and notes, which Word asks for under the numbers -1 and 0."""


class Footnotes:
    """Keeps the notes of a document; the part is made with the first of them."""

    def __init__(self, package: Document) -> None:
        self._package = package
        self._part: XmlPart | None = None
        self._count = 0

    def add(self, text: RichText) -> int:
        """Add a note and return its number in the file."""
        part = self._part or self._begin()
        self._count += 1
        note = element("w:footnote", id=str(self._count))
        part.element.append(note)
        paragraph = Paragraph(element("w:p"), self._package._body)  # type: ignore[arg-type]  # noqa: SLF001 - its styles are those of the document; a plain element is a CT_P
        note.append(paragraph._p)  # noqa: SLF001 - into the note
        paragraph.style = self._package.styles[NOTE]
        sign = paragraph.add_run(style=NOTE_CALL)
        sign._r.append(element("w:footnoteRef"))  # noqa: SLF001 - python-docx has no footnotes
        paragraph.add_run(" ")
        Runs(part).write(paragraph, bind(text))
        return self._count

    def _begin(self) -> XmlPart:
        whole = self._package.part
        if whole.package is None:
            raise ValueError("a document without a package")
        self._part = XmlPart(
            PackURI("/word/footnotes.xml"),
            CONTENT_TYPE.WML_FOOTNOTES,
            parse_xml(_EMPTY),
            whole.package,
        )
        whole.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        settings = self._package.settings.element
        compat = settings.find("{*}compat")
        kept = element("w:footnotePr")
        for place in ("-1", "0"):
            kept.append(element("w:footnote", id=place))
        compat.addprevious(kept)
        return self._part
