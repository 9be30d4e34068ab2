"""Makes documents to read: sound ones, odd ones and hostile ones. None is anybody else's."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

A4 = (0, 0, 595, 842)

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """Write PDF objects; object 1 is the catalog."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, count = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % count
    for number in range(1, count):
        kind = b"n" if number in places else b"f"
        out += b"%010d 00000 %s \n" % (places.get(number, 0), kind)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (count, trailer, start)
    return bytes(out)


def stream(content: bytes, head: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(content), content)


def text_objects(
    texts: Sequence[str],
    *,
    page: bytes = b"",
    catalog: bytes = b"",
    at: tuple[int, int] = (72, 700),
) -> dict[int, bytes]:
    """Return the objects of a document with a page for each text, a line of the text a line."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    }
    kids = []
    for index, text in enumerate(texts):
        lines = b" T* ".join(b"(%s) Tj" % line.encode("cp1252") for line in text.split("\n"))
        content = b"BT /F1 24 Tf 30 TL %d %d Td %s ET" % (*at, lines) if text else b""
        number = 100 + 2 * index
        objects[number] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[%d %d %d %d]/Resources<</Font<</F1 3 0 R>>>>"
            b"/Contents %d 0 R%s>>" % (*A4, number + 1, page)
        )
        objects[number + 1] = stream(content)
        kids.append(b"%d 0 R" % number)
    objects[2] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return objects


def text_pdf(*texts: str, page: bytes = b"", catalog: bytes = b"", trailer: bytes = b"") -> bytes:
    """Write a PDF with a page for each text."""
    return pdf(text_objects(texts, page=page, catalog=catalog), trailer)


def endless_pdf() -> bytes:
    """Write a PDF whose page draws a form that draws another one twice, and so on: for ever."""
    objects = text_objects(["x"])
    objects[100] = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 101 0 R"
        b"/Resources<</XObject<</X 200 0 R>>>>>>"
    )
    objects[101] = stream(b"/X Do")
    for depth in range(25):
        head = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (
            201 + depth
        )
        objects[200 + depth] = stream(b"/X Do /X Do /X Do /X Do", head)
    objects[225] = stream(b"0 0 1 1 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return pdf(objects)


def docx(
    body: str, parts: Mapping[str, str | bytes] | None = None, relations: Sequence[str] = ()
) -> bytes:
    """Write a Word document with the XML of its body; `relations` are kinds of parts it points to.

    A relation of a kind leads to the part `word/<kind>.xml`.
    """
    links = "".join(
        f'<Relationship Id="r{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
        for kind in relations
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr(
            "_rels/.rels",
            f"<Relationships {_RELATIONS}>"
            f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
            "</Relationships>",
        )
        packed.writestr(
            "word/_rels/document.xml.rels", f"<Relationships {_RELATIONS}>{links}</Relationships>"
        )
        packed.writestr(
            "word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>"
        )
        for name, content in (parts or {}).items():
            packed.writestr(name, content)
    return out.getvalue()


def word_part(root: str, inner: str) -> str:
    return f"<w:{root} {_W}>{inner}</w:{root}>"


def paragraph(text: str, *, before: str = "", after: str = "", properties: str = "") -> str:
    """Write a paragraph; `before` and `after` are XML in runs of their own."""
    return (
        f"<w:p>{properties}<w:r>{before}</w:r>"
        f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r><w:r>{after}</w:r></w:p>'
    )


def printed(text: str, size: int = 32, width: int = 1000) -> Image.Image:
    """Print a text on white paper, lines as they are."""
    lines = text.split("\n")
    step = size * 7 // 5
    paper = Image.new("L", (width, step * len(lines) + 2 * size), 255)
    font = ImageFont.truetype("DejaVuSerif.ttf", size)
    for number, line in enumerate(lines):
        ImageDraw.Draw(paper).text((size, size + step * number), line, font=font, fill=0)
    return paper


def image_bytes(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
