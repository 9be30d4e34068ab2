"""An empty DOCX with our page and styles, and nothing left of python-docx's template."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from archivist.exchange.docx.letters import clean
from archivist.exchange.docx.look import settings_xml, styles_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

    from archivist.library.printed import Printed

_KEPT = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS}
_KEPT_OF_PACKAGE = {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES}
_EMPTY = b"<w:tbl/>"
PLACE = f"<w:tbl {nsdecls('w')}/>"
"""Stands in a document where a table will be; no text can look like it once it is written."""

_TEXT = "word/document.xml"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of every part: a file says when it was made elsewhere."""


def new_package(document: Printed) -> Document:
    """Make an empty document with the page, the styles and the properties of a printed one."""
    made = docx.Document()
    for part, kept in ((made.part, _KEPT), (made.part.package, _KEPT_OF_PACKAGE)):
        for name in [name for name, rel in part.rels.items() if rel.reltype not in kept]:
            del part.rels[name]
    locale = document.locale or document.language or "en-US"
    _fill(made.styles.element, styles_xml(locale))
    _fill(made.settings.element, settings_xml())
    _set_page(made)
    _set_properties(made, document, locale)
    return made


def _fill(element: BaseOxmlElement, xml: str) -> None:
    """Put other children into the root of a part."""
    for child in list(element):
        element.remove(child)
    for child in list(parse_xml(xml)):
        element.append(child)


def _set_page(made: Document) -> None:
    section = made.sections[0]
    section._sectPr.attrib.clear()  # noqa: SLF001 - the template's revision marks
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(10)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    number = section.footer.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number._p.append(  # noqa: SLF001 - python-docx has no fields
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        )
    )


def _set_properties(made: Document, document: Printed, locale: str) -> None:
    properties = made.core_properties
    root = properties._element  # noqa: SLF001 - the only way to be rid of the template's author
    for child in list(root):
        root.remove(child)
    properties.title = clean(document.name or document.title)[:255]
    properties.language = locale
    if document.modified is not None:
        moment = document.modified.astimezone(dt.UTC).replace(tzinfo=None)
        properties.created = properties.modified = moment


def packed(made: Document, tables: Sequence[Iterable[bytes]] = ()) -> bytes:
    """Return the file of a document, without the moment at which it was made.

    Each `PLACE` in it becomes one of the tables, which are given as pieces of XML.
    """
    written, result = io.BytesIO(), io.BytesIO()
    made.save(written)
    with (
        zipfile.ZipFile(written) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _LONG_AGO)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            with target.open(part, "w") as out:
                for piece in _pieces(source.read(name), tables if name == _TEXT else ()):
                    out.write(piece)
    return result.getvalue()


def _pieces(content: bytes, tables: Sequence[Iterable[bytes]]) -> Iterator[bytes]:
    if not tables:
        yield content
        return
    first, *others = content.split(_EMPTY)
    yield first
    for table, other in zip(tables, others, strict=True):
        yield from table
        yield other
