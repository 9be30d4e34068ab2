"""Makes files that were made to harm, or that a disk or a transfer has harmed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from making_books import chapter, compound, epub, fb2, odt, packed, rtf
from making_files import docx, endless_pdf, image_bytes, paragraph, pdf, stream, text_objects
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

HUGE = 60_000

ENTITIES = {
    "laughs": '<!DOCTYPE d [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>",
    "outside": '<!DOCTYPE d [<!ENTITY a9 SYSTEM "file:///etc/hostname">]>',
}


def page_tree_loop() -> bytes:
    objects = text_objects(["x"])
    objects[2] = b"<</Type/Pages/Count 3/Kids[5 0 R 100 0 R]>>"
    objects[5] = b"<</Type/Pages/Parent 2 0 R/Count 2/Kids[2 0 R 5 0 R]>>"
    return pdf(objects)


def glyph_that_draws_itself() -> bytes:
    objects = text_objects(["aaaa"])
    objects[3] = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 97"
        b"/LastChar 97/Widths[9]/CharProcs<</a 4 0 R>>/Encoding<</Differences[97/a]>>"
        b"/Resources<</Font<</F1 3 0 R>>>>>>"
    )
    objects[4] = stream(b"9 0 d0 BT /F1 9 Tf (aaaa) Tj ET")
    return pdf(objects)


def picture_in_pdf(content: bytes, filtered_by: bytes) -> bytes:
    """Write a page with a picture that claims to be as large as a house."""
    objects = text_objects([""])
    objects[100] = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 101 0 R"
        b"/Resources<</XObject<</I 200 0 R>>>>>>"
    )
    objects[101] = stream(b"q 595 0 0 842 0 0 cm /I Do Q")
    size = b"/Width %d/Height %d" % (HUGE, HUGE)
    head = b"/Type/XObject/Subtype/Image/Filter/%s%s" % (filtered_by, size)
    objects[200] = stream(content, head + b"/BitsPerComponent 1/ColorSpace/DeviceGray")
    return pdf(objects)


def jbig2_bomb() -> bytes:
    """Write segments that draw a region of that size two hundred times."""

    def segment(number: int, kind: int, data: bytes) -> bytes:
        return struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data

    page = segment(0, 48, struct.pack(">IIIIBH", HUGE, HUGE, 0, 0, 0, 0))
    region = struct.pack(">IIIIBB", HUGE, HUGE, 0, 0, 0, 0) + b"\3\xff\xfd\xff\2\xfe\xfe\xfe"
    return picture_in_pdf(
        page + b"".join(segment(number, 38, region + bytes(50)) for number in range(1, 200)),
        b"JBIG2Decode",
    )


def form_that_draws_itself() -> bytes:
    objects = text_objects(["x"])
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 200 0 R>>>>"
    objects[100] = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 101 0 R"
        b"/Resources<</XObject<</X 200 0 R>>>>>>"
    )
    objects[101] = stream(b"/X Do")
    objects[200] = stream(b"/X Do /X Do", head)
    return pdf(objects)


def flate_bomb() -> bytes:
    """Write a page whose content unpacks, in two steps, to 2 GB."""
    once = zlib.compressobj(9)
    block = b" " * (1 << 20)
    inner = b"".join(once.compress(block) for _ in range(2_048)) + once.flush()
    objects = text_objects(["x"])
    objects[101] = stream(zlib.compress(inner, 9), b"/Filter[/FlateDecode/FlateDecode]")
    return pdf(objects)


def huge_media_box() -> bytes:
    objects = text_objects(["far away"])
    objects[100] = objects[100].replace(b"[0 0 595 842]", b"[0 0 2000000000 1]")
    return pdf(objects)


def label_loop() -> bytes:
    return pdf(
        {
            **text_objects(["x"], catalog=b"/PageLabels 7 0 R"),
            7: b"<</Kids[8 0 R]>>",
            8: b"<</Limits[0 9]/Kids[7 0 R 8 0 R]>>",
        }
    )


def large_part(make: Callable[[bytes], bytes]) -> bytes:
    """Make a document one part of which unpacks to 101 MB."""
    return make(b"<x>" + b" " * (101 << 20) + b"</x>")


def epub_of_many_large_chapters() -> bytes:
    return epub({f"{number}.xhtml": b" " * (90 << 20) for number in range(4)})


def with_entities(declared: str) -> dict[str, bytes]:
    """Make documents that declare entities and use the last."""
    body = "<w:body><w:p><w:t>&a9;</w:t></w:p></w:body>"
    word = f"{declared}<w:document xmlns:w='w'>{body}</w:document>"
    return {
        "a.docx": packed({"word/document.xml": word}),
        "a.odt": odt("<text:p>&a9;</text:p>", prolog=declared),
        "a.epub": epub(
            {"1.xhtml": chapter("<p>text</p>")}, about="<dc:title>&a9;</dc:title>", prolog=declared
        ),
        "a.fb2": fb2("<body><p>&a9;</p></body>").replace(b"?>", b"?>" + declared.encode(), 1),
    }


def deep_xml() -> str:
    return f"{'<text:section>' * 100_000}<text:p>deep</text:p>{'</text:section>' * 100_000}"


def spine_loop() -> bytes:
    """Write a book that names its two chapters a hundred thousand times."""
    chapters = {"1.xhtml": chapter("<p>first</p>"), "2.xhtml": chapter("<p>second</p>")}
    return epub(chapters, spine=[*chapters] * 50_000)


def epub_that_leads_out() -> bytes:
    """Write a book whose chapters are to come from elsewhere."""
    wrong = (
        "../../../../etc/passwd",
        "/etc/passwd",
        "C:\\Windows\\win.ini",
        "a%00b",
        "file:///etc/passwd",
    )
    chapters = dict.fromkeys(wrong, "")
    return epub({**chapters, "sound.xhtml": chapter("<p>sound</p>")})


def with_more(document: bytes, parts: Mapping[str | zipfile.ZipInfo, bytes | str]) -> bytes:
    """Put further parts into a packed document."""
    whole = io.BytesIO(document)
    with zipfile.ZipFile(whole, "a", zipfile.ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return whole.getvalue()


def link_to(name: str) -> zipfile.ZipInfo:
    """Return the head of a part that says it is a symbolic link."""
    head = zipfile.ZipInfo(name)
    head.create_system, head.external_attr = 3, 0o120777 << 16
    return head


def docx_with_a_bomb_beside() -> bytes:
    """Write a document with an archive of archives that unpack to 400 MB, and paths out of it."""
    inner = packed({"zeros": bytes(100 << 20)})
    bomb = packed({str(number): inner for number in range(4)})
    stray = {"../../../../../../evil.txt": "evil", "/evil.txt": "evil", "C:\\evil.txt": "evil"}
    return with_more(docx(paragraph("sound")), {"word/embeddings/o.zip": bomb, **stray})


def epub_with_links() -> bytes:
    book = epub({"1.xhtml": chapter("<p>sound</p>")})
    return with_more(book, {link_to("OEBPS/2.xhtml"): "/etc/passwd", "/evil.xhtml": "evil"})


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(size: int, *chunks: bytes) -> bytes:
    """Write a grey picture that claims to be a square of that size."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0))
    body = _chunk(b"IDAT", zlib.compress(bytes(HUGE + 1) * 50))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + body + _chunk(b"IEND", b"")


