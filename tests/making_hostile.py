"""Makes files that were made to harm, or that a disk or a transfer has harmed."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

from making_books import chapter, compound, epub, fb2, odt, packed, rtf
from making_files import docx, endless_pdf, image_bytes, paragraph, pdf, stream, text_objects
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable

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


def png_bomb() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", HUGE, HUGE, 8, 0, 0, 0, 0)
    body = zlib.compress(bytes(HUGE + 1) * 50)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


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
        "bomb.png": png_bomb,
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