def png_with_a_bomb_of_words() -> bytes:
    return png(9, _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(300 << 20), 9)))


def tiff_in_a_ring() -> bytes:
    """Write a picture whose next page is itself."""
    entries = [(256, 4, 8), (257, 4, 8), (258, 3, 8), (259, 3, 1), (262, 3, 1)]
    entries += [(273, 4, 122), (277, 3, 1), (278, 4, 8), (279, 4, 64)]
    table = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", 9) + table + b"\x08\0\0\0" + bytes(64)


def tiff_bomb() -> bytes:
    strip = zlib.compress(bytes(HUGE * HUGE // 8 // 100))
    entries = [(256, 4, HUGE), (257, 4, HUGE), (258, 3, 1), (259, 3, 8), (262, 3, 1)]
    entries += [(273, 4, 8), (277, 3, 1), (278, 4, HUGE), (279, 4, len(strip))]
    table = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries)
    place = 8 + len(strip) + len(strip) % 2
    return (
        (b"II*\0" + struct.pack("<I", place) + strip).ljust(place, b"\0")
        + struct.pack("<H", len(entries))
        + table
        + bytes(4)
    )


def webp_bomb() -> bytes:
    small = image_bytes(Image.new("RGB", (8, 8)), "WEBP")[12:]
    side = struct.pack("<I", HUGE - 1)[:3]
    body = b"WEBP" + b"VP8X" + struct.pack("<IB3x", 10, 0) + side + side + small
    return b"RIFF" + struct.pack("<I", len(body)) + body


def heic(size: tuple[int, int] = (64, 48), **options: object) -> bytes:
    import pillow_heif  # noqa: PLC0415 - not needed by most tests

    pillow_heif.register_heif_opener()
    return image_bytes(Image.new("RGB", size, "red"), "HEIF", **options)


def heic_bomb() -> bytes:
    whole = heic()
    sound = b"ispe" + bytes(4) + struct.pack(">II", 64, 48)
    at = whole.find(b"ispe")
    assert at > 0
    return whole[: at + 8] + struct.pack(">II", HUGE, HUGE) + whole[at + len(sound) :]


def gif_bomb() -> bytes:
    whole = image_bytes(Image.new("L", (8, 8)), "GIF")
    return whole[:6] + struct.pack("<HH", HUGE, HUGE) + whole[10:]


def bmp_bomb() -> bytes:
    whole = image_bytes(Image.new("L", (8, 8)), "BMP")
    return whole[:18] + struct.pack("<ii", HUGE, HUGE) + whole[26:]


def jpeg_bomb() -> bytes:
    whole = image_bytes(Image.new("L", (8, 8)), "JPEG")
    at = whole.index(b"\xff\xc0") + 5
    return whole[:at] + struct.pack(">HH", HUGE, HUGE) + whole[at + 4 :]


def jpeg2000_bomb() -> bytes:
    whole = image_bytes(Image.new("L", (8, 8)), "JPEG2000")
    at = whole.index(b"ihdr") + 4
    return whole[:at] + struct.pack(">II", HUGE, HUGE) + whole[at + 8 :]


def mail_in_mail() -> bytes:
    out = io.BytesIO(b"MIME-Version: 1.0\r\n")
    out.seek(0, 2)
    for depth in range(5_000):
        out.write(
            b'Content-Type: multipart/related; boundary="%d"\r\n\r\n--%d\r\n' % (depth, depth)
        )
    out.write(b"Content-Type: text/html\r\n\r\n<html>deep</html>")
    return out.getvalue()


def hostile() -> dict[str, Callable[[], bytes]]:
    """Return what there is, by the name of its file; none needs a program of the machine."""
    whole = docx(paragraph("text " * 5_000))
    return {
        "tree.pdf": page_tree_loop,
        "itself.pdf": form_that_draws_itself,
        "endless.pdf": endless_pdf,
        "bomb.pdf": flate_bomb,
        "wide.pdf": huge_media_box,
        "labels.pdf": label_loop,
        "page.pdf": lambda: b"<!DOCTYPE html><html><body>404 Not Found</body></html>",
        "cut.pdf": lambda: pdf(text_objects(["x"] * 9))[:700],
        "bomb.docx": lambda: large_part(lambda part: packed({"word/document.xml": part})),
        "bomb.odt": lambda: large_part(lambda part: packed({"content.xml": part})),
        "bomb.epub": lambda: large_part(lambda part: epub({"1.xhtml": part})),
        "many.epub": epub_of_many_large_chapters,
        "bomb.fb2.zip": lambda: large_part(lambda part: packed({"b.fb2": part})),
        "cut.docx": lambda: whole[: len(whole) // 2],
        "deep.odt": lambda: odt(deep_xml()),
        "deep.docx": lambda: docx("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000),
        "spine.epub": spine_loop,
        "out.epub": epub_that_leads_out,
        "laughs.epub": lambda: epub({"1.xhtml": ENTITIES["laughs"] + chapter("<p>&a9;</p>")}),
        "bomb.png": lambda: png(HUGE),
        "words.png": png_with_a_bomb_of_words,
        "claim.png": lambda: png(9, struct.pack(">I", 0x7FFFFFFF) + b"IDAT"),
        "ring.tif": tiff_in_a_ring,
        "glyph.pdf": glyph_that_draws_itself,
        "jbig2.pdf": jbig2_bomb,
        "jpx.pdf": lambda: picture_in_pdf(jpeg2000_bomb(), b"JPXDecode"),
        "beside.docx": docx_with_a_bomb_beside,
        "links.epub": epub_with_links,
        "bomb.tif": tiff_bomb,
        "bomb.webp": webp_bomb,
        "bomb.heic": heic_bomb,
        "bomb.gif": gif_bomb,
        "bomb.bmp": bmp_bomb,
        "bomb.jpg": jpeg_bomb,
        "bomb.jp2": jpeg2000_bomb,
        "deep.rtf": lambda: b"{\\rtf1 " + b"{" * 100_000 + b"deep" + b"}" * 100_000 + b"}",
        "open.rtf": lambda: b"{\\rtf1 " + b"{\\b" * 100_000 + b"\\bin2000000000 \\u99999999999 x",
        "deep.html": lambda: b"<html>" + b"<div><table><tr><td>" * 50_000 + b"deep",
        "marks.html": lambda: b"<html>" + b"<!--" * 500_000,
        "mail.mht": mail_in_mail,
        "empty.doc": lambda: compound({"WordDocument": b"\xec\xa5\xc1\0"}),
        "zeros.pdf": lambda: bytes(100_000),
        "nothing.epub": lambda: b"",
        "noise.djvu": lambda: b"AT&TFORM\0\0\1\0DJVM" + bytes(range(256)) * 20,
        "letters.rtf": lambda: rtf("\ud83d"),
    }
